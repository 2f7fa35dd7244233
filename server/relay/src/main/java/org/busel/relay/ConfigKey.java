package org.busel.relay;

import java.util.Arrays;
import java.util.Comparator;
import org.busel.relay.limits.Limit;

/// The keys of `relay.conf`.
enum ConfigKey {
  BIND("relay.bind"),
  PORT("relay.port"),
  TLS("relay.tls"),
  PUBLIC_PORT("relay.public-port"),
  HOST_NAMES("relay.host-names"),
  METRICS_PORT("relay.metrics-port"),
  CERTIFICATE("relay.certificate"),
  CERTIFICATE_KEY("relay.certificate-key"),
  MAILBOX_LIMIT("relay.mailbox-limit"),
  MAILBOX_BYTES("relay.mailbox-bytes"),
  RETENTION("relay.retention"),
  ATTACHMENT_BYTES("relay.attachment-bytes"),
  ATTACHMENT_RETENTION("relay.attachment-retention"),
  DISK_RESERVE("relay.disk-reserve"),
  CATALOG_STORE("relay.catalog-store"),
  MONGODB_URI("relay.mongodb-uri"),
  LOG_EVERY("relay.log-every"),
  WITNESS_KEY("relay.witness-key"),
  REGISTRATIONS_NEED_DISK("relay.registrations-need-disk"),
  LIMIT_CONNECTION_REQUESTS("relay.limit-connection-requests"),
  LIMIT_PREFIX_CONNECTIONS("relay.limit-prefix-connections"),
  LIMIT_PREFIX_REQUESTS("relay.limit-prefix-requests"),
  LIMIT_PREFIX_LOGINS("relay.limit-prefix-logins"),
  LIMIT_PREFIX_REGISTRATIONS("relay.limit-prefix-registrations"),
  LIMIT_PREFIX_FETCHES("relay.limit-prefix-fetches"),
  LIMIT_CAPABILITY_CALLS("relay.limit-capability-calls"),
  LIMIT_ACCOUNT_FETCHES("relay.limit-account-fetches"),
  LIMIT_ACCOUNT_SUBMIT_KIB("relay.limit-account-submit-kib");

  private final String text;

  ConfigKey(String text) {
    this.text = text;
  }

  /// As it stands in the file.
  String text() {
    return text;
  }

  /// Whether a running relay takes another value over when it is told to read its configuration again.
  boolean changesWhileRunning() {
    return this == CERTIFICATE
        || this == CERTIFICATE_KEY
        || this == REGISTRATIONS_NEED_DISK
        || name().startsWith("LIMIT_");
  }

  /// The key by which an operator sets a limit.
  static ConfigKey of(Limit limit) {
    return valueOf("LIMIT_" + limit.name());
  }

  /// The key that was most likely meant by `misspelt`.
  static ConfigKey nearestTo(String misspelt) {
    return Arrays.stream(values())
        .min(Comparator.comparingInt(key -> edits(key.text, misspelt)))
        .orElseThrow();
  }

  /// How many letters must be put in, taken out or changed to make one text of the other.
  private static int edits(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j < before.length; j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[before.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + change);
      }
      before = row;
    }
    return before[other.length()];
  }
}
