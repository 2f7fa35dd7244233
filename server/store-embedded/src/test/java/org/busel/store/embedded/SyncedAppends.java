package org.busel.store.embedded;

import com.google.protobuf.ByteString;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.busel.mailbox.MailboxLimits;
import org.busel.store.contract.Examples;
import org.busel.wire.DeviceId;

/// Compares the mailbox log with SQLite, in turns, on one disk: how many envelopes of 2 KiB a second are durable before
/// their senders are told. Prints a table of medians; only the ratios mean something on a shared machine.
///
/// Arguments: a folder on the disk to be measured, and seconds for each run (default 3). SQLite is given the same
/// chance: what arrives while it syncs goes into its next transaction together.
final class SyncedAppends {
  private static final int ROUNDS = 3;
  private static final int BYTES = 2 << 10;

  private SyncedAppends() {}

  /// Keeps one envelope durably.
  private interface Keep extends AutoCloseable {
    void keep(DeviceId device, long number);

    @Override
    void close();
  }

  /// What a run came to.
  ///
  /// @param perSecond envelopes that were kept
  /// @param micros of this process's CPU for each
  private record Rate(double perSecond, double micros) {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    long seconds = arguments.length > 1 ? Long.parseLong(arguments[1]) : 3;
    System.out.println("senders    log/s sqlite/s  ratio   log us sqlite us");
    for (int senders : new int[] {1, 32, 1_000}) {
      List<Rate> log = new ArrayList<>();
      List<Rate> sqlite = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        log.add(measure(new Log(Files.createTempDirectory(folder, "log")), senders, seconds));
        sqlite.add(measure(new Sqlite(Files.createTempDirectory(folder, "sql")), senders, seconds));
      }
      System.out.printf(
          Locale.ROOT,
          "%7d %8.0f %8.0f %6.1f %8.0f %9.0f%n",
          senders,
          median(log, Rate::perSecond),
          median(sqlite, Rate::perSecond),
          median(log, Rate::perSecond) / median(sqlite, Rate::perSecond),
          median(log, Rate::micros),
          median(sqlite, Rate::micros));
    }
  }

  private static double median(List<Rate> rates, ToDoubleFunction<Rate> value) {
    return rates.stream().mapToDouble(value).sorted().toArray()[rates.size() / 2];
  }

  /// Runs for two seconds unmeasured, and then for `seconds`.
  private static Rate measure(Keep keep, int senders, long seconds) throws InterruptedException {
    AtomicBoolean goOn = new AtomicBoolean(true);
    AtomicLong kept = new AtomicLong();
    try (keep;
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int sender = 0; sender < senders; sender++) {
        long base = sender * 10_000_000L;
        DeviceId device = Examples.device(sender);
        executor.execute(() -> {
          for (long number = base; goOn.get(); number++) {
            keep.keep(device, number);
            long _ = kept.incrementAndGet();
          }
        });
      }
      TimeUnit.SECONDS.sleep(2);
      long count = kept.get();
      long cpu = cpuMicros();
      long begin = System.nanoTime();
      TimeUnit.SECONDS.sleep(seconds);
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

  /// The store as it is; each envelope is acknowledged after it was stored, as by a device that is there.
  private static final class Log implements Keep {
    private final EmbeddedStore store;

    Log(Path folder) {
      store = EmbeddedStore.open(folder, MailboxLimits.DEFAULTS);
    }

    @Override
    public void keep(DeviceId device, long number) {
      long sequence = Stores.store(store, Examples.envelope(device, number, BYTES, Examples.LATER));
      store.mailboxes().acknowledge(device, List.of(sequence));
    }

    @Override
    public void close() {
      store.close();
    }
  }

  /// A table with one row for each envelope, without acknowledgements, behind a writer like that of the log: one thread,
  /// and one transaction for all who wait.
  private static final class Sqlite implements Keep {
    private final Database database;
    private final BlockingQueue<Row> queue = new LinkedBlockingQueue<>();
    private final Thread writer = Thread.ofPlatform().unstarted(this::write);

    private record Row(
        DeviceId device, long number, ByteString content, CompletableFuture<Long> kept) {}

    Sqlite(Path folder) throws IOException {
      database = Database.open(folder.resolve("appends.db"));
      boolean _ =
          database.write(
              "making a table",
              connection -> {
                try (var statement = connection.createStatement()) {
                  return statement.execute(
                      "CREATE TABLE waiting (sequence INTEGER PRIMARY KEY, device BLOB, number"
                          + " INTEGER, content BLOB)");
                }
              });
      writer.start();
    }

    @Override
    public void keep(DeviceId device, long number) {
      var envelope = Examples.envelope(device, number, BYTES, Examples.LATER);
      Row row = new Row(device, number, envelope.content().bytes(), new CompletableFuture<Long>());
      queue.add(row);
      long _ = row.kept.join();
    }

    private void write() {
      try {
        while (true) {
          List<Row> rows = new ArrayList<>();
          rows.add(queue.take());
          int _ = queue.drainTo(rows, 2_000);
          int _ = database.write("appending", connection -> insertAll(connection, rows));
          rows.forEach(row -> row.kept.complete(row.number));
        }
      } catch (InterruptedException e) {
        // Closed.
      }
    }

    private static int insertAll(Connection connection, List<Row> rows) throws SQLException {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO waiting (device, number, content) VALUES (?, ?, ?)")) {
        for (Row row : rows) {
          insert.setBytes(1, row.device.account().bytes().toByteArray());
          insert.setLong(2, row.number);
          insert.setBytes(3, row.content.toByteArray());
          int _ = insert.executeUpdate();
        }
        return rows.size();
      }
    }

    @Override
    public void close() {
      writer.interrupt();
      try {
        writer.join();
        database.close();
      } catch (InterruptedException | SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
