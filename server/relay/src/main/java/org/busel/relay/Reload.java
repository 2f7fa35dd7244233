package org.busel.relay;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.busel.relay.listen.Listener;
import org.busel.relay.listen.ServerCertificate;
import org.busel.relay.listen.TlsIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes another configuration over while the relay runs: first everything is read and checked, then all of it is put in
/// force, so that a mistake changes nothing. One at a time, from any thread; blocks.
final class Reload {
  private static final Logger log = LoggerFactory.getLogger(Reload.class);

  private final Supplier<RelayConfig> again;
  private final Ground ground;
  private final Consumer<RelayConfig.Load> load;
  private RelayConfig inForce; // guarded by this
  private TlsIdentity shown; // guarded by this
  private volatile Instant until; // of what is shown

  /// What a reload stands on.
  ///
  /// @param shown what handshakes show now
  record Ground(RelayFolder folder, Clock clock, Listener listener, TlsIdentity shown) {}

  /// @param load is told the new limits
  Reload(
      RelayConfig inForce,
      Supplier<RelayConfig> again,
      Ground ground,
      Consumer<RelayConfig.Load> load) {
    this.inForce = inForce;
    this.again = again;
    this.ground = ground;
    this.load = load;
    this.shown = ground.shown();
    this.until = ServerCertificate.endOf(shown);
  }

  /// Until when the certificate is good that handshakes show.
  Instant certificateUntil() {
    return until;
  }

  /// Reads the configuration and the certificate again.
  synchronized ReloadOutcome now() {
    try {
      RelayConfig next = again.get();
      TlsIdentity tls = certificate(next);
      boolean otherCertificate = !tls.equals(shown);
      if (otherCertificate) {
        ground.listener().show(tls);
        shown = tls;
        until = ServerCertificate.endOf(tls);
      }
      load.accept(next.load());
      ReloadOutcome.Reloaded reloaded = differences(next, otherCertificate);
      inForce =
          inForce
              .withDoor(inForce.door().withCertificate(next.door().certificate()))
              .withLoad(next.load());
      log.info("the configuration was read again");
      return reloaded;
    } catch (ConfigException wrong) {
      return refused(String.valueOf(wrong.getMessage()), wrong.hint());
    } catch (UncheckedIOException unreadable) {
      return refused(String.valueOf(unreadable.getMessage()), "check the files and who owns them");
    } catch (IllegalArgumentException unusable) {
      return refused(
          String.valueOf(unusable.getMessage()), "put the right files there, then reload again");
    }
  }

  private TlsIdentity certificate(RelayConfig next) {
    TlsIdentity tls =
        ground
            .folder()
            .tls(inForce.door().withCertificate(next.door().certificate()), ground.clock());
    ServerCertificate certificate = ServerCertificate.of(tls);
    Instant now = ground.clock().instant();
    if (!certificate.keyFits()) {
      throw new IllegalArgumentException("the key does not belong to the certificate");
    }
    if (now.isBefore(certificate.from()) || now.isAfter(certificate.until())) {
      throw new IllegalArgumentException("the certificate is not valid today");
    }
    if (!tls.pin().equals(shown.pin())) {
      throw new IllegalArgumentException(
          "the certificate has another key than the one that devices pin");
    }
    return tls;
  }

  private ReloadOutcome.Reloaded differences(RelayConfig next, boolean otherCertificate) {
    Map<ConfigKey, String> before = ConfigText.of(inForce);
    Map<ConfigKey, String> after = ConfigText.of(next);
    List<String> changed = new ArrayList<>();
    List<String> later = new ArrayList<>();
    for (ConfigKey key : ConfigKey.values()) {
      boolean same =
          key == ConfigKey.MONGODB_URI
              ? next.courses().store().equals(inForce.courses().store())
              : Objects.equals(before.get(key), after.get(key));
      if (!same) {
        (key.changesWhileRunning() ? changed : later).add(key.text());
      }
    }
    if (otherCertificate) {
      changed.add("certificate");
    }
    return new ReloadOutcome.Reloaded(changed, later);
  }

  private static ReloadOutcome refused(String why, String hint) {
    log.warn("the configuration was not read again, everything is as it was");
    return new ReloadOutcome.Refused(why, hint);
  }
}
