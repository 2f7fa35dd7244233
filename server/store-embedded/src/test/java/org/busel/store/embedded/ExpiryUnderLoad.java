package org.busel.store.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.busel.mailbox.MailboxLimits;
import org.busel.mailbox.Waiting;
import org.busel.store.contract.Examples;
import org.busel.wire.DeviceId;

/// How long senders wait while much expires, is erased and its files are freed. Fills a store with envelopes of 96 KiB that
/// expire in one hour, then sends envelopes of 2 KiB at a steady rate, each acknowledged, for as many seconds before the
/// expiry as after it. Prints percentiles of both halves, counted from the moment at which an envelope was due.
///
/// Arguments: a folder, GiB that expire (default 1; a soak takes 10), envelopes a second (default 1,000), seconds for
/// each half (default 10).
final class ExpiryUnderLoad {
  private static final int SENDERS = 50;
  private static final Instant SOON = Examples.NOW.plus(Duration.ofHours(1));

  private ExpiryUnderLoad() {}

  public static void main(String[] arguments) throws Exception {
    int gibibytes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    int rate = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000;
    int seconds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 10;
    MailboxLimits wide = new MailboxLimits(100_000, 1 << 30);
    try (EmbeddedStore store = EmbeddedStore.open(Path.of(arguments[0]), wide)) {
      fill(store, gibibytes);
      long _ = store.mailboxes().expire(Examples.NOW);
      long[] before = send(store, rate, seconds, 1);
      Thread expiry = Thread.ofPlatform().start(() -> expireAndErase(store));
      long[] during = send(store, rate, seconds, 2);
      expiry.join();
      System.out.println("                p50      p99    p99.9      max  in ms");
      print("before expiry", before);
      print("during expiry", during);
      System.out.printf(Locale.ROOT, "log %d MiB in the end%n", store.figures().logBytes() >> 20);
    }
  }

  private static void fill(EmbeddedStore store, int gibibytes) throws Exception {
    int each = gibibytes * ((1 << 30) / (96 << 10)) / SENDERS;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int sender = 0; sender < SENDERS; sender++) {
        DeviceId device = Examples.device(1_000 + sender);
        var _ =
            executor.submit(() -> {
              for (int i = 0; i < each; i++) {
                long _ = Stores.store(store, Examples.envelope(device, i, 96 << 10, SOON));
              }
            });
      }
    }
  }

  private static void expireAndErase(EmbeddedStore store) {
    long begin = System.nanoTime();
    long expired = store.mailboxes().expire(SOON);
    System.out.printf(
        Locale.ROOT,
        "%d envelopes expired and were erased in %d ms%n",
        expired,
        (System.nanoTime() - begin) / 1_000_000);
  }

  /// @return how long each envelope took, in nanoseconds, sorted
  private static long[] send(EmbeddedStore store, int rate, int seconds, int round)
      throws Exception {
    int count = rate * seconds;
    long[] nanos = new long[count];
    AtomicInteger next = new AtomicInteger();
    long begin = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int sender = 0; sender < SENDERS; sender++) {
        DeviceId device = Examples.device(sender);
        long first = round * 100_000_000L;
        var _ =
            executor.submit(() -> {
              for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                long due = begin + i * 1_000_000_000L / rate;
                while (System.nanoTime() < due) {
                  LockSupport.parkNanos(due - System.nanoTime());
                }
                var envelope = Examples.envelope(device, first + i, 2 << 10, Examples.LATER);
                long sequence = Stores.store(store, envelope);
                nanos[i] = System.nanoTime() - due;
                List<Waiting> read = store.mailboxes().peek(device, 0, 1, Examples.NOW);
                store
                    .mailboxes()
                    .acknowledge(
                        device,
                        read.isEmpty() ? List.of(sequence) : List.of(read.getFirst().sequence()));
              }
            });
      }
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private static void print(String name, long[] sorted) {
    System.out.printf(
        Locale.ROOT,
        "%s %8.1f %8.1f %8.1f %8.1f%n",
        name,
        sorted[sorted.length / 2] / 1e6,
        sorted[(int) (sorted.length * 0.99)] / 1e6,
        sorted[(int) (sorted.length * 0.999)] / 1e6,
        sorted[sorted.length - 1] / 1e6);
  }
}
