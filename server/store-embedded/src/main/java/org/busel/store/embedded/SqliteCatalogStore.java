package org.busel.store.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.busel.catalog.AdmitOutcome;
import org.busel.catalog.AdmitOutcome.Admitted;
import org.busel.catalog.AdmitOutcome.AlreadyAdmitted;
import org.busel.catalog.AdmitOutcome.NotNewer;
import org.busel.catalog.BlobId;
import org.busel.catalog.CatalogEntry;
import org.busel.catalog.CatalogStore;
import org.busel.catalog.TrustDocument;

/// The catalogue in SQLite. Every call is one transaction.
final class SqliteCatalogStore implements CatalogStore {
  private final Database database;

  SqliteCatalogStore(Database database) {
    this.database = database;
  }

  @Override
  public AdmitOutcome admit(CatalogEntry entry) {
    return database.write(
        "admitting a module",
        connection -> {
          try (var select =
              connection.prepareStatement("SELECT version, manifest FROM module WHERE id = ?")) {
            select.setString(1, entry.module());
            AdmitOutcome outcome = judge(select.executeQuery(), entry.version(), entry.manifest());
            if (outcome instanceof Admitted) {
              replace(connection, entry);
            }
            return outcome;
          }
        });
  }

  /// @param row whose first columns are the present version and id
  private static AdmitOutcome judge(ResultSet row, int offered, BlobId offeredId)
      throws SQLException {
    try (row) {
      if (!row.next() || row.getInt(1) < offered) {
        return new Admitted();
      }
      return row.getInt(1) == offered && row.getString(2).equals(offeredId.hex())
          ? new AlreadyAdmitted()
          : new NotNewer(row.getInt(1));
    }
  }

  private static void replace(Connection connection, CatalogEntry entry) throws SQLException {
    for (String table : List.of("module_text", "module_language")) {
      try (var delete = connection.prepareStatement("DELETE FROM " + table + " WHERE module = ?")) {
        delete.setString(1, entry.module());
        int _ = delete.executeUpdate();
      }
    }
    try (var upsert =
        connection.prepareStatement(
            """
            INSERT INTO module (id, version, manifest, level, minutes, total_bytes, reviewed_until)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
              (version, manifest, level, minutes, total_bytes, reviewed_until) =
              (excluded.version, excluded.manifest, excluded.level, excluded.minutes,
                excluded.total_bytes, excluded.reviewed_until)
            """)) {
      upsert.setString(1, entry.module());
      upsert.setInt(2, entry.version());
      upsert.setString(3, entry.manifest().hex());
      upsert.setString(4, entry.level());
      upsert.setInt(5, entry.minutes());
      upsert.setLong(6, entry.totalBytes());
      upsert.setString(7, entry.reviewedUntil().map(LocalDate::toString).orElse(null));
      int _ = upsert.executeUpdate();
    }
    insertTexts(connection, entry.module(), "title", entry.titles());
    insertTexts(connection, entry.module(), "summary", entry.summaries());
    try (var insert = connection.prepareStatement("INSERT INTO module_language VALUES (?, ?, ?)")) {
      int position = 0;
      for (String language : entry.languages()) {
        insert.setString(1, entry.module());
        insert.setInt(2, position++);
        insert.setString(3, language);
        int _ = insert.executeUpdate();
      }
    }
  }

  private static void insertTexts(
      Connection connection, String module, String kind, Map<String, String> texts)
      throws SQLException {
    try (var insert = connection.prepareStatement("INSERT INTO module_text VALUES (?, ?, ?, ?)")) {
      for (var text : texts.entrySet()) {
        insert.setString(1, module);
        insert.setString(2, kind);
        insert.setString(3, text.getKey());
        insert.setString(4, text.getValue());
        int _ = insert.executeUpdate();
      }
    }
  }

  @Override
  public List<CatalogEntry> list() {
    return database.read(
        "listing modules",
        connection -> {
          try (var select = connection.prepareStatement("SELECT * FROM module ORDER BY id")) {
            return entries(connection, select);
          }
        });
  }

  @Override
  public Optional<CatalogEntry> find(String module) {
    return database.read(
        "looking a module up",
        connection -> {
          try (var select = connection.prepareStatement("SELECT * FROM module WHERE id = ?")) {
            select.setString(1, module);
            return entries(connection, select).stream().findFirst();
          }
        });
  }

  private static List<CatalogEntry> entries(Connection connection, PreparedStatement select)
      throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      List<CatalogEntry> entries = new ArrayList<>();
      while (row.next()) {
        entries.add(entry(connection, row));
      }
      return List.copyOf(entries);
    }
  }

  private static CatalogEntry entry(Connection connection, ResultSet row) throws SQLException {
    String module = row.getString("id");
    return new CatalogEntry(
        module,
        row.getInt("version"),
        new BlobId(row.getString("manifest")),
        texts(connection, module, "title"),
        texts(connection, module, "summary"),
        languages(connection, module),
        row.getString("level"),
        row.getInt("minutes"),
        row.getLong("total_bytes"),
        Optional.ofNullable(row.getString("reviewed_until")).map(LocalDate::parse));
  }

  private static Map<String, String> texts(Connection connection, String module, String kind)
      throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT language, text FROM module_text WHERE module = ? AND kind = ?")) {
      select.setString(1, module);
      select.setString(2, kind);
      try (ResultSet row = select.executeQuery()) {
        Map<String, String> texts = new HashMap<>();
        while (row.next()) {
          texts.put(row.getString("language"), row.getString("text"));
        }
        return texts;
      }
    }
  }

  private static List<String> languages(Connection connection, String module) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT language FROM module_language WHERE module = ? ORDER BY position")) {
      select.setString(1, module);
      try (ResultSet row = select.executeQuery()) {
        List<String> languages = new ArrayList<>();
        while (row.next()) {
          languages.add(row.getString("language"));
        }
        return languages;
      }
    }
  }

  @Override
  public void withdraw(String module) {
    boolean _ =
        database.write(
        "withdrawing a module",
        connection -> {
          for (String sql :
              List.of(
                  "DELETE FROM module_text WHERE module = ?",
                  "DELETE FROM module_language WHERE module = ?",
                  "DELETE FROM module WHERE id = ?")) {
            try (var delete = connection.prepareStatement(sql)) {
              delete.setString(1, module);
              int _ = delete.executeUpdate();
            }
          }
          return true;
        });
  }

  @Override
  public AdmitOutcome admitDocument(TrustDocument offered) {
    return database.write(
        "admitting a signed document",
        connection -> {
          AdmitOutcome outcome;
          try (var select =
              connection.prepareStatement(
                  "SELECT version, document FROM trust_document WHERE name = ?"
                      + " ORDER BY version DESC LIMIT 1")) {
            select.setString(1, offered.name());
            outcome = judge(select.executeQuery(), offered.version(), offered.document());
          }
          if (outcome instanceof Admitted) {
            keep(connection, offered);
          }
          return outcome;
        });
  }

  private static void keep(Connection connection, TrustDocument offered) throws SQLException {
    try (var insert = connection.prepareStatement("INSERT INTO trust_document VALUES (?, ?, ?)")) {
      insert.setString(1, offered.name());
      insert.setInt(2, offered.version());
      insert.setString(3, offered.document().hex());
      int _ = insert.executeUpdate();
    }
    try (var forget =
        connection.prepareStatement(
            "DELETE FROM trust_document WHERE name = ? AND version <= (SELECT version FROM"
                + " trust_document WHERE name = ? ORDER BY version DESC LIMIT 1 OFFSET ?)")) {
      forget.setString(1, offered.name());
      forget.setString(2, offered.name());
      forget.setInt(3, KEPT_VERSIONS);
      int _ = forget.executeUpdate();
    }
  }

  @Override
  public Optional<TrustDocument> document(String name) {
    return database.read(
        "reading a signed document",
        connection -> {
          try (var select =
              connection.prepareStatement(
                  "SELECT * FROM trust_document WHERE name = ? ORDER BY version DESC LIMIT 1")) {
            select.setString(1, name);
            return documents(select).stream().findFirst();
          }
        });
  }

  @Override
  public Optional<TrustDocument> document(String name, int version) {
    return database.read(
        "reading a signed document",
        connection -> {
          try (var select =
              connection.prepareStatement(
                  "SELECT * FROM trust_document WHERE name = ? AND version = ?")) {
            select.setString(1, name);
            select.setInt(2, version);
            return documents(select).stream().findFirst();
          }
        });
  }

  @Override
  public List<TrustDocument> documents() {
    return database.read(
        "listing signed documents",
        connection -> {
          try (var select =
              connection.prepareStatement(
                  "SELECT * FROM trust_document AS newest WHERE version = (SELECT MAX(version)"
                      + " FROM trust_document WHERE name = newest.name) ORDER BY name")) {
            return documents(select);
          }
        });
  }

  private static List<TrustDocument> documents(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      List<TrustDocument> documents = new ArrayList<>();
      while (row.next()) {
        documents.add(
            new TrustDocument(
                row.getString("name"),
                row.getInt("version"),
                new BlobId(row.getString("document"))));
      }
      return List.copyOf(documents);
    }
  }
}
