package org.busel.sdk;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Closes a device when its owner has been away for a while, so that its keys do not wait in memory for whoever comes.
///
/// The app says when the owner is there, by [#used]; what the device does by itself does not count. Safe for any
/// thread.
public final class AutoLock implements AutoCloseable {
  private final long idleNanos;
  private final LongSupplier nanos;
  private final Runnable lock;
  private final Thread watcher;
  private long lastUsed; // guarded by this, as is what follows
  private boolean over;

  private AutoLock(Duration idle, LongSupplier nanos, Runnable lock) {
    this.idleNanos = idle.toNanos();
    this.nanos = nanos;
    this.lock = lock;
    this.lastUsed = nanos.getAsLong();
    this.watcher = new Thread(this::watch, "busel-auto-lock");
    watcher.setDaemon(true);
  }

  /// Begins to watch.
  ///
  /// @param idle one second to one day
  /// @param onLocked called once, after the device was closed, from a thread of its own
  /// @throws IllegalArgumentException if the time is another
  public static AutoLock after(Duration idle, Device device, Runnable onLocked) {
    if (idle.compareTo(Duration.ofSeconds(1)) < 0 || idle.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("a device locks itself after one second to one day");
    }
    return started(
        idle,
        System::nanoTime,
        () -> {
          device.close();
          onLocked.run();
        });
  }

  static AutoLock started(Duration idle, LongSupplier nanos, Runnable lock) {
    AutoLock started = new AutoLock(idle, nanos, lock);
    started.watcher.start();
    return started;
  }

  /// The owner is there.
  public synchronized void used() {
    lastUsed = nanos.getAsLong();
    notifyAll();
  }

  private void watch() {
    if (waitUntilIdle()) {
      lock.run();
    }
  }

  private synchronized boolean waitUntilIdle() {
    try {
      while (!over) {
        if (isDue()) {
          over = true;
          return true;
        }
        wait(Math.max(1, left() / 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /// Whether the owner has been away for long enough.
  synchronized boolean isDue() {
    return left() <= 0;
  }

  /// Looks at the time now.
  synchronized void look() {
    notifyAll();
  }

  private synchronized long left() {
    return idleNanos - (nanos.getAsLong() - lastUsed);
  }

  /// Stops watching; the device stays as it is. Repeating it is harmless.
  @Override
  public synchronized void close() {
    over = true;
    notifyAll();
  }
}
