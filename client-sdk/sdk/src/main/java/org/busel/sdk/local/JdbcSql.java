package org.busel.sdk.local;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.LockingMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;

/// [Sql] on the JVM, by sqlite-jdbc.
///
/// A profile's database is in memory: nothing is written to any file, and what is deleted is overwritten
/// (`secure_delete`). Files are only read, to take over a profile of before.
final class JdbcSql implements Sql {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  private JdbcSql(Connection connection) {
    this.connection = connection;
  }

  /// An empty database in memory.
  static JdbcSql inMemory() {
    SQLiteConfig config = new SQLiteConfig();
    config.setTempStore(TempStore.MEMORY);
    config.setPragma(Pragma.SECURE_DELETE, "true");
    try {
      return new JdbcSql(config.createConnection("jdbc:sqlite::memory:"));
    } catch (SQLException e) {
      throw new LocalStoreException("opening it", e);
    }
  }

  /// Opens the file, or makes it.
  static JdbcSql open(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setLockingMode(LockingMode.EXCLUSIVE);
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setTempStore(TempStore.MEMORY);
    config.setPragma(Pragma.SECURE_DELETE, "true");
    try {
      return new JdbcSql(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
    } catch (SQLException e) {
      throw new LocalStoreException("opening it", e);
    }
  }

  @Override
  public void run(String statement, Object... arguments) {
    try {
      if (arguments.length == 0) {
        try (Statement plain = connection.createStatement()) {
          plain.execute(statement);
        }
      } else {
        bound(statement, arguments).execute();
      }
    } catch (SQLException e) {
      throw new LocalStoreException("writing", e);
    }
  }

  @Override
  public <T> List<T> query(Reader<T> reader, String query, Object... arguments) {
    try (ResultSet rows = bound(query, arguments).executeQuery()) {
      List<T> read = new ArrayList<>();
      Row row = new JdbcRow(rows);
      while (rows.next()) {
        read.add(reader.read(row));
      }
      return read;
    } catch (SQLException e) {
      throw new LocalStoreException("reading", e);
    }
  }

  private PreparedStatement bound(String text, Object... arguments) throws SQLException {
    PreparedStatement statement = prepared.get(text);
    if (statement == null) {
      statement = connection.prepareStatement(text);
      prepared.put(text, statement);
    }
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
      } else {
        statement.setLong(i + 1, (Long) arguments[i]);
      }
    }
    return statement;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new LocalStoreException("closing it", e);
    }
  }

  private record JdbcRow(ResultSet rows) implements Row {
    @Override
    public long number(int column) {
      try {
        return rows.getLong(column + 1);
      } catch (SQLException e) {
        throw new LocalStoreException("reading", e);
      }
    }

    @Override
    public byte[] bytes(int column) {
      try {
        byte[] bytes = rows.getBytes(column + 1);
        return bytes == null ? new byte[0] : bytes;
      } catch (SQLException e) {
        throw new LocalStoreException("reading", e);
      }
    }
  }
}
