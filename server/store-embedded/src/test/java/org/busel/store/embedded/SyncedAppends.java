package org.busel.store.embedded;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.busel.mailbox.MailboxLimits;
import org.busel.store.contract.Examples;
import org.busel.wire.DeviceId;

/// Compares the mailbox log with SQLite, in turns, on one disk: how many envelopes of 2 KiB a second are durable before
/// their senders are told. Prints a table of medians; only the ratios mean something on a shared machine.
///
/// Arguments: a folder on the disk to be measured, and seconds for each run (default 2). SQLite is given a fair chance:
/// what arrives while it syncs goes into its next transaction together, as in the log.
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

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    long seconds = arguments.length > 1 ? Long.parseLong(arguments[1]) : 2;
    System.out.println("senders  log/s  sqlite/s  ratio");
    for (int senders : new int[] {1, 32, 1_000, 4_000}) {
      double[] log = new double[ROUNDS];
      double[] sqlite = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        log[round] = measure(new Log(Files.createTempDirectory(folder, "log")), senders, seconds);
        sqlite[round] =
            measure(new Sqlite(Files.createTempDirectory(folder, "sql")), senders, seconds);
      }
      System.out.printf(
          Locale.ROOT,
          "%7d %6.0f %9.0f %6.1f%n",
          senders,
          median(log),
          median(sqlite),
          median(log) / median(sqlite));
    }
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static double measure(Keep keep, int senders, long seconds) throws InterruptedException {
    AtomicLong kept = new AtomicLong();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    try (keep;
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Runnable> tasks = new ArrayList<>();
      for (int sender = 0; sender < senders; sender++) {
        long base = sender * 10_000_000L;
        DeviceId device = Examples.device(sender);
        tasks.add(() -> {
          for (long number = base; System.nanoTime() < end; number++) {
            keep.keep(device, number);
            kept.incrementAndGet();
          }
        });
      }
      tasks.forEach(executor::execute);
    }
    return (double) kept.get() / seconds;
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

  /// A table with one row for each envelope, without acknowledgements, and one transaction for all who wait.
  private static final class Sqlite implements Keep {
    private final Database database;
    private final ReentrantLock turn = new ReentrantLock(true);
    private List<Row> waiting = new ArrayList<>(); // guarded by this

    private record Row(ByteString device, long number, ByteString content) {}

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
    }

    @Override
    public void keep(DeviceId device, long number) {
      var envelope = Examples.envelope(device, number, BYTES, Examples.LATER);
      Row row = new Row(device.account().bytes(), number, envelope.content().bytes());
      synchronized (this) {
        waiting.add(row);
      }
      turn.lock();
      try {
        List<Row> mine;
        synchronized (this) {
          mine = waiting;
          waiting = new ArrayList<>();
        }
        if (!mine.isEmpty()) {
          int _ = database.write("appending", connection -> insertAll(connection, mine));
        }
      } finally {
        turn.unlock();
      }
    }

    private static int insertAll(Connection connection, List<Row> rows) throws SQLException {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO waiting (device, number, content) VALUES (?, ?, ?)")) {
        for (Row row : rows) {
          insert.setBytes(1, row.device.toByteArray());
          insert.setLong(2, row.number);
          insert.setBytes(3, row.content.toByteArray());
          int _ = insert.executeUpdate();
        }
        return rows.size();
      }
    }

    @Override
    public void close() {
      try {
        database.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
