package org.busel.relay.deliver;

import java.time.Duration;
import org.busel.wire.Limits;

/// How envelopes are kept and offered.
///
/// @param retention how long an unread envelope is kept, one minute to 90 days
/// @param window envelopes offered on one connection and not yet acknowledged, 1 to 256
/// @param batch envelopes read from the store at once for one connection, 1 to 1,000
/// @param readsAtOnce connections for which the store is read at the same time, 1 to 1,000; with `batch` it bounds the
///     memory that deliveries take
/// @param expireEvery how often expired envelopes are removed, one second to one day
public record DeliveryRules(
    Duration retention, int window, int batch, int readsAtOnce, Duration expireEvery) {
  /// 30 days; 256 in flight, 16 read at once for each of at most 16 connections; a look for expired ones every 10
  /// minutes.
  public static final DeliveryRules DEFAULTS =
      new DeliveryRules(
          Limits.RETENTION, Limits.UNACKNOWLEDGED_DELIVERIES, 16, 16, Duration.ofMinutes(10));

  public DeliveryRules {
    require(
        retention.compareTo(Duration.ofMinutes(1)) >= 0
            && retention.compareTo(Duration.ofDays(90)) <= 0,
        "retention");
    require(window >= 1 && window <= Limits.UNACKNOWLEDGED_DELIVERIES, "window");
    require(batch >= 1 && batch <= 1_000, "batch");
    require(readsAtOnce >= 1 && readsAtOnce <= 1_000, "reads at once");
    require(
        expireEvery.compareTo(Duration.ofSeconds(1)) >= 0
            && expireEvery.compareTo(Duration.ofDays(1)) <= 0,
        "expire every");
  }

  /// The same with another retention.
  public DeliveryRules withRetention(Duration other) {
    return new DeliveryRules(other, window, batch, readsAtOnce, expireEvery);
  }

  private static void require(boolean within, String what) {
    if (!within) {
      throw new IllegalArgumentException(what + " is out of range");
    }
  }
}
