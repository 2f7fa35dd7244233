package org.busel.relay.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.busel.relay.doctor.Finding.State;
import org.busel.relay.listen.ServerCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What each check finds, and what it says to do.
class ChecksTest {
  private static final Instant NOW = Instant.parse("2027-05-01T12:00:00Z");

  @TempDir Path folder;

  @Test
  void aCertificateIsWellUntilItExpiresOrIsForAnotherName() {
    Instant from = NOW.minus(Duration.ofDays(30));
    Set<String> names = Set.of("relay.example", "*.press.example", "0:0:0:0:0:0:0:1");

    assertThat(certificate(from, 60, names, "relay.example", "a.press.example", "::1"))
        .isEqualTo(State.WELL);
    assertThat(certificate(from, 50, names, "relay.example")).isEqualTo(State.WARNING);
    assertThat(certificate(from, 29, names, "relay.example")).isEqualTo(State.ILL);
    assertThat(certificate(from, 60, names, "other.example")).isEqualTo(State.ILL);
    assertThat(certificate(from, 60, names, "a.b.press.example")).isEqualTo(State.ILL);
    assertThat(certificate(NOW.plusSeconds(60), 60, names, "relay.example")).isEqualTo(State.ILL);
    assertThat(
            CertificateCheck.of(
                    new ServerCertificate(from, NOW.plusSeconds(9_000_000), names, false),
                    true,
                    List.of(),
                    NOW)
                .state())
        .isEqualTo(State.ILL);
  }

  @Test
  void aFolderThatOthersMayEnterIsNamedWithTheCommandThatHelps() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Path keys = Files.createFile(folder.resolve("relay-keys"));
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r-----"));

    Finding finding = FolderCheck.permissions(folder);

    assertThat(finding.state()).isEqualTo(State.ILL);
    assertThat(finding.hint()).isEqualTo("run: chmod go-rwx " + keys);
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    assertThat(FolderCheck.permissions(folder).state()).isEqualTo(State.WELL);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x---"));
    assertThat(FolderCheck.permissions(folder).state()).isEqualTo(State.ILL);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    assertThat(FolderCheck.permissions(folder.resolve("not-there")).state()).isEqualTo(State.WELL);
  }

  @Test
  void aClockBehindTheFilesOrTheCertificateIsWrong() throws IOException {
    Path file = Files.createFile(folder.resolve("segment"));
    Files.setLastModifiedTime(folder, FileTime.from(NOW.minusSeconds(9_000)));
    Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(9_000)));
    assertThat(FolderCheck.clock(folder, Optional.of(NOW.minusSeconds(9_000)), NOW).state())
        .isEqualTo(State.WELL);

    assertThat(FolderCheck.clock(folder, Optional.of(NOW.plusSeconds(9_000)), NOW).state())
        .isEqualTo(State.ILL);
    Files.setLastModifiedTime(file, FileTime.from(NOW.plusSeconds(9_000)));
    assertThat(FolderCheck.clock(folder, Optional.empty(), NOW).state()).isEqualTo(State.ILL);
  }

  @Test
  void aDiskIsJudgedByWhatIsFreeAndByHowLongAWriteTakes() throws IOException {
    assertThat(DiskCheck.space(folder, 1).state()).isEqualTo(State.WELL);
    assertThat(DiskCheck.space(folder, Long.MAX_VALUE / 4).state()).isEqualTo(State.ILL);
    assertThat(DiskCheck.sync(folder).says()).contains("ms until a write is durable");
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
    assertThat(DiskCheck.judged("", Duration.ofMillis(5)).state()).isEqualTo(State.WELL);
    assertThat(DiskCheck.judged("", Duration.ofMillis(50)).state()).isEqualTo(State.WARNING);
    assertThat(DiskCheck.judged("", Duration.ofMillis(500)).state()).isEqualTo(State.ILL);
  }

  @Test
  void aPortIsFreeOrTakenOrTheRelaysOwn() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThat(HostCheck.port("relay.port", "127.0.0.1", port, false).state())
          .isEqualTo(State.ILL);
      assertThat(HostCheck.port("relay.port", "127.0.0.1", port, true).state())
          .isEqualTo(State.WELL);
    }
    assertThat(HostCheck.port("relay.port", "127.0.0.1", 0, false).state()).isEqualTo(State.WELL);
  }

  @Test
  void tooOldAJavaOrTooFewFilesAreNamed() {
    assertThat(HostCheck.java(24).state()).isEqualTo(State.ILL);
    assertThat(HostCheck.java(25).state()).isEqualTo(State.WELL);
    assertThat(HostCheck.openFiles(20_000, 1_024).state()).isEqualTo(State.WARNING);
    assertThat(HostCheck.openFiles(20_000, 65_536).state()).isEqualTo(State.WELL);
  }

  private static State certificate(Instant from, int days, Set<String> names, String... hosts) {
    Instant until = from.plus(Duration.ofDays(days));
    return CertificateCheck.of(
            new ServerCertificate(from, until, names, true), false, List.of(hosts), NOW)
        .state();
  }
}
