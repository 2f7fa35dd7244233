package org.busel.store.embedded;

import com.google.protobuf.ByteString;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.busel.keylog.KeyLogStore;
import org.busel.keylog.KeyVersion;
import org.busel.wire.AccountId;
import org.busel.wire.log.MapRow;
import org.busel.wire.v1.LogLeaf;

/// The key log in SQLite. Every call is one transaction.
final class SqliteKeyLogStore implements KeyLogStore {
  /// In place of the number of a leaf.
  private static final int WAITING = -1;

  private final Database database;

  SqliteKeyLogStore(Database database) {
    this.database = database;
  }

  @Override
  public List<KeyVersion> versions(AccountId account) {
    return database.read("reading key versions", connection -> versions(connection, account));
  }

  private static List<KeyVersion> versions(Connection connection, AccountId account)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT number, material FROM log_version WHERE account = ? ORDER BY number")) {
      select.setBytes(1, account.bytes().toByteArray());
      try (ResultSet row = select.executeQuery()) {
        List<KeyVersion> versions = new ArrayList<>();
        while (row.next()) {
          versions.add(new KeyVersion(row.getInt(1), ByteString.copyFrom(row.getBytes(2))));
        }
        return versions;
      }
    }
  }

  @Override
  public boolean record(AccountId account, KeyVersion version, MapRow entry) {
    return database.write(
        "recording a key version",
        connection -> {
          List<KeyVersion> known = versions(connection, account);
          int newest = known.isEmpty() ? 0 : known.getLast().number();
          if (version.number() != newest + 1) {
            return false;
          }
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO log_version (account, number, material, position)"
                      + " VALUES (?, ?, ?, ?)")) {
            insert.setBytes(1, account.bytes().toByteArray());
            insert.setInt(2, version.number());
            insert.setBytes(3, version.material().toByteArray());
            insert.setBytes(4, entry.position().toByteArray());
            int _ = insert.executeUpdate();
          }
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO log_entry (position, value, leaf) VALUES (?, ?, ?)")) {
            insert.setBytes(1, entry.position().toByteArray());
            insert.setBytes(2, entry.value().toByteArray());
            insert.setInt(3, WAITING);
            int _ = insert.executeUpdate();
          }
          return true;
        });
  }

  @Override
  public List<MapRow> waiting(int limit) {
    return entries("reading entries that wait", WAITING, limit);
  }

  @Override
  public void add(int number, LogLeaf leaf, List<MapRow> entries) {
    boolean added =
        database.write(
            "adding a leaf",
            connection -> add(connection, number, leaf, entries),
            isWhole -> isWhole);
    if (!added) {
      throw new IllegalArgumentException("not the next leaf");
    }
  }

  private static boolean add(
      Connection connection, int number, LogLeaf leaf, List<MapRow> entries) throws SQLException {
    try (PreparedStatement count = connection.prepareStatement("SELECT count(*) FROM log_leaf");
        ResultSet row = count.executeQuery()) {
      if (!row.next() || row.getInt(1) != number) {
        return false;
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO log_leaf (number, hour, entries, map_root) VALUES (?, ?, ?, ?)")) {
      insert.setInt(1, number);
      insert.setInt(2, leaf.getHour());
      insert.setLong(3, leaf.getEntries());
      insert.setBytes(4, leaf.getMapRoot().toByteArray());
      int _ = insert.executeUpdate();
    }
    try (PreparedStatement take =
            connection.prepareStatement(
                "UPDATE log_entry SET leaf = ? WHERE position = ? AND leaf = ?");
        PreparedStatement forget =
            connection.prepareStatement(
                """
                DELETE FROM log_version AS old WHERE EXISTS (
                  SELECT 1 FROM log_version AS new
                  WHERE new.position = ? AND new.account = old.account AND new.number > old.number)
                """)) {
      for (MapRow entry : entries) {
        byte[] position = entry.position().toByteArray();
        take.setInt(1, number);
        take.setBytes(2, position);
        take.setInt(3, WAITING);
        if (take.executeUpdate() != 1) {
          return false;
        }
        forget.setBytes(1, position);
        int _ = forget.executeUpdate();
      }
    }
    return true;
  }

  @Override
  public List<LogLeaf> leaves() {
    return database.read(
        "reading leaves",
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "SELECT hour, entries, map_root FROM log_leaf ORDER BY number");
              ResultSet row = select.executeQuery()) {
            List<LogLeaf> leaves = new ArrayList<>();
            while (row.next()) {
              leaves.add(
                  LogLeaf.newBuilder()
                      .setHour(row.getInt(1))
                      .setEntries(row.getLong(2))
                      .setMapRoot(ByteString.copyFrom(row.getBytes(3)))
                      .build());
            }
            return leaves;
          }
        });
  }

  @Override
  public List<MapRow> entriesOf(int leaf) {
    return leaf < 0 ? List.of() : entries("reading a leaf", leaf, Integer.MAX_VALUE);
  }

  private List<MapRow> entries(String doing, int leaf, int limit) {
    return database.read(
        doing,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT position, value FROM log_entry WHERE leaf = ? ORDER BY position LIMIT ?")) {
            select.setInt(1, leaf);
            select.setInt(2, limit);
            return rows(select);
          }
        });
  }

  @Override
  public List<MapRow> between(ByteString first, ByteString last) {
    return database.read(
        "reading a part of the map",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT position, value FROM log_entry"
                      + " WHERE position BETWEEN ? AND ? AND leaf >= 0 ORDER BY position")) {
            select.setBytes(1, first.toByteArray());
            select.setBytes(2, last.toByteArray());
            return rows(select);
          }
        });
  }

  private static List<MapRow> rows(PreparedStatement select) throws SQLException {
    List<MapRow> rows = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        rows.add(row(row));
      }
    }
    return rows;
  }

  private static MapRow row(ResultSet row) throws SQLException {
    return new MapRow(
        ByteString.copyFrom(row.getBytes(1)), ByteString.copyFrom(row.getBytes(2)));
  }

  @Override
  public void forEach(Consumer<MapRow> each) {
    int _ =
        database.read(
            "reading the map",
            connection -> {
              try (PreparedStatement select =
                      connection.prepareStatement(
                          "SELECT position, value FROM log_entry WHERE leaf >= 0 ORDER BY position");
                  ResultSet row = select.executeQuery()) {
                int count = 0;
                while (row.next()) {
                  each.accept(row(row));
                  count++;
                }
                return count;
              }
            });
  }

  @Override
  public Optional<ByteString> witnessed() {
    return database.read(
        "reading the witness's word",
        connection -> {
          try (PreparedStatement select = connection.prepareStatement("SELECT word FROM log_witness");
              ResultSet row = select.executeQuery()) {
            return row.next()
                ? Optional.of(ByteString.copyFrom(row.getBytes(1)))
                : Optional.empty();
          }
        });
  }

  @Override
  public void witnessed(ByteString word) {
    int _ =
        database.write(
            "keeping the witness's word",
            connection -> {
              try (PreparedStatement replace =
                  connection.prepareStatement(
                      "INSERT OR REPLACE INTO log_witness (only_row, word) VALUES (1, ?)")) {
                replace.setBytes(1, word.toByteArray());
                return replace.executeUpdate();
              }
            });
  }
}
