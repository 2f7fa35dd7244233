package org.busel.store.embedded;

import com.google.protobuf.ByteString;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.directory.Account;
import org.busel.directory.AddKeysOutcome;
import org.busel.directory.AddKeysOutcome.Added;
import org.busel.directory.AddKeysOutcome.NoSuchDevice;
import org.busel.directory.AddKeysOutcome.TooMany;
import org.busel.directory.Device;
import org.busel.directory.DeviceListing;
import org.busel.directory.DirectoryStore;
import org.busel.directory.Hash;
import org.busel.directory.ListOutcome;
import org.busel.directory.Prekeys;
import org.busel.directory.RegisterOutcome;
import org.busel.directory.RegisterOutcome.AccountTaken;
import org.busel.directory.RegisterOutcome.InvitationExpired;
import org.busel.directory.RegisterOutcome.InvitationUnknown;
import org.busel.directory.RegisterOutcome.InvitationUsed;
import org.busel.directory.RegisterOutcome.Registered;
import org.busel.wire.AccountId;
import org.busel.wire.DeviceId;

/// The directory in SQLite. Every call is one transaction.
final class SqliteDirectoryStore implements DirectoryStore {
  private final Database database;

  SqliteDirectoryStore(Database database) {
    this.database = database;
  }

  @Override
  public void invite(Hash invitation, Instant expiresAt) {
    int _ =
        database.write(
            "keeping an invitation",
            connection -> {
              try (var insert =
                  connection.prepareStatement(
                      "INSERT OR IGNORE INTO invitation (hash, expires_at, used) VALUES (?, ?,"
                          + " 0)")) {
                insert.setBytes(1, invitation.bytes().toByteArray());
                insert.setLong(2, expiresAt.toEpochMilli());
                return insert.executeUpdate();
              }
            });
  }

  @Override
  public boolean revoke(Hash invitation) {
    return database.write(
        "revoking an invitation",
        connection -> {
          try (var delete =
              connection.prepareStatement("DELETE FROM invitation WHERE hash = ? AND used = 0")) {
            delete.setBytes(1, invitation.bytes().toByteArray());
            return delete.executeUpdate() == 1;
          }
        });
  }

  @Override
  public RegisterOutcome register(
      Hash invitation, Account account, Prekeys.Upload keys, Instant now) {
    if (account.devices().size() != 1 || !keys.suitsANewDevice()) {
      throw new IllegalArgumentException("not what a new account begins with");
    }
    return database.write(
        "registering an account",
        connection -> register(connection, invitation, account, keys, now));
  }

  private static RegisterOutcome register(
      Connection connection, Hash invitation, Account account, Prekeys.Upload keys, Instant now)
      throws SQLException {
    Optional<Account> present = account(connection, account.id());
    try (var select =
        connection.prepareStatement("SELECT expires_at, used FROM invitation WHERE hash = ?")) {
      select.setBytes(1, invitation.bytes().toByteArray());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return new InvitationUnknown();
        }
        if (row.getBoolean("used")) {
          return present.equals(Optional.of(account)) ? new Registered() : new InvitationUsed();
        }
        if (row.getLong("expires_at") <= now.toEpochMilli()) {
          return new InvitationExpired();
        }
      }
    }
    if (present.isPresent()) {
      return new AccountTaken();
    }
    try (var use = connection.prepareStatement("UPDATE invitation SET used = 1 WHERE hash = ?")) {
      use.setBytes(1, invitation.bytes().toByteArray());
      int _ = use.executeUpdate();
    }
    insert(connection, account, keys);
    return new Registered();
  }

  private static void insert(Connection connection, Account account, Prekeys.Upload keys)
      throws SQLException {
    byte[] id = account.id().bytes().toByteArray();
    try (var insert =
        connection.prepareStatement("INSERT INTO account (id, capability) VALUES (?, ?)")) {
      insert.setBytes(1, id);
      insert.setBytes(2, account.capability().bytes().toByteArray());
      int _ = insert.executeUpdate();
    }
    insert(connection, account.devices().getFirst(), keys);
  }

  /// Adds a device with its keys to an account that is there.
  static void insert(Connection connection, Device device, Prekeys.Upload keys)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO device VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setBytes(1, device.id().account().bytes().toByteArray());
      insert.setInt(2, device.id().number());
      insert.setBytes(3, device.loginKey().toByteArray());
      insert.setBytes(4, device.identityKey().toByteArray());
      insert.setInt(5, device.registrationId());
      OneTimeKeys.set(insert, 6, keys.signedPrekey().orElseThrow());
      OneTimeKeys.set(insert, 9, keys.lastResortKem().orElseThrow());
      int _ = insert.executeUpdate();
    }
    boolean added = new OneTimeKeys(connection, device.id()).add(keys);
    if (!added) {
      throw new IllegalStateException("keys that suit a new device were refused");
    }
  }

  @Override
  public Optional<Account> account(AccountId id) {
    return database.read("looking an account up", connection -> account(connection, id));
  }

  static Optional<Account> account(Connection connection, AccountId id)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT capability, number, login_key, identity_key, registration_id
            FROM account JOIN device ON account.id = device.account
            WHERE account.id = ? ORDER BY number
            """)) {
      select.setBytes(1, id.bytes().toByteArray());
      try (ResultSet row = select.executeQuery()) {
        List<Device> devices = new ArrayList<>();
        Optional<Hash> capability = Optional.empty();
        while (row.next()) {
          capability = Optional.of(new Hash(ByteString.copyFrom(row.getBytes("capability"))));
          devices.add(
              new Device(
                  new DeviceId(id, row.getInt("number")),
                  ByteString.copyFrom(row.getBytes("login_key")),
                  ByteString.copyFrom(row.getBytes("identity_key")),
                  row.getInt("registration_id")));
        }
        return capability.map(hash -> new Account(id, hash, devices));
      }
    }
  }

  @Override
  public ListOutcome link(DeviceListing listing, Device device, Prekeys.Upload keys) {
    if (!keys.suitsANewDevice()) {
      throw new IllegalArgumentException("not what a new device begins with");
    }
    return database.write(
        "linking a device",
        connection -> new DeviceLists(connection).link(listing, device, keys));
  }

  @Override
  public ListOutcome publish(DeviceListing listing) {
    return database.write(
        "publishing a device list", connection -> new DeviceLists(connection).publish(listing));
  }

  @Override
  public Optional<DeviceListing> deviceList(AccountId account) {
    return database.read(
        "looking a device list up", connection -> new DeviceLists(connection).of(account));
  }

  @Override
  public AddKeysOutcome addKeys(DeviceId device, Prekeys.Upload keys) {
    return database.write(
        "adding prekeys",
        connection -> {
          OneTimeKeys present = new OneTimeKeys(connection, device);
          if (!present.deviceExists()) {
            return new NoSuchDevice();
          }
          if (!present.add(keys)) {
            return new TooMany();
          }
          present.replaceSigned(keys);
          return new Added(present.counts());
        },
        outcome -> !(outcome instanceof TooMany));
  }

  @Override
  public Prekeys.Counts countKeys(DeviceId device) {
    return database.read(
        "counting prekeys", connection -> new OneTimeKeys(connection, device).counts());
  }

  @Override
  public List<Prekeys.Bundle> takeBundles(AccountId id) {
    return database.write(
        "taking prekeys",
        connection -> {
          List<Prekeys.Bundle> bundles = new ArrayList<>();
          Optional<Account> account = account(connection, id);
          if (account.isPresent()) {
            for (Device device : account.get().devices()) {
              bundles.add(new OneTimeKeys(connection, device.id()).take(device));
            }
          }
          return List.copyOf(bundles);
        });
  }
}
