package org.busel.relay.limits;

import java.time.Duration;
import java.util.Locale;

/// Every limit of how often something may be done, with its usual numbers. PROTOCOL.md section 11 lists the same; a
/// test compares the two.
public enum Limit {
  /// Requests of one connection; an upload of keys and a registration cost 25, a sender certificate 5, others 1.
  CONNECTION_REQUESTS(Rate.of(2_000, 100, Duration.ofSeconds(1)), WhenFull.CANNOT),

  /// Connections opened from one prefix.
  PREFIX_CONNECTIONS(Rate.of(240, 4, Duration.ofSeconds(1)), WhenFull.OPEN),

  /// Requests on the outboxes of one prefix.
  PREFIX_REQUESTS(Rate.of(6_000, 200, Duration.ofSeconds(1)), WhenFull.OPEN),

  /// Logins from one prefix.
  PREFIX_LOGINS(Rate.of(240, 4, Duration.ofSeconds(1)), WhenFull.OPEN),

  /// Registrations from one prefix.
  PREFIX_REGISTRATIONS(Rate.of(60, 6, Duration.ofMinutes(1)), WhenFull.CLOSED),

  /// Fetches of prekeys from one prefix.
  PREFIX_FETCHES(Rate.of(120, 2, Duration.ofMinutes(1)), WhenFull.CLOSED),

  /// Calls that show one capability for one account, right or wrong.
  CAPABILITY_CALLS(Rate.of(2_000, 100, Duration.ofSeconds(1)), WhenFull.OPEN),

  /// Fetches of one account's prekeys.
  ACCOUNT_FETCHES(Rate.of(60, 6, Duration.ofHours(1)), WhenFull.CLOSED),

  /// Sealed content submitted to one account, in KiB begun.
  ACCOUNT_SUBMIT_KIB(Rate.of(8_192, 64, Duration.ofSeconds(1)), WhenFull.OPEN);

  /// What a limit does when more are counted at once than its table has room for.
  enum WhenFull {
    /// The one with the least to wait for is forgotten, and its next request is as its first: nobody is refused for
    /// what others did.
    OPEN,

    /// Whoever is new takes over what the one with the least to wait for had left to wait: nobody gets more than the
    /// limit.
    CLOSED,

    /// There is no table: each connection counts for itself.
    CANNOT
  }

  private final Rate usual;
  private final WhenFull whenFull;

  Limit(Rate usual, WhenFull whenFull) {
    this.usual = usual;
    this.whenFull = whenFull;
  }

  /// The rate unless the operator says otherwise.
  public Rate usual() {
    return usual;
  }

  /// Whether nobody gets more than the limit even when its table is full.
  public boolean failsClosed() {
    return whenFull == WhenFull.CLOSED;
  }

  /// Its name in configuration, meters and documents, as in `account-fetches`.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
