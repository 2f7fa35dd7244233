package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.busel.relay.ReloadOutcome.Refused;
import org.busel.relay.ReloadOutcome.Reloaded;
import org.busel.relay.listen.OwnAuthority;
import org.busel.store.contract.InMemoryRelayStore;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another configuration for a relay that goes on running.
class ReloadTest {
  private static final Map<String, String> FREE_PORTS =
      Map.of("relay.port", "0", "relay.metrics-port", "0");

  @TempDir Path folder;
  @TempDir Path elsewhere;

  private RunningRelay relay;

  @BeforeEach
  void start() throws IOException {
    write("");
    relay =
        new RunningRelay(
            Relay.open(read(), this::read, new InMemoryRelayStore(), Clock.systemUTC()));
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  @Test
  void whatHasNotChangedIsNotChanged() {
    assertThat(relay.relay().reload()).isEqualTo(new Reloaded(List.of(), List.of()));
  }

  @Test
  void newHandshakesShowTheNewCertificateAndOpenConnectionsStay() throws IOException {
    TestDevice editor = relay.newDevice();
    Line before = relay.openOutbox();
    String shownBefore = Handshake.with(relay.relay().port());
    Files.delete(folder.resolve("tls/server.pem")); // so that another one is made

    assertThat(relay.relay().reload()).isEqualTo(new Reloaded(List.of("certificate"), List.of()));

    assertThat(Handshake.with(relay.relay().port())).isNotEqualTo(shownBefore);
    before.send(editor.message(1, 1024));
    assertThat(before.response().hasAccepted()).isTrue();
    assertThat(relay.logIn(editor).push().hasDelivery()).isTrue(); // by the pin of the old link
  }

  @Test
  void aNewLimitIsInForceAtOnceForConnectionsThatAreOpen() throws IOException {
    TestDevice editor = relay.newDevice();
    Line outbox = relay.openOutbox();
    assertThat(fetch(outbox, editor).hasBundles()).isTrue();
    assertThat(fetch(outbox, editor).hasBundles()).isTrue();

    write("relay.limit-account-fetches = 2+6/h");
    assertThat(relay.relay().reload())
        .isEqualTo(new Reloaded(List.of("relay.limit-account-fetches"), List.of()));

    assertThat(fetch(outbox, editor).getRefusal().getCode()).isEqualTo(Code.CODE_BUSY);
  }

  @Test
  void whatNeedsARestartIsNamedAndNotDone() throws IOException {
    write("relay.retention = 12h\nrelay.mailbox-limit = 5");

    assertThat(relay.relay().reload())
        .isEqualTo(new Reloaded(List.of(), List.of("relay.mailbox-limit", "relay.retention")));
    assertThat(relay.relay().reload()).isInstanceOf(Reloaded.class);
  }

  @Test
  void aMistakeIsRefusedWithItsReasonAndNothingChanges() throws IOException {
    String shownBefore = Handshake.with(relay.relay().port());
    write("relay.limit-account-fetches = 1+1/h\nrelay.retention = soon");
    Files.delete(folder.resolve("tls/server.pem"));

    assertThat(relay.relay().reload())
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.why()).isEqualTo("relay.retention = soon is out of range"));

    TestDevice editor = relay.newDevice();
    Line outbox = relay.openOutbox();
    assertThat(fetch(outbox, editor).hasBundles()).isTrue();
    assertThat(fetch(outbox, editor).hasBundles()).isTrue();
    assertThat(Handshake.with(relay.relay().port())).isEqualTo(shownBefore);
  }

  @Test
  void aCertificateByWhichDevicesWouldNotKnowTheRelayIsRefused() throws IOException {
    var _ =
        OwnAuthority.open(elsewhere, List.of("localhost"), Clock.systemUTC(), new SecureRandom());
    String shownBefore = Handshake.with(relay.relay().port());
    writeCertificate("server.pem", "server-key.pem");
    assertThat(relay.relay().reload())
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.why()).contains("another key"));
    writeCertificate("server.pem", "ca-key.pem");
    assertThat(relay.relay().reload())
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.why()).contains("does not belong"));
    writeCertificate("missing.pem", "server-key.pem");
    assertThat(relay.relay().reload()).isInstanceOf(Refused.class);

    assertThat(Handshake.with(relay.relay().port())).isEqualTo(shownBefore);
  }

  @Test
  void theCommandTellsWhatHasChangedAndWhatIsWrong() throws IOException {
    write("relay.limit-prefix-logins = off");
    assertThat(command(0)).containsExactly("busel-relay: relay.limit-prefix-logins has changed");

    write("relay.limit-prefix-logins = many");
    assertThat(command(1))
        .containsExactly(
            "busel-relay: error: relay.limit-prefix-logins = many is out of range",
            "busel-relay: hint: it is BURST+NUMBER/s, /m, /h or /d, or off");

    relay.close();
    assertThat(command(3).getFirst()).isEqualTo("busel-relay: error: no relay runs in " + folder);
  }

  private List<String> command(int expectedCode) {
    PrintStream err = System.err;
    ByteArrayOutputStream talk = new ByteArrayOutputStream();
    try {
      System.setErr(new PrintStream(talk, true, StandardCharsets.UTF_8));
      assertThat(Main.run("reload", "--dir", folder.toString())).isEqualTo(expectedCode);
    } finally {
      System.setErr(err);
    }
    return talk.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("busel-relay:"))
        .toList();
  }

  private RelayConfig read() {
    return ConfigFile.read(folder, folder.resolve("relay.conf"), FREE_PORTS);
  }

  private void write(String lines) throws IOException {
    Files.writeString(folder.resolve("relay.conf"), lines + "\n");
  }

  private void writeCertificate(String chain, String key) throws IOException {
    write(
        "relay.certificate = %s%nrelay.certificate-key = %s"
            .formatted(elsewhere.resolve(chain), elsewhere.resolve(key)));
  }

  private static Response fetch(Line outbox, TestDevice of) {
    outbox.send(TestDevice.request(Request.newBuilder().setFetchBundles(of.fetch())));
    return outbox.response();
  }
}
