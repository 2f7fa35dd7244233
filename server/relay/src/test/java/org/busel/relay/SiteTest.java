package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.Optional;
import org.busel.format.CourseListing;
import org.busel.format.PublishAnswer;
import org.busel.format.Sha256;
import org.busel.relay.RelayConfig.CatalogPlace;
import org.busel.relay.RelayConfig.Courses;
import org.busel.store.contract.InMemoryRelayStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What anybody sees who opens the relay in a browser, and what trainers can publish.
class SiteTest {
  private static final String CHUNK = "/v1/chunks/" + Sha256.of(Academy.LESSON).hex();
  private static final String MANIFEST = "/v1/modules/first-steps/manifest";

  @TempDir Path folder;
  private final Academy academy = new Academy();
  private RunningRelay relay;
  private Browser browser;

  @BeforeEach
  void start() {
    ByteString board = ByteString.copyFrom(academy.board.verifying().bytes());
    relay =
        RunningRelay.open(
            folder,
            new InMemoryRelayStore(),
            config ->
                config.withCourses(new Courses(new CatalogPlace.Embedded(), Optional.of(board))));
    browser = relay.browser();
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  @Test
  void aModuleIsAdmittedWhenItsSignaturesCountAndItsChunksAreThere() {
    byte[] manifest = academy.module(1, academy.author, academy.reviewer);

    assertThat(browser.put("/v1/curriculum", academy.curriculum(1)).status()).isEqualTo(200);
    Browser.Answer incomplete = browser.put(MANIFEST, manifest);
    Browser.Answer chunk = browser.put(CHUNK, Academy.LESSON);
    Browser.Answer admitted = browser.put(MANIFEST, manifest);

    assertThat(incomplete.status()).isEqualTo(202);
    assertThat(PublishAnswer.read(incomplete.body()))
        .isEqualTo(new PublishAnswer.Missing(java.util.List.of(Sha256.of(Academy.LESSON))));
    assertThat(chunk.status()).isEqualTo(200);
    assertThat(admitted.status()).isEqualTo(200);
    assertThat(admitted.text()).isEqualTo("{\"admitted\":true}");
    assertThat(browser.get(MANIFEST).body()).isEqualTo(manifest);
    assertThat(browser.get(CHUNK).body()).isEqualTo(Academy.LESSON);
    assertThat(browser.get("/v1/curriculum").body()).isEqualTo(academy.curriculum(1));
    assertThat(CourseListing.read(browser.get("/v1/catalog").body()))
        .isInstanceOfSatisfying(
            CourseListing.Reading.Read.class,
            read -> assertThat(read.listing().modules()).hasSize(1));
  }

  @Test
  void aManifestWithoutItsReviewerIsRefusedAndOpensNoDoorForChunks() {
    assertThat(browser.put("/v1/curriculum", academy.curriculum(1)).status()).isEqualTo(200);

    Browser.Answer manifest = browser.put(MANIFEST, academy.module(1, academy.author));
    Browser.Answer chunk = browser.put(CHUNK, Academy.LESSON);

    assertThat(manifest.status()).isEqualTo(403);
    assertThat(manifest.text()).contains("\"refused\":").contains("\"hint\":");
    assertThat(chunk.status()).isEqualTo(403);
    assertThat(browser.get(CHUNK).status()).isEqualTo(404);
    assertThat(browser.get(MANIFEST).status()).isEqualTo(404);
  }

  @Test
  void aCurriculumOfAnotherBoardIsRefused() {
    byte[] forged = new Academy().author.sign(envelope(academy.curriculum(1))).bytes();

    assertThat(browser.put("/v1/curriculum", forged).status()).isEqualTo(403);
    assertThat(browser.get("/v1/curriculum").status()).isEqualTo(404);
  }

  @Test
  void nobodyIsLedBackToAnOlderVersion() {
    publish(academy.module(2, academy.author, academy.reviewer));

    Browser.Answer older =
        browser.put(MANIFEST, academy.module(1, academy.author, academy.reviewer));
    Browser.Answer curriculum = browser.put("/v1/curriculum", academy.curriculum(2));
    Browser.Answer olderCurriculum = browser.put("/v1/curriculum", academy.curriculum(1));

    assertThat(older.status()).isEqualTo(409);
    assertThat(curriculum.status()).isEqualTo(200);
    assertThat(olderCurriculum.status()).isEqualTo(409);
  }

  @Test
  void bytesThatAreNotTheirNameAreRefused() {
    assertThat(browser.put("/v1/curriculum", academy.curriculum(1)).status()).isEqualTo(200);
    assertThat(browser.put(MANIFEST, academy.module(1, academy.author, academy.reviewer)).status())
        .isEqualTo(202);

    assertThat(browser.put(CHUNK, new byte[] {1, 2, 3}).status()).isEqualTo(400);
    assertThat(browser.get(CHUNK).status()).isEqualTo(404);
  }

  @Test
  void aManifestUnderAnotherModulesNameIsRefused() {
    assertThat(browser.put("/v1/curriculum", academy.curriculum(1)).status()).isEqualTo(200);

    Browser.Answer answer =
        browser.put(
            "/v1/modules/first-aid/manifest", academy.module(1, academy.author, academy.reviewer));

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void thePagesShowWhatWasPublishedAndEscapeIt() {
    publish(academy.module(1, academy.author, academy.reviewer));

    String front = browser.get("/").text();
    String course = browser.get("/courses/first-steps").text();

    assertThat(front).contains("First &lt;steps&gt; &amp; more").contains("/courses/first-steps");
    assertThat(course)
        .contains("Phones")
        .contains(academy.reviewer.verifying().id().forPeople())
        .doesNotContain("<steps>");
  }

  @Test
  void thePageSpeaksTheBrowsersLanguageAndEnglishOtherwise() {
    assertThat(browser.get("/", "Accept-Language", "be,ru;q=0.5").text())
        .contains("<html lang=\"be\">");
    assertThat(browser.get("/", "Accept-Language", "ru-RU").text()).contains("<html lang=\"ru\">");
    assertThat(browser.get("/", "Accept-Language", "fr").text()).contains("<html lang=\"en\">");
    assertThat(browser.get("/", "Accept-Language", ";;=,q=x").text())
        .contains("<html lang=\"en\">");
  }

  @Test
  void aBrowserMayDoNothingWithAPageButShowIt() {
    Browser.Answer page = browser.get("/");

    assertThat(page.header("Content-Security-Policy"))
        .startsWith("default-src 'none'; style-src 'sha256-");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("Set-Cookie")).isEmpty();
    assertThat(page.text()).doesNotContain("<script");
  }

  @Test
  void aChunkNeverChangesAndADocumentIsAskedForAgain() {
    publish(academy.module(1, academy.author, academy.reviewer));

    Browser.Answer chunk = browser.get(CHUNK);
    Browser.Answer again = browser.get(CHUNK, "If-None-Match", chunk.header("ETag"));
    Browser.Answer head = browser.head(CHUNK);

    assertThat(chunk.header("Cache-Control")).contains("immutable");
    assertThat(again.status()).isEqualTo(304);
    assertThat(head.header("Content-Length")).isEqualTo("" + Academy.LESSON.length);
    assertThat(browser.get(MANIFEST).header("Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void whatIsNotThereIsNotFoundAsOnAnyWebSite() {
    for (String path :
        new String[] {
          "/admin", "/v1/inbox", "/v1/chunks/zz", "/courses/UPPER", "/courses/missing", "/..%2f"
        }) {
      assertThat(browser.get(path).status()).as(path).isEqualTo(404);
      assertThat(browser.get(path).text()).isEqualTo("Not Found\n");
    }
    assertThat(browser.post("/").status()).isEqualTo(405);
    assertThat(browser.get("/healthz").text()).isEqualTo("ok\n");
  }

  private void publish(byte[] manifest) {
    assertThat(browser.put("/v1/curriculum", academy.curriculum(1)).status()).isEqualTo(200);
    assertThat(browser.put(MANIFEST, manifest).status()).isEqualTo(202);
    assertThat(browser.put(CHUNK, Academy.LESSON).status()).isEqualTo(200);
    assertThat(browser.put(MANIFEST, manifest).status()).isEqualTo(200);
  }

  private static org.busel.format.SignedEnvelope envelope(byte[] bytes) {
    return org.busel.format.SignedEnvelope.read(bytes)
            instanceof org.busel.format.SignedEnvelope.Reading.Read(var envelope)
        ? new org.busel.format.SignedEnvelope(java.util.List.of(), envelope.signed())
        : new org.busel.format.SignedEnvelope(
            java.util.List.of(), org.busel.format.Json.Members.of(java.util.Map.of()));
  }
}
