package org.busel.relay.limits;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/// Decides from readings of the machine whether new people are let in. Who has an account is served as long as anything
/// works; who has none yet can come later. So registrations are the first to be refused when something runs short, and
/// are let in again only when there is clearly enough.
///
/// Readings come from one thread at a time, the question from any.
public final class Pressure {
  /// When to ask again.
  public static final Duration RETRY = Duration.ofMinutes(1);

  /// What can run short.
  public enum Resource {
    /// Heap or direct memory.
    MEMORY,
    /// Room for what the relay keeps.
    DISK,
    /// Time of the processors.
    LOAD
  }

  /// From which share of the memory on there is too little of it.
  static final double MEMORY_SHORT = 0.90;

  /// From which share down there is enough again.
  static final double MEMORY_ENOUGH = 0.80;

  /// How late the event loops are when there is too much to do.
  static final Duration LOAD_SHORT = Duration.ofSeconds(1);

  /// How late they may be when there is not.
  static final Duration LOAD_ENOUGH = Duration.ofMillis(200);

  /// So many readings in a row must find the loops late; one alone may be the machine that slept.
  static final int LATE_IN_A_ROW = 3;

  private volatile long freeDiskBytes; // replaced when the operator changes it
  private volatile Set<Resource> isShort = Set.of(); // replaced as a whole with each reading
  private final Map<Resource, LongAdder> shed = new EnumMap<>(Resource.class);
  private int lateInARow; // of the thread that reads

  /// @param freeDiskBytes below which the disk runs short; 0 for never
  public Pressure(long freeDiskBytes) {
    this.freeDiskBytes = freeDiskBytes;
    for (Resource resource : Resource.values()) {
      shed.put(resource, new LongAdder());
    }
  }

  /// From here on the disk runs short below another size.
  public void apply(long otherFreeDiskBytes) {
    freeDiskBytes = otherFreeDiskBytes;
  }

  /// Takes one reading into account.
  public void read(Reading reading) {
    double memory = Math.max(reading.heapUsed(), reading.directUsed());
    boolean late = reading.loopLag().compareTo(LOAD_SHORT) >= 0;
    lateInARow = late ? lateInARow + 1 : 0;
    Set<Resource> now = EnumSet.noneOf(Resource.class);
    if (memory >= MEMORY_SHORT || (is(Resource.MEMORY) && memory >= MEMORY_ENOUGH)) {
      now.add(Resource.MEMORY);
    }
    if (reading.freeDiskBytes() < freeDiskBytes
        || (is(Resource.DISK) && reading.freeDiskBytes() < freeDiskBytes + freeDiskBytes / 4)) {
      now.add(Resource.DISK);
    }
    if (lateInARow >= LATE_IN_A_ROW
        || (is(Resource.LOAD) && reading.loopLag().compareTo(LOAD_ENOUGH) >= 0)) {
      now.add(Resource.LOAD);
    }
    isShort = now;
  }

  /// What runs short now.
  public Set<Resource> isShortOf() {
    return Set.copyOf(isShort);
  }

  /// How many registrations were refused because this was short.
  public long shed(Resource resource) {
    return Objects.requireNonNull(shed.get(resource)).sum();
  }

  /// Whether a registration is refused now; counts it if so.
  boolean shed() {
    Set<Resource> now = isShort;
    for (Resource resource : now) {
      Objects.requireNonNull(shed.get(resource)).increment();
    }
    return !now.isEmpty();
  }

  private boolean is(Resource resource) {
    return isShort.contains(resource);
  }
}
