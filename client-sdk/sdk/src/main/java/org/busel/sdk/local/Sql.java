package org.busel.sdk.local;

import java.util.List;

/// The little that this room asks of SQLite, so that a platform with its own (Android) can bring it. One connection,
/// used by one thread at a time.
///
/// Arguments are [Long] and `byte[]` only. Every failure is a [LocalStoreException].
public interface Sql extends AutoCloseable {
  /// Runs a statement that answers nothing.
  void run(String statement, Object... arguments);

  /// Runs a query and reads every row.
  <T> List<T> query(Reader<T> reader, String query, Object... arguments);

  @Override
  void close();

  /// Makes a value of a row.
  @FunctionalInterface
  interface Reader<T> {
    T read(Row row);
  }

  /// One row of an answer; columns count from 0.
  interface Row {
    long number(int column);

    byte[] bytes(int column);
  }
}
