package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.busel.store.contract.InMemoryRelayStore;
import org.busel.wire.JoinLink;
import org.busel.wire.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator types, and what comes back.
class CommandTest {
  @TempDir Path folder;

  /// What one run of the command said.
  private record Said(int code, String data, String talk) {}

  @Test
  void aMisspeltKeyIsNamedWithTheOneThatWasMeant() throws IOException {
    Files.writeString(folder.resolve("relay.conf"), "relay.mailbox-limt = 5\n");

    Said said = run("check-config", "--dir", folder.toString());

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.talk().lines())
        .containsExactly(
            "busel-relay: error: there is no key relay.mailbox-limt",
            "busel-relay: hint: did you mean relay.mailbox-limit?");
  }

  @Test
  void aValueOutOfRangeIsRefusedWithItsKey() {
    for (String setting :
        List.of(
            "relay.port=70000",
            "relay.port=x",
            "relay.mailbox-limit=0",
            "relay.mailbox-bytes=1",
            "relay.retention=91d",
            "relay.retention=1w",
            "relay.metrics-port=-1",
            "relay.host-names=a b",
            "relay.catalog-store=oracle",
            "relay.registrations-need-disk=-1",
            "relay.limit-account-fetches=60",
            "relay.limit-account-fetches=60+0/h",
            "relay.limit-account-fetches=0+6/h",
            "relay.limit-account-fetches=999999999+1/d",
            "relay.tls=maybe",
            "relay.public-port=0",
            "relay.bind=")) {
      Said said = run("check-config", "--dir", folder.toString(), "--set", setting);

      assertThat(said.code()).as(setting).isEqualTo(2);
      assertThat(said.talk())
          .as(setting)
          .contains("error: " + setting.substring(0, setting.indexOf('=')) + " = ")
          .contains("is out of range");
    }
  }

  @Test
  void withoutTlsARelayListensOnLoopbackOnly() {
    for (String open : List.of("0.0.0.0", "::", "192.0.2.1", "relay.example.org", "127.example")) {
      Said said =
          run(
              "run",
              "--dir",
              folder.toString(),
              "--set",
              "relay.tls=off",
              "--set",
              "relay.bind=" + open);

      assertThat(said.code()).as(open).isEqualTo(2);
      assertThat(said.talk().lines())
          .containsExactly(
              "busel-relay: error: relay.tls = off is for a loopback address, and " + open + " is none",
              "busel-relay: hint: set relay.bind = 127.0.0.1; the proxy on this machine speaks TLS");
    }
  }

  @Test
  void invitationsOfARelayBehindAProxyNameTheProxyAndThePin() {
    String direct = run("invite", "--dir", folder.toString()).data().strip();
    String behind =
        run(
                "invite",
                "--dir",
                folder.toString(),
                "--set",
                "relay.tls=off",
                "--set",
                "relay.public-port=443")
            .data()
            .strip();

    assertThat(linkOf(behind).relay().url()).isEqualTo("https://localhost");
    assertThat(linkOf(behind).relay().tlsPin()).isEqualTo(linkOf(direct).relay().tlsPin());
  }

  private static JoinLink linkOf(String text) {
    if (JoinLink.parse(text) instanceof Parsed.Link<JoinLink>(JoinLink link)) {
      return link;
    }
    throw new AssertionError("no link");
  }

  @Test
  void whatIsSetIsShownAndAPasswordIsNot() {
    Said said =
        run(
            "check-config",
            "--dir",
            folder.toString(),
            "--set",
            "relay.retention=12h",
            "--set",
            "relay.limit-prefix-fetches=500+7/m",
            "--set",
            "relay.limit-prefix-logins=off",
            "--set",
            "relay.catalog-store=mongodb",
            "--set",
            "relay.mongodb-uri=mongodb://user:secret@db/busel");

    assertThat(said.code()).isZero();
    assertThat(said.data()).contains("relay.retention = 12h").contains("relay.port = 8443");
    assertThat(said.data())
        .contains("relay.limit-prefix-fetches = 500+7/m")
        .contains("relay.limit-prefix-logins = off")
        .contains("relay.limit-account-fetches = 60+6/h");
    assertThat(said.data() + said.talk()).doesNotContain("secret");
  }

  @Test
  void invitationsAreMadeWhetherARelayRunsOrNot() {
    Said offline = run("invite", "--dir", folder.toString(), "--count", "2");
    Relay relay =
        Relay.open(
            RelayConfig.in(folder).onFreePorts(), new InMemoryRelayStore(), Clock.systemUTC());
    Said online = run("invite", "--dir", folder.toString(), "--json", "--expires", "30m");
    relay.close();

    assertThat(offline.data().lines())
        .hasSize(2)
        .allMatch(line -> JoinLink.parse(line) instanceof Parsed.Link<JoinLink>);
    assertThat(online.data()).startsWith("{\"invitations\":[{\"link\":\"busel:join#");
    assertThat(online.code()).isZero();
  }

  @Test
  void anUnusedInvitationIsTakenBackOnce() {
    String link = run("invite", "--dir", folder.toString()).data().strip();

    assertThat(run("revoke", "--dir", folder.toString(), link).code()).isZero();
    assertThat(run("revoke", "--dir", folder.toString(), link).code()).isEqualTo(1);
  }

  @Test
  void wrongUsageIsOneErrorAndOneHint() {
    Said unknown = run("frobnicate");
    Said noDuration = run("invite", "--dir", folder.toString(), "--expires", "soon");
    Said tooMany = run("invite", "--dir", folder.toString(), "--count", "5000");

    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.talk().lines()).hasSize(2);
    assertThat(noDuration.code()).isEqualTo(2);
    assertThat(tooMany.code()).isEqualTo(1);
  }

  @Test
  void theDoctorFindsAFreshFolderWellAndNamesWhatIsIll() throws IOException {
    Said fresh =
        run(
            "doctor",
            "--dir",
            folder.toString(),
            "--set",
            "relay.port=0",
            "--set",
            "relay.metrics-port=off");
    Files.writeString(folder.resolve("relay.conf"), "relay.retention = soon\n");
    Said ill = run("doctor", "--dir", folder.toString());
    Said json = run("doctor", "--dir", folder.toString(), "--json");

    assertThat(fresh.data()).contains("well     configuration").contains("well     certificate");
    assertThat(fresh.code()).as(fresh.data()).isZero();
    assertThat(ill.code()).isEqualTo(1);
    assertThat(ill.data())
        .contains("ill      configuration      relay.retention = soon is out of range")
        .contains("         hint: it is from 1m to 90d");
    assertThat(json.data()).startsWith("{\"findings\":[{\"check\":\"java\",\"state\":\"well\"");
  }

  @Test
  void theDoctorLooksAtTheCertificateThatIsThere() throws IOException {
    Said made = run("invite", "--dir", folder.toString());
    Said well = doctor("relay.host-names=localhost");
    Said otherName = doctor("relay.host-names=relay.example");
    Files.writeString(folder.resolve("tls/server-key.pem"), "no key");
    Said noKey = doctor("relay.host-names=localhost");

    assertThat(made.code()).isZero();
    assertThat(well.data()).containsPattern("well +certificate +good for 36. days, for localhost");
    assertThat(otherName.data())
        .containsPattern("ill +certificate +is not for relay.example")
        .contains("hint: restart the relay, which makes one for all of relay.host-names");
    assertThat(noKey.code()).isEqualTo(1);
    assertThat(noKey.data()).containsPattern("ill +certificate +the certificate or its key");
  }

  private Said doctor(String setting) {
    return run("doctor", "--dir", folder.toString(), "--set", "relay.port=0", "--set", setting);
  }

  @Test
  void aBusyPortIsNamedWithTheRemedy() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      Said said =
          run(
              "run",
              "--dir",
              folder.toString(),
              "--set",
              "relay.bind=0.0.0.0",
              "--set",
              "relay.port=" + taken.getLocalPort());

      assertThat(said.code()).isEqualTo(3);
      assertThat(said.talk())
          .contains("error: cannot listen on 0.0.0.0:" + taken.getLocalPort())
          .contains("hint: choose another one with relay.port");
    }
  }

  @Test
  void aSecondRelayInOneFolderIsRefused() {
    Relay relay =
        Relay.open(
            RelayConfig.in(folder).onFreePorts(), new InMemoryRelayStore(), Clock.systemUTC());

    Said said = run("run", "--dir", folder.toString(), "--set", "relay.port=0");
    relay.close();

    assertThat(said.code()).isEqualTo(3);
    assertThat(said.talk()).contains("error: another relay is running in " + folder);
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    Said said = run("run", "--dir", file.resolve("relay").toString());

    assertThat(said.code()).isEqualTo(3);
    assertThat(said.talk().lines()).hasSize(2).first().asString().contains("error: ");
  }

  @Test
  void keysAreForTheirOwnerOnly() throws IOException {
    Said said = run("invite", "--dir", folder.toString());

    assertThat(said.code()).isZero();
    for (String name : List.of("relay-keys", "tls/ca-key.pem", "tls/server-key.pem")) {
      assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
          .as(name)
          .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static Said run(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    ByteArrayOutputStream talk = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(data, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(talk, true, StandardCharsets.UTF_8));
      int code = Main.run(arguments);
      return new Said(
          code, data.toString(StandardCharsets.UTF_8), talk.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
