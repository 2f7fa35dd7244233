package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.busel.sdk.Device;
import org.busel.wire.JoinLink;
import org.busel.wire.MeetLink;
import org.busel.wire.RelayPlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a network observer, a seizer of the relay and a thief of a locked laptop can read of a conversation: nothing.
final class NothingToReadIT {
  private static final String WORDS = "the tape lies under the third step";
  private static final String EDITOR = "Editor Alesia";
  private static final String JOURNALIST = "Journalist Yanka";

  @TempDir Path folder;

  @Test
  void neitherTheNetworkNorAnyDiskHoldsWordsNamesOrSenders() throws Exception {
    Path relayFolder = folder.resolve("relay");
    byte[] crossed;
    byte[] metrics;
    MeetLink journalistsCard;
    try (RealRelay relay = new RealRelay(relayFolder);
        Wiretap wiretap = new Wiretap(relay.port())) {
      try (Device editor = People.join(folder.resolve("editor"), through(wiretap, relay.invite()));
          Device journalist =
              People.join(folder.resolve("journalist"), through(wiretap, relay.invite()))) {
        journalistsCard = journalist.invite(Duration.ofDays(1));
        People.meet(editor, EDITOR, journalist, JOURNALIST);
        MessagingScenarios.send(journalist, EDITOR, WORDS);
        assertThat(People.receive(editor)).containsExactly(WORDS);
        MessagingScenarios.send(journalist, EDITOR, WORDS); // this one still waits at the relay
        metrics = metrics(relay);
      }
      crossed = wiretap.seen();
    }

    List<byte[]> said = new ArrayList<>();
    List.of(WORDS, EDITOR, JOURNALIST).forEach(words -> said.addAll(Bytes.spellings(words)));
    List<byte[]> ids =
        new ArrayList<>(Bytes.spellings(journalistsCard.card().account().bytes().toByteArray()));
    ids.addAll(Bytes.spellings(journalistsCard.card().capability().bytes().toByteArray()));

    assertThat(crossed).hasSizeGreaterThan(4 * 1024);
    assertHoldsNone("the network", crossed, said);
    assertHoldsNone("the network", crossed, ids);
    assertHoldsNone("the metrics", metrics, said);
    assertHoldsNone("the metrics", metrics, ids);
    Bytes.below(relayFolder)
        .forEach((file, bytes) -> assertHoldsNone(file.toString(), bytes, said));
    for (String profile : List.of("editor", "journalist")) {
      Map<Path, byte[]> disk = Bytes.below(folder.resolve(profile));
      disk.forEach((file, bytes) -> assertHoldsNone(profile + " " + file, bytes, said));
      disk.forEach((file, bytes) -> assertHoldsNone(profile + " " + file, bytes, ids));
    }
    assertThatNoMailboxNamesItsSender(relayFolder, journalistsCard);
  }

  /// The journalist has an account, so the id stands in the directory; but nowhere in what waits for the editor.
  private static void assertThatNoMailboxNamesItsSender(Path relayFolder, MeetLink sender) {
    Bytes.below(relayFolder.resolve("store"))
        .forEach((file, bytes) -> {
          boolean directory = file.toString().contains(".db") || file.toString().contains("sqlite");
          if (!directory) {
            assertHoldsNone(
                file.toString(),
                bytes,
                Bytes.spellings(sender.card().account().bytes().toByteArray()));
          }
        });
  }

  private static void assertHoldsNone(String where, byte[] bytes, List<byte[]> secrets) {
    assertThat(secrets)
        .allSatisfy(secret ->
            assertThat(Bytes.contains(bytes, secret))
                .as("%s holds %s", where, new String(secret, StandardCharsets.UTF_8))
                .isFalse());
  }

  private static byte[] metrics(RealRelay relay) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + relay.metricsPort() + "/metrics"))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }

  /// The same invitation, with the wiretap's port in place of the relay's.
  private static String through(Wiretap wiretap, String invitation) {
    JoinLink link = People.link(invitation);
    RelayPlace tapped =
        new RelayPlace(
            "https://localhost:" + wiretap.port(), link.relay().tlsPin(), link.relay().trustRoot());
    return new JoinLink(tapped, link.token(), link.expiresAt(), link.curriculumRoot()).text();
  }
}
