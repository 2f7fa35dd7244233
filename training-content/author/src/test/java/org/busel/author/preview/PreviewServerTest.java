package org.busel.author.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.busel.author.NewModule;
import org.busel.format.Language;
import org.busel.format.ModuleId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewServerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);
  private static final Pattern STAMP = Pattern.compile("data-stamp=\"([0-9a-f]{32})\"");

  @TempDir Path parent;

  private final HttpClient client = HttpClient.newHttpClient();
  private Path module;
  private PreviewServer server;

  @BeforeEach
  void aModuleIsPreviewed() {
    SequencedMap<Language, String> titles = new LinkedHashMap<>();
    titles.put(new Language("en"), "Safe <travel>");
    NewModule.Outcome written =
        new NewModule(
                new ModuleId("safe-travel"),
                titles,
                "Alena",
                "Ryhor",
                LocalDate.of(2027, 5, 1),
                true)
            .write(parent);
    module = ((NewModule.Outcome.Written) written).folder();
    server = PreviewServer.start(module, 0, CLOCK);
  }

  @AfterEach
  void thePreviewEnds() {
    server.close();
    client.close();
  }

  @Test
  void everyPageOfTheModuleIsShownAndNoneRunsOrFetchesFromElsewhere() throws Exception {
    HttpResponse<String> contents = get("/");
    HttpResponse<String> lesson = get("/en/lesson-01-begin.html");
    HttpResponse<String> quiz = get("/en/quiz-01-check.json");

    assertThat(contents.body())
        .contains("Safe &lt;travel&gt;", "/en/lesson-01-begin.html", "/en/checklist.json");
    assertThat(lesson.body()).contains("Begin with what a learner", "<article lang=\"en\">");
    assertThat(quiz.body()).contains("What should a learner know now?", "✓");
    assertThat(lesson.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'")
        .doesNotContain("unsafe", "http");
    assertThat(get("/reload.js").statusCode()).isEqualTo(200);
    assertThat(get("/style.css").statusCode()).isEqualTo(200);
    assertThat(get("/../../etc/passwd").statusCode()).isEqualTo(404);
    assertThat(get("/module.yaml").statusCode()).isEqualTo(404);
  }

  @Test
  void aBrowserThatWaitsIsToldWhenTheTextChanges() throws Exception {
    Matcher stamp = STAMP.matcher(get("/en/lesson-01-begin.html").body());
    assertThat(stamp.find()).isTrue();
    CompletableFuture<HttpResponse<String>> waiting =
        client.sendAsync(
            request("/changes?" + stamp.group(1)), HttpResponse.BodyHandlers.ofString());

    Path lesson = module.resolve("en/lesson-01-begin.md");
    Path _ =
        Files.writeString(
            lesson, Files.readString(lesson).replace("Begin with", "Now begin with"));

    assertThat(waiting.get(10, TimeUnit.SECONDS).body()).isNotEqualTo(stamp.group(1));
    assertThat(get("/en/lesson-01-begin.html").body()).contains("Now begin with");
  }

  @Test
  void whatIsWrongIsShownWithItsPlaceInsteadOfThePage() throws Exception {
    Path lesson = module.resolve("en/lesson-01-begin.md");
    Path _ =
        Files.writeString(lesson, Files.readString(lesson) + "\n<script>alert(1)</script>\n");

    assertThat(get("/en/lesson-01-begin.html").body())
        .contains("en/lesson-01-begin.md:13:1", "HTML is not allowed")
        .doesNotContain("<script>alert");
  }

  @Test
  void anotherNameThatPointsToThisMachineReadsNothing() throws IOException {
    URI address = server.address();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      try (InputStream in = socket.getInputStream()) {
        String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("travel");
      }
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(server.address().toString().replaceAll("/$", "") + path))
        .build();
  }
}
