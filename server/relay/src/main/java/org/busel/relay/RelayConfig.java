package org.busel.relay;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.busel.mailbox.MailboxLimits;
import org.busel.relay.auth.RelayKeys;
import org.busel.relay.deliver.DeliveryRules;
import org.busel.relay.keylog.KeyLogRules;
import org.busel.relay.limits.LimitRules;
import org.busel.relay.listen.ConnectionLimits;
import org.busel.relay.listen.TlsIdentity;
import org.busel.relay.serve.AttachmentRules;
import org.busel.wire.RelayPlace;

/// Everything that an operator can decide. README.md of this module lists the keys of the file; [ConfigFile] reads it.
///
/// @param folder the relay's own: keys, TLS files, store, control socket
/// @param door where it listens and as whom
/// @param mailboxes how much and how long it keeps
/// @param courses where its catalogue lies
/// @param load how much it takes on
/// @param keyLog how it keeps its key log
public record RelayConfig(
    Path folder, Door door, Mailboxes mailboxes, Courses courses, Load load, KeyLogRules keyLog) {
  private static final int HTTPS_PORT = 443;

  /// The defaults, for a relay in `folder`.
  public static RelayConfig in(Path folder) {
    return new RelayConfig(
        folder,
        Door.DEFAULTS,
        Mailboxes.DEFAULTS,
        Courses.DEFAULTS,
        Load.DEFAULTS,
        KeyLogRules.DEFAULTS);
  }

  /// The same with any free ports, for relays within a test.
  public RelayConfig onFreePorts() {
    return withDoor(
        new Door(
            door.bind(),
            0,
            OptionalInt.of(0),
            door.hostNames(),
            door.certificate(),
            door.front()));
  }

  /// Where devices find the relay, and how they know it.
  ///
  /// @param port the one that is open, which the file may have left to chance
  RelayPlace place(int port, TlsIdentity tls, RelayKeys keys) {
    int publicPort = door.front().port().orElse(port);
    String authority = bracketed(door.hostNames().getFirst());
    String url = "https://" + authority + (publicPort == HTTPS_PORT ? "" : ":" + publicPort);
    return new RelayPlace(url, tls.pin(), keys.trustRootPublic());
  }

  /// Where the open port is, as a program on this machine would ask for it.
  String url(int port, String asDevicesSay) {
    return door.front().tls() ? asDevicesSay : "http://" + bracketed(door.bind()) + ":" + port;
  }

  private static String bracketed(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /// The same with another door.
  public RelayConfig withDoor(Door other) {
    return new RelayConfig(folder, other, mailboxes, courses, load, keyLog);
  }

  /// The same with other mailboxes.
  public RelayConfig withMailboxes(Mailboxes other) {
    return new RelayConfig(folder, door, other, courses, load, keyLog);
  }

  /// The same with other courses.
  public RelayConfig withCourses(Courses other) {
    return new RelayConfig(folder, door, mailboxes, other, load, keyLog);
  }

  /// The same with other limits of connections.
  public RelayConfig withConnections(ConnectionLimits other) {
    return withLoad(new Load(other, load.rules(), load.registrationsNeedDiskBytes()));
  }

  /// The same with other rates.
  public RelayConfig withRules(LimitRules other) {
    return withLoad(new Load(load.connections(), other, load.registrationsNeedDiskBytes()));
  }

  /// The same with another load.
  public RelayConfig withLoad(Load other) {
    return new RelayConfig(folder, door, mailboxes, courses, other, keyLog);
  }

  /// The same with another way to keep the key log.
  public RelayConfig withKeyLog(KeyLogRules other) {
    return new RelayConfig(folder, door, mailboxes, courses, load, other);
  }

  /// Where the relay listens and as whom.
  ///
  /// @param bind address or host name to listen on
  /// @param port 1 to 65,535, or 0 for any free one
  /// @param metricsPort loopback port for Prometheus, 0 for any free one; none if absent
  /// @param hostNames by which devices reach it, 1 to 20; the first stands in invitations
  /// @param certificate files to use instead of a certificate of the relay's own making
  /// @param front what devices meet first, if that is not this port
  public record Door(
      String bind,
      int port,
      OptionalInt metricsPort,
      List<String> hostNames,
      Optional<CertificateFiles> certificate,
      Front front) {
    /// Loopback only, port 8443, metrics on 9464, known as localhost, own certificate.
    public static final Door DEFAULTS =
        new Door("127.0.0.1", 8443, OptionalInt.of(9464), List.of("localhost"), Optional.empty());

    public Door {
      hostNames = List.copyOf(hostNames);
    }

    /// The same with another certificate.
    Door withCertificate(Optional<CertificateFiles> other) {
      return new Door(bind, port, metricsPort, hostNames, other, front);
    }

    /// With nothing in front of it.
    public Door(
        String bind,
        int port,
        OptionalInt metricsPort,
        List<String> hostNames,
        Optional<CertificateFiles> certificate) {
      this(bind, port, metricsPort, hostNames, certificate, Front.NONE);
    }
  }

  /// What stands between devices and the port.
  ///
  /// @param tls whether the port speaks TLS; if not, a proxy on this machine does, and the port is on loopback
  /// @param port by which devices reach it, if that is another
  public record Front(boolean tls, OptionalInt port) {
    /// Nothing.
    public static final Front NONE = new Front(true, OptionalInt.empty());
  }

  /// A certificate that somebody else issued.
  ///
  /// @param chain PEM file, the server's certificate first
  /// @param key PEM file, PKCS #8
  public record CertificateFiles(Path chain, Path key) {}

  /// What is kept of messages.
  ///
  /// @param limits of one mailbox
  /// @param delivery how long envelopes are kept and how they are offered
  /// @param attachments how many of them, and how long
  public record Mailboxes(
      MailboxLimits limits, DeliveryRules delivery, AttachmentRules attachments) {
    /// The defaults of all.
    public static final Mailboxes DEFAULTS =
        new Mailboxes(MailboxLimits.DEFAULTS, DeliveryRules.DEFAULTS, AttachmentRules.DEFAULTS);

    /// The same with other rules for attachments.
    public Mailboxes withAttachments(AttachmentRules other) {
      return new Mailboxes(limits, delivery, other);
    }
  }

  /// How much a relay takes on before it says no.
  ///
  /// @param connections limits of connections; not in the file, because devices rely on them
  /// @param rules how often anybody may ask
  /// @param registrationsNeedDiskBytes free disk below which nobody registers, 0 or above
  public record Load(
      ConnectionLimits connections, LimitRules rules, long registrationsNeedDiskBytes) {
    /// What PROTOCOL.md says; registrations need 512 MiB of free disk.
    public static final Load DEFAULTS =
        new Load(ConnectionLimits.DEFAULTS, LimitRules.DEFAULTS, 512L << 20);
  }

  /// What is offered to learners.
  ///
  /// @param store where the catalogue lies
  public record Courses(CatalogPlace store) {
    /// In the relay's folder.
    public static final Courses DEFAULTS = new Courses(new CatalogPlace.Embedded());
  }

  /// Where the course catalogue lies.
  public sealed interface CatalogPlace {
    /// In the relay's folder.
    record Embedded() implements CatalogPlace {}

    /// In a MongoDB database.
    ///
    /// @param uri connection string with the database's name; may hold a password, so it is never printed
    record Mongo(String uri) implements CatalogPlace {
      @Override
      public String toString() {
        return "Mongo[hidden]";
      }
    }
  }
}
