package org.busel.store.embedded;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.busel.directory.Device;
import org.busel.directory.Prekeys;
import org.busel.directory.Prekeys.OneTime;
import org.busel.directory.Prekeys.Signed;
import org.busel.wire.DeviceId;
import org.jspecify.annotations.Nullable;

/// The prekeys of one device, within one transaction.
final class OneTimeKeys {
  private static final int EC = 1;
  private static final int KEM = 2;

  private final Connection connection;
  private final byte[] account;
  private final int device;

  OneTimeKeys(Connection connection, DeviceId device) {
    this.connection = connection;
    this.account = device.account().bytes().toByteArray();
    this.device = device.number();
  }

  /// A row of the table; an EC key has no signature.
  private record Key(int id, ByteString publicKey, @Nullable ByteString signature) {}

  boolean deviceExists() throws SQLException {
    try (var select = statement("SELECT 1 FROM device WHERE account = ? AND number = ?");
        ResultSet row = select.executeQuery()) {
      return row.next();
    }
  }

  Prekeys.Counts counts() throws SQLException {
    return new Prekeys.Counts(count(EC), count(KEM));
  }

  private int count(int kind) throws SQLException {
    return number(
        "SELECT count(*) FROM one_time_key WHERE account = ? AND device = ? AND kind = ?", kind);
  }

  private int number(String sql, int kind) throws SQLException {
    try (var select = statement(sql)) {
      select.setInt(3, kind);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }

  /// Adds the one-time keys. When this returns false, the transaction must be rolled back.
  boolean add(Prekeys.Upload upload) throws SQLException {
    for (OneTime key : upload.oneTimeEc()) {
      if (!add(EC, new Key(key.id(), key.publicKey(), null))) {
        return false;
      }
    }
    for (Signed key : upload.oneTimeKem()) {
      if (!add(KEM, new Key(key.id(), key.publicKey(), key.signature()))) {
        return false;
      }
    }
    return count(EC) <= Prekeys.MAX_ONE_TIME && count(KEM) <= Prekeys.MAX_ONE_TIME;
  }

  /// Adds a key unless it is there or was handed out.
  ///
  /// @return false if another key has its id
  private boolean add(int kind, Key key) throws SQLException {
    if (wasHandedOut(kind, key)) {
      return true;
    }
    try (var select =
        statement(
            """
            SELECT id, public_key, signature FROM one_time_key
            WHERE account = ? AND device = ? AND kind = ? AND id = ?
            """)) {
      select.setInt(3, kind);
      select.setInt(4, key.id());
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          return key(row).equals(key);
        }
      }
    }
    try (var insert =
        statement(
            """
            INSERT INTO one_time_key (account, device, kind, position, id, public_key, signature)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)) {
      insert.setInt(3, kind);
      insert.setInt(4, 1 + last("one_time_key", kind));
      insert.setInt(5, key.id());
      insert.setBytes(6, key.publicKey().toByteArray());
      ByteString signature = key.signature();
      insert.setBytes(7, signature == null ? null : signature.toByteArray());
      return insert.executeUpdate() == 1;
    }
  }

  private static Key key(ResultSet row) throws SQLException {
    byte[] signature = row.getBytes("signature");
    return new Key(
        row.getInt("id"),
        ByteString.copyFrom(row.getBytes("public_key")),
        signature == null ? null : ByteString.copyFrom(signature));
  }

  private boolean wasHandedOut(int kind, Key key) throws SQLException {
    try (var select =
        statement(
            "SELECT 1 FROM handed_out WHERE account = ? AND device = ? AND kind = ? AND key_hash ="
                + " ?")) {
      select.setInt(3, kind);
      select.setBytes(4, hash(key));
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  /// The highest position that is taken in `table`. Positions only say which key came before which.
  private int last(String table, int kind) throws SQLException {
    return number(
        "SELECT max(position) FROM " + table + " WHERE account = ? AND device = ? AND kind = ?",
        kind);
  }

  /// Takes one key of each kind, for one sender. They are gone as soon as the transaction is committed.
  Prekeys.Bundle take(Device owner) throws SQLException {
    Optional<OneTime> ec = take(EC).map(key -> new OneTime(key.id(), key.publicKey()));
    Optional<Signed> kem = take(KEM).map(OneTimeKeys::signed);
    try (var select =
            statement(
                """
                SELECT signed_prekey_id, signed_prekey, signed_prekey_signature,
                  last_resort_id, last_resort, last_resort_signature
                FROM device WHERE account = ? AND number = ?
                """);
        ResultSet row = select.executeQuery()) {
      Signed signedPrekey = signed(row, 1);
      return new Prekeys.Bundle(
          owner, signedPrekey, ec, kem.isPresent() ? kem.get() : signed(row, 4));
    }
  }

  private static Signed signed(Key key) {
    ByteString signature = key.signature();
    if (signature == null) {
      throw new IllegalStateException("a KEM key always has a signature");
    }
    return new Signed(key.id(), key.publicKey(), signature);
  }

  private static Signed signed(ResultSet row, int column) throws SQLException {
    return new Signed(
        row.getInt(column),
        ByteString.copyFrom(row.getBytes(column + 1)),
        ByteString.copyFrom(row.getBytes(column + 2)));
  }

  private Optional<Key> take(int kind) throws SQLException {
    Key key;
    try (var delete =
        statement(
            """
            DELETE FROM one_time_key WHERE account = ? AND device = ? AND kind = ? AND position =
              (SELECT min(position) FROM one_time_key WHERE account = ?1 AND device = ?2 AND kind = ?3)
            RETURNING id, public_key, signature
            """)) {
      delete.setInt(3, kind);
      try (ResultSet row = delete.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        key = key(row);
      }
    }
    remember(kind, key);
    return Optional.of(key);
  }

  private void remember(int kind, Key key) throws SQLException {
    int position = 1 + last("handed_out", kind);
    try (var insert = statement("INSERT INTO handed_out VALUES (?, ?, ?, ?, ?)")) {
      insert.setInt(3, kind);
      insert.setInt(4, position);
      insert.setBytes(5, hash(key));
      int _ = insert.executeUpdate();
    }
    try (var delete =
        statement(
            "DELETE FROM handed_out WHERE account = ? AND device = ? AND kind = ? AND position <="
                + " ?")) {
      delete.setInt(3, kind);
      delete.setInt(4, position - Prekeys.REMEMBERED);
      int _ = delete.executeUpdate();
    }
  }

  /// Replaces those of the signed keys that are brought.
  void replaceSigned(Prekeys.Upload upload) throws SQLException {
    if (upload.signedPrekey().isPresent()) {
      replace("signed_prekey", upload.signedPrekey().get());
    }
    if (upload.lastResortKem().isPresent()) {
      replace("last_resort", upload.lastResortKem().get());
    }
  }

  private void replace(String column, Signed key) throws SQLException {
    try (var update =
        statement(
            "UPDATE device SET (%1$s_id, %1$s, %1$s_signature) = (?3, ?4, ?5) WHERE account = ?1 AND number = ?2"
                .formatted(column))) {
      set(update, 3, key);
      int _ = update.executeUpdate();
    }
  }

  /// Sets three parameters from the `first` on.
  static void set(PreparedStatement statement, int first, Signed key) throws SQLException {
    statement.setInt(first, key.id());
    statement.setBytes(first + 1, key.publicKey().toByteArray());
    statement.setBytes(first + 2, key.signature().toByteArray());
  }

  /// A statement whose first two parameters are this device.
  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setBytes(1, account);
    statement.setInt(2, device);
    return statement;
  }

  private static byte[] hash(Key key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.publicKey().toByteArray());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
