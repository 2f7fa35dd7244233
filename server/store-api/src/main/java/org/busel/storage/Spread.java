package org.busel.storage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// How whole numbers are spread: how many of them lie up to each of some bounds.
///
/// @param bounds rising; each interval ends with its bound, which belongs to it
/// @param counts one for each bound, and a last one for what lies above all bounds
/// @param sum of all numbers
public record Spread(List<Long> bounds, List<Long> counts, long sum) {
  public Spread {
    bounds = List.copyOf(bounds);
    counts = List.copyOf(counts);
    if (counts.size() != bounds.size() + 1) {
      throw new IllegalArgumentException(
          counts.size() + " counts for " + bounds.size() + " bounds");
    }
    for (int i = 1; i < bounds.size(); i++) {
      if (bounds.get(i - 1) >= bounds.get(i)) {
        throw new IllegalArgumentException("bounds must rise");
      }
    }
  }

  /// No number at all.
  public static Spread none(List<Long> bounds) {
    return new Spread(bounds, Collections.nCopies(bounds.size() + 1, 0L), 0);
  }

  /// How many numbers there are.
  public long count() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /// Adds numbers up as they come. Safe for many threads, and cheap: two additions without a lock for each number.
  public static final class Tally {
    private final List<Long> bounds;
    private final AtomicLongArray counts;
    private final LongAdder sum = new LongAdder();

    /// Nothing yet.
    public Tally(List<Long> bounds) {
      this.bounds = List.copyOf(bounds);
      this.counts = new AtomicLongArray(bounds.size() + 1);
    }

    /// Adds one number, 0 or above.
    public void add(long number) {
      int at = 0;
      while (at < bounds.size() && number > bounds.get(at)) {
        at++;
      }
      long _ = counts.incrementAndGet(at);
      sum.add(number);
    }

    /// What has been added so far; a number that is being added meanwhile may be missing.
    public Spread spread() {
      List<Long> soFar = new ArrayList<>();
      for (int i = 0; i < counts.length(); i++) {
        soFar.add(counts.get(i));
      }
      return new Spread(bounds, soFar, sum.sum());
    }
  }
}
