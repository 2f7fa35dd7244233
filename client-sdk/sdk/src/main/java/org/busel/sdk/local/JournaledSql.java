package org.busel.sdk.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.busel.keys.Secret;

/// A database in memory whose commits go into a [Journal]: SQLite itself writes no file, no log and nothing temporary.
///
/// After a write that failed every call throws, because what is on disk is not known any more.
final class JournaledSql implements Sql {
  private final Sql memory;
  private final Journal journal;
  private final Statements pending = new Statements();
  private boolean broken;

  private JournaledSql(Sql memory, Journal journal) {
    this.memory = memory;
    this.journal = journal;
  }

  /// Opens a home, or makes the file.
  ///
  /// @param opener gives an empty database in memory
  /// @throws LocalStoreException if the home holds nothing of this key or cannot be read
  static JournaledSql open(Path file, int home, LocalStore.Opener opener, Secret key) {
    if (!Files.exists(file)) {
      return make(file, home, opener, key);
    }
    Journal journal =
        Journal.open(file, home, key).orElseThrow(() -> new LocalStoreException("opening a home"));
    JournaledSql opened = new JournaledSql(opener.open(), journal);
    try {
      opened.memory.run("BEGIN");
      journal.takeCommits().forEach(commit -> Statements.run(commit, opened.memory));
      opened.memory.run("COMMIT");
      if (journal.hasTail()) {
        opened.rewrite();
      }
      return opened;
    } catch (LocalStoreException e) {
      opened.broken = true;
      opened.close();
      throw e;
    }
  }

  /// Makes a home anew, whatever is in it. A profile of before there were homes moves in.
  static JournaledSql make(Path file, int home, LocalStore.Opener opener, Secret key) {
    Path former = file.resolveSibling("local.db");
    Optional<byte[]> image =
        !Files.exists(file) && Files.exists(former) ? Optional.of(imageOf(former)) : Optional.empty();
    JournaledSql made = new JournaledSql(opener.open(), Journal.make(file, home, key));
    image.ifPresent(rows -> {
      Statements.run(rows, made.memory);
      made.rewrite();
      for (String gone : List.of("local.db", "local.db-wal", "local.db-shm")) {
        try {
          Files.deleteIfExists(file.resolveSibling(gone));
        } catch (IOException e) {
          throw new LocalStoreException("removing what has moved", e);
        }
      }
    });
    return made;
  }

  /// Makes a home anew out of what a backup holds.
  static JournaledSql make(
      Path file, int home, LocalStore.Opener opener, Secret key, byte[] rows) {
    JournaledSql made = new JournaledSql(opener.open(), Journal.make(file, home, key));
    Statements.run(rows, made.memory);
    made.rewrite();
    return made;
  }

  private static byte[] imageOf(Path former) {
    try (JdbcSql sql = JdbcSql.open(former)) {
      return Statements.of(sql);
    }
  }

  @Override
  public void run(String statement, Object... arguments) {
    if (broken) {
      throw new LocalStoreException("writing after a write that failed");
    }
    if (statement.startsWith("BEGIN") || statement.equals("ROLLBACK")) {
      pending.clear();
      memory.run(statement);
    } else if (statement.equals("COMMIT")) {
      commit();
    } else {
      memory.run(statement, arguments);
      pending.add(statement, arguments);
    }
  }

  private void commit() {
    if (!pending.isEmpty()) {
      boolean written = false;
      try {
        if (!journal.append(pending.bytes())) {
          journal.rewrite(Statements.of(memory)); // which sees what is about to be committed
        }
        written = true;
      } finally {
        broken = !written;
      }
      pending.clear();
    }
    memory.run("COMMIT");
    if (journal.isLong()) {
      rewrite();
    }
  }

  private void rewrite() {
    boolean written = false;
    try {
      journal.rewrite(Statements.of(memory));
      written = true;
    } finally {
      broken = !written;
    }
  }

  @Override
  public <T> List<T> query(Reader<T> reader, String query, Object... arguments) {
    return memory.query(reader, query, arguments);
  }

  /// Leaves a snapshot only, so that what was deleted or replaced is gone from the disk.
  @Override
  public void close() {
    try {
      if (!broken && journal.hasTail()) {
        rewrite();
      }
    } finally {
      journal.close();
      memory.close();
    }
  }
}
