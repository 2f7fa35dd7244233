package org.busel.store.embedded;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.busel.mailbox.MailboxLimits;
import org.busel.store.contract.Examples;

/// How long a store with many waiting envelopes takes to open, and what it keeps in memory for each.
///
/// Arguments: `fill` or `open`, a folder, and how many envelopes of 2 KiB (default 1,000,000). Fill once, then open in
/// processes of their own: a process that has just started is what an operator waits for.
final class OpeningTime {
  private static final int MAILBOXES = 1_000;
  private static final int BYTES = 2 << 10;

  private OpeningTime() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    int count = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000_000;
    switch (arguments[0]) {
      case "fill" -> fill(folder, count);
      case "open" -> open(folder, count);
      default -> throw new IllegalArgumentException("fill or open");
    }
  }

  private static void fill(Path folder, int count) throws Exception {
    try (EmbeddedStore store = EmbeddedStore.open(folder, MailboxLimits.DEFAULTS);
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> senders = new ArrayList<>();
      for (int mailbox = 0; mailbox < MAILBOXES; mailbox++) {
        int mine = mailbox;
        senders.add(
            executor.submit(() -> {
              for (int i = mine; i < count; i += MAILBOXES) {
                long _ =
                    Stores.store(
                        store, Examples.envelope(Examples.device(mine), i, BYTES, Examples.LATER));
              }
            }));
      }
      for (Future<?> sender : senders) {
        var _ = sender.get();
      }
    }
  }

  private static void open(Path folder, int count) {
    long before = heap();
    long cpu = cpuMillis();
    long begin = System.nanoTime();
    try (EmbeddedStore store = EmbeddedStore.open(folder, MailboxLimits.DEFAULTS)) {
      double millis = (System.nanoTime() - begin) / 1e6;
      cpu = cpuMillis() - cpu;
      double bytes = (double) (heap() - before) / count;
      int waiting = store.mailboxes().peek(Examples.device(1), 0, 1_000, Examples.NOW).size();
      System.out.printf(
          Locale.ROOT,
          "opened in %.0f ms, %d ms of CPU, %.1f bytes of heap for each of %d envelopes, %d in the"
              + " first mailbox%n",
          millis,
          cpu,
          bytes,
          count,
          waiting);
    }
  }

  private static long cpuMillis() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1_000_000;
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
