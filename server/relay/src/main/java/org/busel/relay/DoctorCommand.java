package org.busel.relay;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.busel.relay.doctor.CertificateCheck;
import org.busel.relay.doctor.DiskCheck;
import org.busel.relay.doctor.Finding;
import org.busel.relay.doctor.Finding.State;
import org.busel.relay.doctor.FolderCheck;
import org.busel.relay.doctor.HostCheck;
import org.busel.relay.listen.CertificateFiles;
import org.busel.relay.listen.OwnAuthority;
import org.busel.relay.listen.ServerCertificate;
import org.busel.relay.listen.TlsIdentity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Looks everything over that a relay stands on.
@Command(
    name = "doctor",
    description = {
      "check what the relay stands on, and say what to do about it",
      "Asks no network. Exit code 1 if something does not work."
    },
    sortOptions = false)
final class DoctorCommand implements Callable<Integer> {
  @Mixin private Place place = new Place();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Override
  public Integer call() {
    List<Finding> findings = findings(Instant.now());
    if (json) {
      System.out.println(
          findings.stream()
              .map(DoctorCommand::inJson)
              .collect(Collectors.joining(",", "{\"findings\":[", "]}")));
    } else {
      findings.forEach(DoctorCommand::print);
    }
    boolean isIll = findings.stream().anyMatch(finding -> finding.state() == State.ILL);
    return isIll ? Main.REFUSED : Main.DONE;
  }

  private List<Finding> findings(Instant now) {
    List<Finding> findings = new ArrayList<>();
    findings.add(HostCheck.java(Runtime.version().feature()));
    RelayConfig config;
    try {
      config = place.config();
      findings.add(new Finding("configuration", State.WELL, "can be read", ""));
    } catch (ConfigException wrong) {
      findings.add(Finding.ill("configuration", String.valueOf(wrong.getMessage()), wrong.hint()));
      config = RelayConfig.in(place.folder());
    }
    Path folder = config.folder();
    RelayConfig.Door door = config.door();
    boolean runs = ControlSocket.isOpen(folder);
    findings.add(FolderCheck.permissions(folder));
    Optional<ServerCertificate> certificate = certificate(findings, config, now);
    findings.add(FolderCheck.clock(folder, certificate.map(ServerCertificate::from), now));
    findings.add(DiskCheck.space(folder, config.load().registrationsNeedDiskBytes()));
    findings.add(DiskCheck.sync(folder));
    findings.add(HostCheck.openFiles(config.load().connections().connections()));
    findings.add(HostCheck.port(ConfigKey.PORT.text(), door.bind(), door.port(), runs));
    OptionalInt metrics = door.metricsPort();
    if (metrics.isPresent()) {
      findings.add(
          HostCheck.port(ConfigKey.METRICS_PORT.text(), "127.0.0.1", metrics.getAsInt(), runs));
    }
    return findings;
  }

  private static Optional<ServerCertificate> certificate(
      List<Finding> findings, RelayConfig config, Instant now) {
    boolean isOwn = config.door().certificate().isEmpty();
    try {
      Optional<TlsIdentity> identity =
          isOwn
              ? OwnAuthority.read(config.folder().resolve("tls"))
              : config
                  .door()
                  .certificate()
                  .map(files -> CertificateFiles.read(files.chain(), files.key()));
      if (identity.isEmpty()) {
        findings.add(
            new Finding(
                "certificate", State.WELL, "is not there yet; the first start makes it", ""));
        return Optional.empty();
      }
      ServerCertificate certificate = ServerCertificate.of(identity.get());
      findings.add(CertificateCheck.of(certificate, isOwn, config.door().hostNames(), now));
      return Optional.of(certificate);
    } catch (UncheckedIOException | IllegalArgumentException unusable) {
      findings.add(
          Finding.ill(
              "certificate",
              String.valueOf(unusable.getMessage()),
              isOwn
                  ? "put tls/ back from a backup"
                  : "check relay.certificate and relay.certificate-key: PEM, PKCS #8"));
      return Optional.empty();
    }
  }

  private static void print(Finding finding) {
    System.out.printf(
        Locale.ROOT,
        "%-8s %-18s %s%n",
        finding.state().name().toLowerCase(Locale.ROOT),
        finding.check(),
        finding.says());
    if (!finding.hint().isEmpty()) {
      System.out.println("         hint: " + finding.hint());
    }
  }

  private static String inJson(Finding finding) {
    return "{\"check\":"
        + CheckConfigCommand.quoted(finding.check())
        + ",\"state\":"
        + CheckConfigCommand.quoted(finding.state().name().toLowerCase(Locale.ROOT))
        + ",\"says\":"
        + CheckConfigCommand.quoted(finding.says())
        + ",\"hint\":"
        + CheckConfigCommand.quoted(finding.hint())
        + "}";
  }
}
