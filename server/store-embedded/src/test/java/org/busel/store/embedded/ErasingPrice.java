package org.busel.store.embedded;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.busel.mailbox.MailboxLimits;
import org.busel.store.contract.Examples;
import org.busel.wire.DeviceId;

/// What erasing costs: envelopes of 2 KiB, each acknowledged after it was stored, in turns without any round of the
/// eraser, and with one every second, which is 1,200 times as often as in a relay. Prints medians.
///
/// Arguments: a folder on the disk to be measured, and seconds for each run (default 5).
final class ErasingPrice {
  private static final int ROUNDS = 3;
  private static final int BYTES = 2 << 10;

  private ErasingPrice() {}

  /// What a run came to.
  ///
  /// @param perSecond envelopes that were kept
  /// @param micros of this process's CPU for each
  private record Rate(double perSecond, double micros) {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    long seconds = arguments.length > 1 ? Long.parseLong(arguments[1]) : 5;
    System.out.println("senders  never/s every second/s  ratio   never us  every second us");
    for (int senders : new int[] {32, 1_000}) {
      List<Rate> never = new ArrayList<>();
      List<Rate> often = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        never.add(measure(Files.createTempDirectory(folder, "never"), senders, seconds, false));
        often.add(measure(Files.createTempDirectory(folder, "often"), senders, seconds, true));
      }
      System.out.printf(
          Locale.ROOT,
          "%7d %8.0f %14.0f %6.2f %10.1f %16.1f%n",
          senders,
          median(never, Rate::perSecond),
          median(often, Rate::perSecond),
          median(often, Rate::perSecond) / median(never, Rate::perSecond),
          median(never, Rate::micros),
          median(often, Rate::micros));
    }
  }

  private static double median(List<Rate> rates, ToDoubleFunction<Rate> value) {
    return rates.stream().mapToDouble(value).sorted().toArray()[rates.size() / 2];
  }

  /// Runs for two seconds unmeasured, and then for `seconds`.
  private static Rate measure(Path folder, int senders, long seconds, boolean erasing)
      throws InterruptedException {
    AtomicBoolean goOn = new AtomicBoolean(true);
    AtomicLong kept = new AtomicLong();
    try (EmbeddedStore store = EmbeddedStore.open(folder, MailboxLimits.DEFAULTS);
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int sender = 0; sender < senders; sender++) {
        long base = sender * 10_000_000L;
        DeviceId device = Examples.device(sender);
        executor.execute(() -> {
          for (long number = base; goOn.get(); number++) {
            var envelope = Examples.envelope(device, number, BYTES, Examples.LATER);
            store.mailboxes().acknowledge(device, List.of(Stores.store(store, envelope)));
            long _ = kept.incrementAndGet();
          }
        });
      }
      TimeUnit.SECONDS.sleep(2);
      long count = kept.get();
      long cpu = cpuMicros();
      long begin = System.nanoTime();
      Instant now = Examples.NOW;
      for (long second = 0; second < seconds; second++) {
        TimeUnit.SECONDS.sleep(1);
        if (erasing) {
          now = now.plus(Duration.ofMinutes(20));
          long _ = store.mailboxes().expire(now);
        }
      }
      count = kept.get() - count;
      cpu = cpuMicros() - cpu;
      double took = (System.nanoTime() - begin) / 1e9;
      goOn.set(false);
      return new Rate(count / took, (double) cpu / count);
    }
  }

  private static long cpuMicros() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1_000;
  }
}
