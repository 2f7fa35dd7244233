package org.busel.relay.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.busel.relay.listen.ServerCertificate;

/// Whether devices will believe the certificate, today and in a while.
public final class CertificateCheck {
  private static final String NAME = "certificate";
  private static final Duration SOON = Duration.ofDays(21);

  private CertificateCheck() {}

  /// Looks at it.
  ///
  /// @param isOwn whether the relay makes it by itself, and renews it
  public static Finding of(
      ServerCertificate certificate, boolean isOwn, List<String> hostNames, Instant now) {
    if (!certificate.keyFits()) {
      return Finding.ill(
          NAME,
          "the key does not belong to the certificate",
          isOwn
              ? "put tls/ back from a backup"
              : "set relay.certificate and relay.certificate-key to files of one pair");
    }
    if (now.isBefore(certificate.from())) {
      return Finding.ill(
          NAME,
          "is not valid before " + certificate.from(),
          "set the clock, or wait; if the clock is right, get another certificate");
    }
    String renew =
        isOwn
            ? "run: busel-relay reload"
            : "renew it for the same key, then run: busel-relay reload";
    if (now.isAfter(certificate.until())) {
      return Finding.ill(NAME, "has expired at " + certificate.until(), renew);
    }
    List<String> missing = hostNames.stream().filter(name -> !certificate.covers(name)).toList();
    if (!missing.isEmpty()) {
      return Finding.ill(
          NAME,
          "is not for " + String.join(", ", missing),
          isOwn
              ? "restart the relay, which makes one for all of relay.host-names"
              : "get one for all of relay.host-names, for the same key");
    }
    long days = Duration.between(now, certificate.until()).toDays();
    return days < SOON.toDays()
        ? Finding.warning(NAME, "expires in " + days + " days", renew)
        : Finding.well(NAME, "good for " + days + " days, for " + String.join(", ", hostNames));
  }
}
