package org.busel.relay.telemetry;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.internal.PlatformDependent;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Consumer;
import org.busel.relay.limits.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the machine that the relay runs on has left, and how late its event loops are. Safe for many threads.
public final class Machine {
  private static final Logger log = LoggerFactory.getLogger(Machine.class);

  private final Path folder;
  private final Vertx vertx;
  private final LongAccumulator worstLagNanos = new LongAccumulator(Math::max, 0);
  private volatile long freeDiskBytes = Long.MAX_VALUE; // set by each reading
  private volatile boolean
      diskIsSilent; // whether the last reading failed, so that the log says it once

  /// @param folder on the disk that counts
  public Machine(Path folder, Vertx vertx) {
    this.folder = folder;
    this.vertx = vertx;
  }

  /// Asks every event loop for a sign of life, and tells `each` how long it took. Does not wait for them.
  public void ping(Consumer<Duration> each) {
    for (EventExecutor loop : ((VertxInternal) vertx).nettyEventLoopGroup()) {
      long askedAt = System.nanoTime();
      loop.execute(() -> {
        long took = System.nanoTime() - askedAt;
        worstLagNanos.accumulate(took);
        each.accept(Duration.ofNanos(took));
      });
    }
  }

  /// Looks at everything. May wait for the disk.
  public Reading read() {
    try {
      freeDiskBytes = Files.getFileStore(folder).getUsableSpace();
      diskIsSilent = false;
    } catch (IOException unreadable) {
      if (!diskIsSilent) {
        log.warn("the free space of the relay's disk cannot be read");
      }
      diskIsSilent = true;
    }
    return new Reading(
        heapUsed(),
        (double) directBytes() / mostDirectBytes(),
        freeDiskBytes,
        Duration.ofNanos(worstLagNanos.getThenReset()));
  }

  /// Free space as of the last reading.
  public long freeDiskBytes() {
    return freeDiskBytes;
  }

  /// Memory outside of the heap that buffers take, in bytes.
  public static long directBytes() {
    long ofJdk =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    // Netty may or may not go by way of the JDK, and then counts for itself.
    return Math.max(ofJdk, PlatformDependent.usedDirectMemory());
  }

  /// The most that buffers outside of the heap may take, in bytes.
  public static long mostDirectBytes() {
    return PlatformDependent.maxDirectMemory();
  }

  /// What was in use after the last collection: what is in use now says little, because most of it may be garbage.
  private static double heapUsed() {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage afterCollection = pool.getCollectionUsage();
      if (pool.getType() == MemoryType.HEAP && afterCollection != null) {
        used += afterCollection.getUsed();
      }
    }
    return (double) used / Runtime.getRuntime().maxMemory();
  }
}
