package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator does with the store as a whole.
class StoreCommandTest {
  @TempDir private Path above;
  private Path folder = Path.of("");
  private Path backup = Path.of("");

  @BeforeEach
  void name() {
    folder = above.resolve("relay");
    backup = above.resolve("backup");
  }

  /// What one run of the command said.
  private record Said(int code, String data, String talk) {}

  @Test
  void aBackupOfARunningRelayIsRestoredWithItsKeysAndWhatWaited() throws IOException {
    TestDevice editor;
    ByteString relayId;
    try (RunningRelay relay = open(folder)) {
      editor = relay.newDevice();
      accept(relay, editor, 1);
      assertThat(run("backup", "--dir", folder.toString(), "--to", backup.toString()).code())
          .isZero();
      accept(relay, editor, 2);
      relayId = relay.inbox().hello().getRelayId();
    }
    Path restored = above.resolve("restored");

    Said said = run("restore", "--from", backup.toString(), "--dir", restored.toString());

    assertThat(said.code()).isZero();
    assertThat(said.talk()).contains("offered once more").contains("must be made anew");
    try (RunningRelay relay = open(restored)) {
      assertThat(relay.inbox().hello().getRelayId()).isEqualTo(relayId);
      Line inbox = relay.logIn(editor);
      assertThat(inbox.push().getDelivery().getContent()).isEqualTo(TestDevice.content(1, 1024));
      assertThat(inbox.push().hasDrained()).isTrue();
    }
    assertForTheOwnerOnly(backup);
    assertForTheOwnerOnly(restored.resolve("store"));
  }

  @Test
  void aBackupOfARelayThatDoesNotRunIsTheSame() {
    try (RunningRelay relay = open(folder)) {
      accept(relay, relay.newDevice(), 1);
    }

    Said said = run("backup", "--dir", folder.toString(), "--to", backup.toString());

    assertThat(said.code()).isZero();
    assertThat(said.data().strip()).isEqualTo(backup.toString());
    assertThat(said.talk()).contains("backed up 1 waiting envelopes");
  }

  @Test
  void aFolderThatIsInUseIsNeverWrittenOver() throws IOException {
    open(folder).close();
    Files.createDirectories(backup);
    Files.writeString(backup.resolve("diary"), "mine");

    Said said = run("backup", "--dir", folder.toString(), "--to", backup.toString());
    Said within = run("backup", "--dir", folder.toString(), "--to", folder.resolve("b").toString());
    Said restore = run("restore", "--from", folder.toString(), "--dir", backup.toString());

    for (Said refused : List.of(said, within, restore)) {
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.talk().lines()).hasSize(2).last().asString().contains("hint: ");
    }
    assertThat(said.talk()).contains("is there already and not empty");
    try (Stream<Path> left = Files.list(above)) {
      assertThat(left).containsExactlyInAnyOrder(folder, backup);
    }
    assertThat(backup.resolve("diary")).hasContent("mine");
  }

  @Test
  void whatIsNoBackupAndWhatIsNoRelayIsSaid() {
    Said restore = run("restore", "--from", above.toString(), "--dir", folder.toString());
    Said verify = run("store", "verify", "--dir", folder.toString());
    Said nothing = run("backup", "--dir", folder.toString());

    assertThat(restore.code()).isEqualTo(1);
    assertThat(restore.talk()).contains("is no backup of a relay: it has no relay-keys");
    assertThat(verify.code()).isEqualTo(2);
    assertThat(verify.talk()).contains("error: there is no relay in " + folder);
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(folder).doesNotExist();
  }

  @Test
  void verifyingFindsAHarmedEnvelopeAndTellsOnlyTheOperatorWhoseItIs() throws IOException {
    TestDevice editor;
    try (RunningRelay relay = open(folder)) {
      editor = relay.newDevice();
      accept(relay, editor, 1);
      assertThat(run("store", "verify", "--dir", folder.toString()).data()).isEqualTo("ok\n");
    }
    try (Stream<Path> segments = Files.list(folder.resolve("store/mailboxes"))) {
      Path segment =
          segments
              .filter(file -> file.getFileName().toString().startsWith("segment-"))
              .findFirst()
              .orElseThrow();
      byte[] bytes = Files.readAllBytes(segment);
      bytes[48 + 72 + 500] ^= 1;
      Files.write(segment, bytes);
    }

    Said said = run("store", "verify", "--dir", folder.toString());

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.data())
        .matches("harmed: mailboxes/segment-0{15}1 bytes 48 to 1144, mailbox [0-9a-f]{32}/1\n");
    assertThat(said.talk())
        .contains("error: 1 things cannot be read")
        .doesNotContainPattern("[0-9a-f]{32}");
  }

  private static RunningRelay open(Path folder) {
    return RunningRelay.open(folder, RelayStores.open(RelayConfig.in(folder)));
  }

  private static void accept(RunningRelay relay, TestDevice device, int fill) {
    Line outbox = relay.openOutbox();
    outbox.send(device.message(fill, 1024));
    assertThat(outbox.response().hasAccepted()).isTrue();
  }

  private static void assertForTheOwnerOnly(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(folder.relativize(file).toString())
            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
      }
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
