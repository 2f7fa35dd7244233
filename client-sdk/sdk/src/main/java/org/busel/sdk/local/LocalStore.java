package org.busel.sdk.local;

import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.busel.keys.Secret;
import org.jspecify.annotations.Nullable;

/// The local store of one profile. Safe for many threads, which take turns: one transaction at a time.
///
/// What a transaction wrote is on disk when it returns, all of it, or none if it threw. The caller holds the profile's
/// lock, so that no second process opens the file.
public final class LocalStore implements AutoCloseable {
  private final ReentrantLock turn = new ReentrantLock(); // guards everything below
  private final Sql sql;
  private @Nullable Transaction transaction; // none once closed: it holds keys
  private Consumer<String> onErased = fileName -> {};
  private boolean closed;

  private LocalStore(Sql sql, Transaction transaction) {
    this.sql = sql;
    this.transaction = transaction;
  }

  /// What became of opening a store.
  public sealed interface Opened {
    /// Ready; the caller closes it.
    record Store(LocalStore store) implements Opened {}

    /// The file is none of ours, was changed or cut, or belongs to another key.
    record Damaged() implements Opened {}

    /// Written by a newer version of the app.
    record TooNew() implements Opened {}
  }

  /// Opens the store in `file`, or makes it.
  ///
  /// @param home which of the two homes, 0 or 1
  /// @param key 32 bytes, only lent
  public static Opened open(Path file, int home, Secret key) {
    return open(file, home, JdbcSql::inMemory, key);
  }

  /// As above, on another SQLite than sqlite-jdbc.
  public static Opened open(Path file, int home, Opener opener, Secret key) {
    return opened(() -> JournaledSql.open(file, home, opener, key), key);
  }

  /// Makes an empty store in a home, whatever is in it; the other home stays as it is.
  public static Opened make(Path file, int home, Secret key) {
    return opened(() -> JournaledSql.make(file, home, JdbcSql::inMemory, key), key);
  }

  /// Makes a store in a home out of what [#backup] gave, whatever is in it.
  public static Opened restore(Path file, int home, Secret key, byte[] rows) {
    return opened(() -> JournaledSql.make(file, home, JdbcSql::inMemory, key, rows), key);
  }

  /// Everything that may come back after a loss: no session, no prekey and nothing sealed is in it. Values are still
  /// encrypted under the key of the store.
  public byte[] backup() {
    turn.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the device is closed");
      }
      return Statements.forBackup(sql);
    } finally {
      turn.unlock();
    }
  }

  /// Makes noise of a home, whatever is in it. The store must not be open.
  public static void blankHome(Path file, int home) {
    try (Zones zones = Zones.open(file)) {
      zones.blank(home);
      zones.force();
    }
  }

  private static Opened opened(Opener opener, Secret key) {
    Sql sql;
    try {
      sql = opener.open();
    } catch (LocalStoreException e) {
      return new Opened.Damaged();
    }
    try {
      if (Schema.versionOf(sql) > Schema.NEWEST) {
        sql.close();
        return new Opened.TooNew();
      }
      Table table = new Table(sql, new ValueSeal(key));
      Schema.bringUp(sql, table);
      LocalStore store = new LocalStore(sql, new Transaction(table));
      if (!store.transact(Transaction::isReadable)) {
        store.close();
        return new Opened.Damaged();
      }
      return new Opened.Store(store);
    } catch (LocalStoreException e) {
      sql.close();
      return new Opened.Damaged();
    }
  }

  /// Opens an empty database in memory.
  @FunctionalInterface
  public interface Opener {
    Sql open();
  }

  /// From now on is told which sealed files are to be removed, right after the commit that says so. It must not throw, and
  /// must not call this store.
  public void onErased(Consumer<String> remove) {
    turn.lock();
    try {
      onErased = remove;
    } finally {
      turn.unlock();
    }
  }

  /// Does `work` as one: all of it is on disk afterwards, or none of it. Not to be called from inside `work`.
  ///
  /// @throws LocalStoreException if that failed; nothing was written
  /// @throws IllegalStateException if the store is closed
  public <T> T transact(Function<Transaction, T> work) {
    turn.lock();
    try {
      Transaction transaction = this.transaction;
      if (closed || transaction == null) {
        throw new IllegalStateException("the device is closed");
      }
      if (turn.getHoldCount() > 1) {
        throw new IllegalStateException("a transaction within a transaction");
      }
      sql.run("BEGIN IMMEDIATE");
      boolean done = false;
      try {
        T result = work.apply(transaction);
        if (!transaction.takeAbandoned()) {
          sql.run("COMMIT");
          done = true;
          transaction.attachments().takeErased().forEach(onErased);
        }
        return result;
      } finally {
        if (!done) {
          transaction.forget();
          rollBack();
        }
      }
    } finally {
      turn.unlock();
    }
  }

  // The first failure is the one to tell; closing the file rolls back too.
  private void rollBack() {
    try {
      sql.run("ROLLBACK");
    } catch (LocalStoreException e) {
      closed = true; // what comes after could be taken for a part of it
      sql.close();
    }
  }

  /// Waits for the transaction under way. Closing twice is harmless.
  @Override
  public void close() {
    turn.lock();
    try {
      if (!closed) {
        closed = true;
        sql.close();
      }
      transaction = null;
    } finally {
      turn.unlock();
    }
  }
}
