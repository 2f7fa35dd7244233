package org.busel.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.busel.load.LoadException;
import org.busel.mailbox.MailboxLimits;
import org.busel.store.embedded.EmbeddedStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How long a store with many waiting envelopes takes to open, and what it keeps in memory for each. The first opening of
/// a process is what an operator waits for; a fresh process each time is what `W7 --stored` has.
@Command(
    name = "opening",
    description = {
      "How long the store takes to open with many envelopes of 2 KiB in 1,000 mailboxes.",
      "The last line: milliseconds, processor time and bytes of heap for each envelope."
    },
    mixinStandardHelpOptions = true)
final class Opening implements Runnable {
  private static final int MAILBOXES = 1_000;
  private static final int BYTES = 2 << 10;

  @Option(
      names = "--stored",
      paramLabel = "N",
      description = "envelopes that wait (default: ${DEFAULT-VALUE})")
  private int stored = 1_000_000;

  private Opening() {}

  @Override
  public void run() {
    System.out.println(Machine.line());
    try (Scratch scratch = Scratch.make()) {
      fill(scratch.part("store"));
      System.out.println(open(scratch.part("store")));
    }
  }

  private void fill(Path folder) {
    try (EmbeddedStore store = EmbeddedStore.open(folder, MailboxLimits.DEFAULTS);
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> senders = new ArrayList<>();
      for (int mailbox = 0; mailbox < MAILBOXES; mailbox++) {
        int mine = mailbox;
        senders.add(
            executor.submit(() -> {
              for (int i = mine; i < stored; i += MAILBOXES) {
                long _ =
                    StoreLoad.store(
                        store,
                        StoreLoad.envelope(StoreLoad.device(mine), i, BYTES, StoreLoad.LATER));
              }
            }));
      }
      for (Future<?> sender : senders) {
        var _ = sender.get();
      }
    } catch (ExecutionException failed) {
      throw new LoadException("the store was not filled", failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new LoadException("the run was interrupted", stop);
    }
  }

  private String open(Path folder) {
    long before = heap();
    long cpu = StoreLoad.cpuMicros();
    long begin = System.nanoTime();
    try (EmbeddedStore store = EmbeddedStore.open(folder, MailboxLimits.DEFAULTS)) {
      double millis = (System.nanoTime() - begin) / 1e6;
      cpu = StoreLoad.cpuMicros() - cpu;
      double bytes = (double) (heap() - before) / stored;
      long waiting =
          store.mailboxes().peek(StoreLoad.device(1), 0, 1_000, StoreLoad.NOW).size();
      if (waiting != Math.min(1_000, Math.ceilDiv(stored - 1, MAILBOXES))) {
        throw new LoadException("a mailbox has " + waiting + " envelopes");
      }
      return "opening %.0f ms cpu %d ms, %.1f bytes an envelope"
          .formatted(millis, cpu / 1_000, bytes);
    }
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
