package org.busel.store.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The tables of the slow-changing half of the store, and how an older database becomes one of this version.
///
/// The version stands in SQLite's `user_version`. A migration is never changed once it was released; a new one is added
/// to the end. Tables are kept by random keys and without row numbers, so that they do not say who came first.
final class Schema {
  private static final List<List<String>> MIGRATIONS =
      List.of(
          List.of(
              """
              CREATE TABLE invitation (
                hash BLOB PRIMARY KEY,
                expires_at INTEGER NOT NULL,
                used INTEGER NOT NULL
              ) WITHOUT ROWID
              """,
              """
              CREATE TABLE account (
                id BLOB PRIMARY KEY,
                capability BLOB NOT NULL
              ) WITHOUT ROWID
              """,
              """
              CREATE TABLE device (
                account BLOB NOT NULL REFERENCES account (id),
                number INTEGER NOT NULL,
                login_key BLOB NOT NULL,
                identity_key BLOB NOT NULL,
                registration_id INTEGER NOT NULL,
                signed_prekey_id INTEGER NOT NULL,
                signed_prekey BLOB NOT NULL,
                signed_prekey_signature BLOB NOT NULL,
                last_resort_id INTEGER NOT NULL,
                last_resort BLOB NOT NULL,
                last_resort_signature BLOB NOT NULL,
                PRIMARY KEY (account, number)
              ) WITHOUT ROWID
              """,
              """
              CREATE TABLE one_time_key (
                account BLOB NOT NULL,
                device INTEGER NOT NULL,
                kind INTEGER NOT NULL,
                position INTEGER NOT NULL,
                id INTEGER NOT NULL,
                public_key BLOB NOT NULL,
                signature BLOB,
                PRIMARY KEY (account, device, kind, position),
                UNIQUE (account, device, kind, id),
                FOREIGN KEY (account, device) REFERENCES device (account, number)
              ) WITHOUT ROWID
              """,
              """
              CREATE TABLE handed_out (
                account BLOB NOT NULL,
                device INTEGER NOT NULL,
                kind INTEGER NOT NULL,
                position INTEGER NOT NULL,
                key_hash BLOB NOT NULL,
                PRIMARY KEY (account, device, kind, position),
                FOREIGN KEY (account, device) REFERENCES device (account, number)
              ) WITHOUT ROWID
              """,
              """
              CREATE TABLE module (
                id TEXT PRIMARY KEY,
                version INTEGER NOT NULL,
                manifest TEXT NOT NULL,
                level TEXT NOT NULL,
                minutes INTEGER NOT NULL,
                total_bytes INTEGER NOT NULL,
                reviewed_until TEXT
              ) WITHOUT ROWID
              """,
              """
              CREATE TABLE module_text (
                module TEXT NOT NULL REFERENCES module (id),
                kind TEXT NOT NULL,
                language TEXT NOT NULL,
                text TEXT NOT NULL,
                PRIMARY KEY (module, kind, language)
              ) WITHOUT ROWID
              """,
              """
              CREATE TABLE module_language (
                module TEXT NOT NULL REFERENCES module (id),
                position INTEGER NOT NULL,
                language TEXT NOT NULL,
                PRIMARY KEY (module, position)
              ) WITHOUT ROWID
              """,
              """
              CREATE TABLE curriculum (
                only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
                version INTEGER NOT NULL,
                document TEXT NOT NULL
              )
              """),
          List.of(
              """
              CREATE TABLE spent_token (
                id BLOB PRIMARY KEY,
                key_number INTEGER NOT NULL
              ) WITHOUT ROWID
              """),
          List.of(
              """
              CREATE TABLE device_list (
                account BLOB PRIMARY KEY REFERENCES account (id),
                version INTEGER NOT NULL,
                list BLOB NOT NULL,
                signature BLOB NOT NULL
              ) WITHOUT ROWID
              """),
          List.of(
              """
              CREATE TABLE log_version (
                account BLOB NOT NULL,
                number INTEGER NOT NULL,
                material BLOB NOT NULL,
                position BLOB NOT NULL UNIQUE,
                PRIMARY KEY (account, number)
              ) WITHOUT ROWID
              """,
              """
              CREATE TABLE log_entry (
                position BLOB PRIMARY KEY,
                value BLOB NOT NULL,
                leaf INTEGER NOT NULL
              ) WITHOUT ROWID
              """,
              "CREATE INDEX log_entry_by_leaf ON log_entry (leaf)",
              """
              CREATE TABLE log_leaf (
                number INTEGER PRIMARY KEY,
                hour INTEGER NOT NULL,
                entries INTEGER NOT NULL,
                map_root BLOB NOT NULL
              )
              """,
              """
              CREATE TABLE log_witness (
                only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
                word BLOB NOT NULL
              )
              """),
          List.of(
              "DROP TABLE curriculum",
              """
              CREATE TABLE trust_document (
                name TEXT NOT NULL,
                version INTEGER NOT NULL,
                document TEXT NOT NULL,
                PRIMARY KEY (name, version)
              ) WITHOUT ROWID
              """));

  private Schema() {}

  /// Brings the database up to the newest version, within the transaction that the caller has begun.
  ///
  /// @return whether there was anything to do
  /// @throws SQLException also if a newer version of the program has written it
  static boolean migrate(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int version;
      try (ResultSet result = statement.executeQuery("PRAGMA user_version")) {
        version = result.getInt(1);
      }
      if (version > MIGRATIONS.size()) {
        throw new SQLException("database has schema version " + version);
      }
      for (List<String> migration : MIGRATIONS.subList(version, MIGRATIONS.size())) {
        for (String sql : migration) {
          int _ = statement.executeUpdate(sql);
        }
      }
      if (version == MIGRATIONS.size()) {
        return false; // and nothing is written: an unchanged store opens on a full disk, too
      }
      int _ = statement.executeUpdate("PRAGMA user_version = " + MIGRATIONS.size());
      return true;
    }
  }
}
