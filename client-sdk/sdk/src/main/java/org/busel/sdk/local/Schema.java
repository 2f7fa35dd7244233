package org.busel.sdk.local;

import java.util.List;
import java.util.function.Consumer;

/// How an older file becomes a newer one. The version stands in SQLite's `user_version`.
final class Schema {
  /// Step n makes version n + 1 out of version n. Steps are only ever added.
  private static final List<Step> STEPS =
      List.of(
          new Step(
              List.of(
                  "CREATE TABLE item (area INTEGER NOT NULL, name BLOB NOT NULL, value BLOB NOT"
                      + " NULL, PRIMARY KEY (area, name)) WITHOUT ROWID",
                  "CREATE TABLE line (area INTEGER NOT NULL, owner BLOB NOT NULL, number INTEGER"
                      + " NOT NULL, value BLOB NOT NULL, PRIMARY KEY (area, owner, number))"
                      + " WITHOUT ROWID",
                  "CREATE TABLE seen (name BLOB NOT NULL PRIMARY KEY, day INTEGER NOT NULL)"
                      + " WITHOUT ROWID",
                  "CREATE INDEX seen_by_day ON seen (day)"),
              records -> {}),
          new Step(List.of(), MessagesById::index));

  /// The version that this code reads and writes.
  static final long NEWEST = STEPS.size();

  private Schema() {}

  /// What changes the tables, and then the records in them.
  private record Step(List<String> tables, Consumer<Table> records) {}

  /// The version of an open file; 0 for an empty one.
  static long versionOf(Sql sql) {
    return sql.query(row -> row.number(0), "PRAGMA user_version").get(0);
  }

  /// Brings a file of an older version up to the newest, in one transaction.
  ///
  /// @throws LocalStoreException if that failed, or records do not open with this key; the caller closes the file, and
  ///     nothing has changed
  static void bringUp(Sql sql, Table table) {
    long version = versionOf(sql);
    if (version == NEWEST) {
      return;
    }
    sql.run("BEGIN IMMEDIATE");
    for (Step step : STEPS.subList((int) version, STEPS.size())) {
      step.tables().forEach(sql::run);
      step.records().accept(table);
    }
    sql.run("PRAGMA user_version = " + NEWEST);
    sql.run("COMMIT");
  }
}
