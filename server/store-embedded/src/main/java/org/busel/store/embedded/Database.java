package org.busel.store.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.busel.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/// The SQLite database of everything that changes slowly. Safe for many threads.
///
/// One connection writes and one reads, each used by one thread at a time. In WAL mode a reader does not wait for a
/// writer's sync. A write has reached the disk before its call returns (`synchronous=FULL`). What is deleted is
/// overwritten (`secure_delete`), so that a used key does not linger in the file.
final class Database implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Database.class);

  private final Path ahead; // the write-ahead log
  private final Connection writing; // guarded by writeLock
  private final Connection reading; // guarded by readLock
  private final ReentrantLock writeLock = new ReentrantLock();
  private final ReentrantLock readLock = new ReentrantLock();

  private Database(Path ahead, Connection writing, Connection reading) {
    this.ahead = ahead;
    this.writing = writing;
    this.reading = reading;
  }

  /// Something done with a connection.
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  /// Opens the database, making it if it is not there.
  static Database open(Path file) throws IOException {
    PrivateFiles.open(file, Set.of(CREATE, WRITE))
        .close(); // SQLite gives its other files the same permissions
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    config.setBusyTimeout(10_000);
    String url = "jdbc:sqlite:" + file.toAbsolutePath();
    try {
      Connection writing = config.createConnection(url);
      try {
        boolean _ = transaction(writing, "BEGIN IMMEDIATE", Schema::migrate, _ -> true);
        return new Database(
            file.resolveSibling(file.getFileName() + "-wal"),
            writing,
            config.createConnection(url));
      } catch (SQLException e) {
        writing.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new IOException("database cannot be opened", e);
    }
  }

  /// Runs `work` as one transaction: durable when this returns, undone when it throws.
  <T> T write(String doing, Work<T> work) {
    return write(doing, work, _ -> true);
  }

  /// Runs `work` as one transaction: durable when this returns, undone when it throws or its result is not to be kept.
  <T> T write(String doing, Work<T> work, Predicate<T> keep) {
    writeLock.lock();
    try {
      return transaction(writing, "BEGIN IMMEDIATE", work, keep);
    } catch (SQLException e) {
      throw new StoreUnavailableException(doing, withoutText(e));
    } finally {
      writeLock.unlock();
    }
  }

  /// Runs `work`, which changes nothing, on one state of the database.
  <T> T read(String doing, Work<T> work) {
    readLock.lock();
    try {
      return transaction(reading, "BEGIN", work, _ -> true);
    } catch (SQLException e) {
      throw new StoreUnavailableException(doing, withoutText(e));
    } finally {
      readLock.unlock();
    }
  }

  /// Writes a copy of the database into an empty file, without what may be used up after the copy was made: one-time prekeys
  /// and unused invitations. Deleted rows are in no page of it.
  void copy(Path file) throws IOException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.DELETE);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    readLock.lock();
    try {
      try (PreparedStatement vacuum = reading.prepareStatement("VACUUM INTO ?")) {
        vacuum.setString(1, file.toAbsolutePath().toString());
        boolean _ = vacuum.execute();
      }
    } catch (SQLException e) {
      throw new IOException("copying the database", withoutText(e));
    } finally {
      readLock.unlock();
    }
    try (Connection copy = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        Statement statement = copy.createStatement()) {
      int _ = statement.executeUpdate("DELETE FROM one_time_key");
      int _ = statement.executeUpdate("DELETE FROM invitation WHERE used = 0");
      boolean _ = statement.execute("VACUUM");
    } catch (SQLException e) {
      throw new IOException("copying the database", withoutText(e));
    }
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      channel.force(true);
    }
  }

  /// Whether SQLite finds nothing wrong with the database.
  boolean isWhole() {
    return read(
        "checking the database",
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet result = statement.executeQuery("PRAGMA integrity_check(1)")) {
            return result.next() && result.getString(1).equals("ok");
          }
        });
  }

  /// Merges the write-ahead log into the database and overwrites it with zeros: it still shows what was deleted since.
  ///
  /// Nobody reads or writes meanwhile. Zeros are no frames, so a crash in the middle leaves a log that SQLite passes over;
  /// everything that was in it has been synced to the database before.
  void wipe() throws IOException {
    writeLock.lock();
    readLock.lock();
    try (Statement statement = writing.createStatement()) {
      try (ResultSet result = statement.executeQuery("PRAGMA wal_checkpoint(RESTART)")) {
        boolean done =
            result.next() && result.getInt(1) == 0 && result.getInt(2) == result.getInt(3);
        if (!done) {
          throw new IOException("the write-ahead log could not be merged");
        }
      }
      if (Files.exists(ahead) && Files.size(ahead) > 0) {
        try (FileChannel channel = FileChannel.open(ahead, WRITE)) {
          Disk.REAL.zero(channel, 0, channel.size());
          channel.force(false);
        }
        boolean _ = statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      }
    } catch (SQLException e) {
      throw new IOException("wiping the write-ahead log", withoutText(e));
    } finally {
      readLock.unlock();
      writeLock.unlock();
    }
  }

  private static <T> T transaction(
      Connection connection, String begin, Work<T> work, Predicate<T> keep) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int _ = statement.executeUpdate(begin);
      boolean committed = false;
      try {
        T result = work.with(connection);
        if (keep.test(result)) {
          int _ = statement.executeUpdate("COMMIT");
          committed = true;
        }
        return result;
      } finally {
        if (!committed) {
          rollback(statement);
        }
      }
    }
  }

  private static void rollback(Statement statement) {
    try {
      int _ = statement.executeUpdate("ROLLBACK");
    } catch (SQLException e) {
      // When the disk was full, SQLite has rolled back by itself and says that there is no
      // transaction.
      log.debug("nothing to roll back");
    }
  }

  /// The same failure without its message, which may quote what was to be stored.
  private static SQLException withoutText(SQLException e) {
    SQLException silent = new SQLException("SQLite answers " + e.getErrorCode());
    silent.setStackTrace(e.getStackTrace());
    return silent;
  }

  @Override
  public void close() throws SQLException {
    readLock.lock();
    try {
      reading.close();
    } finally {
      readLock.unlock();
    }
    writeLock.lock();
    try {
      writing.close();
    } finally {
      writeLock.unlock();
    }
  }
}
