package org.busel.relay.limits;

import java.security.SecureRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Token buckets by key, for as many keys as anybody can think up, in memory of a fixed size. Safe for many threads.
///
/// **Room.** A key has eight places in which its bucket may stand. A bucket that is full again says nothing, so its place
/// is free. If none of the eight is free, the bucket that will be full first gives way; what that means is decided for
/// each limit ([Limit.WhenFull]): the newcomer begins with a full bucket, or goes on with what the other had left.
///
/// **Forgetting.** Keys are hashed under a salt. After `period` a new salt and an empty table begin; the old ones are
/// still asked for keys that the new table does not know, for as long again. By then every bucket in them is full, so
/// they are thrown away without changing an answer. `period` is therefore at least as long as a bucket takes to fill.
final class Buckets {
  /// Places of one table.
  static final int PLACES = 1 << 14;

  private static final int WAYS = 8;
  private static final Duration SHORTEST_PERIOD = Duration.ofMinutes(10);

  private final boolean failsClosed;
  private final SecureRandom random;
  private Table current; // guarded by this, like all below
  private @Nullable Table previous;
  private long nextPeriodAt;

  /// @param now as in [#take]
  Buckets(boolean failsClosed, SecureRandom random, long now) {
    this.failsClosed = failsClosed;
    this.random = random;
    this.current = new Table(new Salt(random));
    this.nextPeriodAt = now + SHORTEST_PERIOD.toNanos();
  }

  private static final class Table {
    final Salt salt;
    long[] hashes = {}; // 0 where nobody was yet; made when somebody comes, like the next
    long[] fullAt = {};

    Table(Salt salt) {
      this.salt = salt;
    }

    boolean isEmpty() {
      return hashes.length == 0;
    }

    /// Where the bucket with this hash stands, or -1.
    int find(long hash) {
      if (isEmpty()) {
        return -1;
      }
      int first = first(hash);
      for (int at = first; at < first + WAYS; at++) {
        if (hashes[at] == hash) {
          return at;
        }
      }
      return -1;
    }

    /// The place with the least to wait for, of those that this hash may take.
    int leastIndebted(long hash) {
      if (isEmpty()) {
        hashes = new long[PLACES];
        fullAt = new long[PLACES];
      }
      int first = first(hash);
      int least = first;
      for (int at = first; at < first + WAYS; at++) {
        if (fullAt[at] < fullAt[least]) {
          least = at;
        }
      }
      return least;
    }

    int taken() {
      int taken = 0;
      for (long hash : hashes) {
        taken += hash == 0 ? 0 : 1;
      }
      return taken;
    }

    private static int first(long hash) {
      return (int) (hash >>> 32) & (PLACES - WAYS);
    }
  }

  /// Takes `cost` tokens from the bucket of `key` if there are so many.
  ///
  /// @param now on any clock that does not go backwards, in nanoseconds, above 0
  /// @return 0, or how long to wait in nanoseconds, and nothing was taken
  synchronized long take(byte[] key, int cost, Rate rate, long now) {
    forget(rate, now);
    int at = place(key, now);
    long after = Bucket.after(Math.max(current.fullAt[at], now), cost, rate);
    long wait = Bucket.wait(after, now, rate);
    if (wait == 0) {
      current.fullAt[at] = after;
    }
    return wait;
  }

  /// Begins a new period if it is time, so that what was counted is forgotten also when nobody comes.
  synchronized void forget(Rate rate, long now) {
    if (now < nextPeriodAt) {
      return;
    }
    long period = Math.max(SHORTEST_PERIOD.toNanos(), rate.refill().toNanos());
    boolean wasIdleForAPeriod = now >= nextPeriodAt + period;
    previous = current.isEmpty() || wasIdleForAPeriod ? null : current;
    if (!current.isEmpty()) {
      current = new Table(new Salt(random));
    }
    nextPeriodAt = now + period;
  }

  /// How many keys are remembered.
  synchronized int remembered() {
    return current.taken() + (previous == null ? 0 : previous.taken());
  }

  private int place(byte[] key, long now) {
    long hash = current.salt.of(key);
    int at = current.find(hash);
    if (at >= 0) {
      return at;
    }
    at = current.leastIndebted(hash);
    long owed = failsClosed ? Math.max(now, current.fullAt[at]) : now;
    current.hashes[at] = hash;
    current.fullAt[at] = Math.max(owed, owedBefore(key));
    return at;
  }

  private long owedBefore(byte[] key) {
    Table before = previous;
    if (before == null) {
      return 0;
    }
    int at = before.find(before.salt.of(key));
    return at < 0 ? 0 : before.fullAt[at];
  }
}
