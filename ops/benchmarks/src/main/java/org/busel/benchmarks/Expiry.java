package org.busel.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.busel.load.LoadException;
import org.busel.mailbox.MailboxLimits;
import org.busel.mailbox.Waiting;
import org.busel.store.embedded.EmbeddedStore;
import org.busel.wire.DeviceId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How long senders wait while much expires, is erased and its files are freed. A store is filled with envelopes of
/// 96 KiB that expire in one hour; then envelopes of 2 KiB come at a steady rate, each acknowledged, for as many seconds
/// before the expiry as from its beginning on. Time counts from the moment at which an envelope was due.
@Command(
    name = "expiry",
    description = {
      "How long senders wait for the store while much expires, against just before.",
      "The last line: the slowest of a thousand before, and during."
    },
    mixinStandardHelpOptions = true)
final class Expiry implements Runnable {
  private static final int SENDERS = 50;
  private static final int LARGE = 96 << 10;
  private static final int SMALL = 2 << 10;
  private static final Instant SOON = StoreLoad.NOW.plus(Duration.ofHours(1));

  @Option(
      names = "--gib",
      paramLabel = "N",
      description = "GiB that expire (default: ${DEFAULT-VALUE})")
  private int gibibytes = 1;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "envelopes a second (default: ${DEFAULT-VALUE})")
  private int rate = 1_000;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "for each half (default: ${DEFAULT-VALUE})")
  private int seconds = 10;

  private Expiry() {}

  @Override
  public void run() {
    System.out.println(Machine.line());
    try (Scratch scratch = Scratch.make();
        EmbeddedStore store =
            EmbeddedStore.open(scratch.part("store"), new MailboxLimits(100_000, 1 << 30))) {
      together(sender -> fill(store, sender));
      long _ = store.mailboxes().expire(StoreLoad.NOW);
      long[] before = send(store, 1);
      Thread expiry = Thread.ofPlatform().start(() -> expireAndErase(store));
      long[] during = send(store, 2);
      expiry.join();
      System.out.println("                p50      p99    p99.9      max  in ms");
      print("before expiry", before);
      print("during expiry", during);
      System.out.printf("log %d MiB in the end%n", store.figures().logBytes() >> 20);
      System.out.printf(
          "expiry p99.9 before %.1f during %.1f ms%n", millis(before, 0.999), millis(during, 0.999));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new LoadException("the run was interrupted", stop);
    }
  }

  private void fill(EmbeddedStore store, int sender) {
    int each = gibibytes * ((1 << 30) / LARGE) / SENDERS;
    DeviceId device = StoreLoad.device(1_000 + sender);
    for (int i = 0; i < each; i++) {
      long number = (long) (sender + 1) * 1_000_000 + i;
      long _ = StoreLoad.store(store, StoreLoad.envelope(device, number, LARGE, SOON));
    }
  }

  private static void expireAndErase(EmbeddedStore store) {
    long begin = System.nanoTime();
    long expired = store.mailboxes().expire(SOON);
    System.out.printf(
        "%d envelopes expired and were erased in %d ms%n",
        expired, (System.nanoTime() - begin) / 1_000_000);
  }

  /// @return how long each envelope took, in nanoseconds, sorted
  private long[] send(EmbeddedStore store, int round) {
    int count = rate * seconds;
    long[] nanos = new long[count];
    AtomicInteger next = new AtomicInteger();
    long begin = System.nanoTime();
    long first = round * 1_000_000_000L;
    together(sender -> {
      DeviceId device = StoreLoad.device(sender);
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        long due = begin + i * 1_000_000_000L / rate;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        var envelope = StoreLoad.envelope(device, first + i, SMALL, StoreLoad.LATER);
        long sequence = StoreLoad.store(store, envelope);
        nanos[i] = System.nanoTime() - due;
        List<Waiting> read = store.mailboxes().peek(device, 0, 1, StoreLoad.NOW);
        long oldest = read.isEmpty() ? sequence : read.getFirst().sequence();
        store.mailboxes().acknowledge(device, List.of(oldest));
      }
    });
    Arrays.sort(nanos);
    return nanos;
  }

  /// What one sender does.
  private interface Part {
    void of(int sender);
  }

  private static void together(Part part) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> parts = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        int sender = i;
        parts.add(executor.submit(() -> part.of(sender)));
      }
      for (Future<?> one : parts) {
        var _ = one.get();
      }
    } catch (ExecutionException failed) {
      throw new LoadException("a sender failed", failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new LoadException("the run was interrupted", stop);
    }
  }

  private static double millis(long[] sorted, double part) {
    return sorted[(int) (sorted.length * part)] / 1e6;
  }

  private static void print(String name, long[] sorted) {
    System.out.printf(
        "%s %8.1f %8.1f %8.1f %8.1f%n",
        name,
        millis(sorted, 0.5),
        millis(sorted, 0.99),
        millis(sorted, 0.999),
        sorted[sorted.length - 1] / 1e6);
  }
}
