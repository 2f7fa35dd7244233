package org.busel.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.busel.load.LoadException;
import org.busel.mailbox.MailboxLimits;
import org.busel.store.embedded.EmbeddedStore;
import org.busel.wire.DeviceId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What erasing costs: envelopes of 2 KiB, each acknowledged after it was stored, in turns without any round of the
/// eraser, and with one every second, which is 1,200 times as often as in a relay.
@Command(
    name = "erasing",
    description = {
      "What overwriting of acknowledged envelopes costs the store, once a second against never.",
      "The last line: the ratio of rates, and of processor time, with the most senders."
    },
    mixinStandardHelpOptions = true)
final class Erasing implements Runnable {
  private static final int ROUNDS = 3;
  private static final int BYTES = 2 << 10;
  private static final int[] SENDERS = {32, 1_000};

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "of each run (default: ${DEFAULT-VALUE})")
  private int seconds = 5;

  private Erasing() {}

  /// What a run came to.
  ///
  /// @param perSecond envelopes that were kept
  /// @param micros of this process's processor time for each
  private record Rate(double perSecond, double micros) {}

  @Override
  public void run() {
    System.out.println(Machine.line());
    System.out.println("senders  never/s every second/s   never us  every second us");
    String last = "";
    for (int senders : SENDERS) {
      List<Rate> never = new ArrayList<>();
      List<Rate> often = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        never.add(measure(senders, false));
        often.add(measure(senders, true));
      }
      double neverRate = Series.median(never.stream().map(Rate::perSecond).toList());
      double oftenRate = Series.median(often.stream().map(Rate::perSecond).toList());
      double neverMicros = Series.median(never.stream().map(Rate::micros).toList());
      double oftenMicros = Series.median(often.stream().map(Rate::micros).toList());
      System.out.printf(
          "%7d %8.0f %14.0f %10.1f %16.1f%n",
          senders, neverRate, oftenRate, neverMicros, oftenMicros);
      last =
          "erasing rate ratio %.2f cpu ratio %.2f"
              .formatted(oftenRate / neverRate, oftenMicros / neverMicros);
    }
    System.out.println(last);
  }

  private Rate measure(int senders, boolean erasing) {
    try (Scratch scratch = Scratch.make()) {
      return measure(scratch.part("store"), senders, erasing);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new LoadException("the run was interrupted", stop);
    }
  }

  /// Runs for two seconds unmeasured, and then for [#seconds].
  private Rate measure(Path folder, int senders, boolean erasing) throws InterruptedException {
    AtomicBoolean goOn = new AtomicBoolean(true);
    AtomicLong kept = new AtomicLong();
    try (EmbeddedStore store = EmbeddedStore.open(folder, MailboxLimits.DEFAULTS);
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int sender = 0; sender < senders; sender++) {
        long base = sender * 10_000_000L;
        DeviceId device = StoreLoad.device(sender);
        executor.execute(() -> {
          for (long number = base; goOn.get(); number++) {
            var envelope = StoreLoad.envelope(device, number, BYTES, StoreLoad.LATER);
            store.mailboxes().acknowledge(device, List.of(StoreLoad.store(store, envelope)));
            long _ = kept.incrementAndGet();
          }
        });
      }
      TimeUnit.SECONDS.sleep(2);
      long count = kept.get();
      long cpu = StoreLoad.cpuMicros();
      long begin = System.nanoTime();
      Instant now = StoreLoad.NOW;
      for (int second = 0; second < seconds; second++) {
        TimeUnit.SECONDS.sleep(1);
        if (erasing) {
          now = now.plus(Duration.ofMinutes(20));
          long _ = store.mailboxes().expire(now);
        }
      }
      count = kept.get() - count;
      cpu = StoreLoad.cpuMicros() - cpu;
      double took = (System.nanoTime() - begin) / 1e9;
      goOn.set(false);
      return new Rate(count / took, (double) cpu / count);
    }
  }
}
