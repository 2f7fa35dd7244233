package org.busel.store.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.busel.directory.Account;
import org.busel.directory.Device;
import org.busel.directory.DeviceListing;
import org.busel.directory.DeviceListing.Entry;
import org.busel.directory.ListOutcome;
import org.busel.directory.ListOutcome.Listed;
import org.busel.directory.ListOutcome.Refused;
import org.busel.directory.Prekeys;
import org.busel.wire.AccountId;
import org.busel.wire.DeviceId;
import org.busel.wire.v1.DeviceList;

/// The lists by which accounts say which devices they have. Within one transaction.
final class DeviceLists {
  private final Connection connection;

  DeviceLists(Connection connection) {
    this.connection = connection;
  }

  ListOutcome link(DeviceListing listing, Device device, Prekeys.Upload keys)
      throws SQLException {
    Optional<Account> account = SqliteDirectoryStore.account(connection, listing.account());
    if (account.isEmpty()) {
      return new Refused();
    }
    if (of(listing.account()).equals(Optional.of(listing))) {
      return account.get().devices().contains(device) ? new Listed(List.of()) : new Refused();
    }
    List<Device> all = new ArrayList<>(account.get().devices());
    all.add(device);
    all.sort(Comparator.comparingInt(it -> it.id().number()));
    if (!isNewer(listing) || !listing.devices().equals(all.stream().map(Entry::of).toList())) {
      return new Refused();
    }
    SqliteDirectoryStore.insert(connection, device, keys);
    put(listing);
    return new Listed(List.of());
  }

  ListOutcome publish(DeviceListing listing) throws SQLException {
    Optional<Account> account = SqliteDirectoryStore.account(connection, listing.account());
    if (account.isEmpty()) {
      return new Refused();
    }
    if (of(listing.account()).equals(Optional.of(listing))) {
      return new Listed(List.of());
    }
    List<DeviceId> gone =
        account.get().devices().stream()
            .filter(it -> !listing.devices().contains(Entry.of(it)))
            .map(Device::id)
            .toList();
    int stay = account.get().devices().size() - gone.size();
    if (!isNewer(listing) || stay != listing.devices().size()) {
      return new Refused();
    }
    for (DeviceId device : gone) {
      remove("one_time_key", "device", device);
      remove("handed_out", "device", device);
      remove("device", "number", device);
    }
    put(listing);
    return new Listed(gone);
  }

  Optional<DeviceListing> of(AccountId account) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT list, signature FROM device_list WHERE account = ?")) {
      select.setBytes(1, account.bytes().toByteArray());
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                listing(
                    account,
                    ByteString.copyFrom(row.getBytes("list")),
                    ByteString.copyFrom(row.getBytes("signature"))))
            : Optional.empty();
      }
    }
  }

  private static DeviceListing listing(AccountId account, ByteString list, ByteString signature)
      throws SQLException {
    try {
      DeviceList read = DeviceList.parseFrom(list);
      List<Entry> devices =
          read.getDevicesList().stream()
              .map(it -> new Entry(it.getDevice(), it.getRegistrationId(), it.getLoginKey()))
              .toList();
      return new DeviceListing(account, read.getVersion(), devices, list, signature);
    } catch (InvalidProtocolBufferException e) {
      throw new SQLException("a device list is harmed", e);
    }
  }

  private boolean isNewer(DeviceListing listing) throws SQLException {
    try (var select =
        connection.prepareStatement("SELECT version FROM device_list WHERE account = ?")) {
      select.setBytes(1, listing.account().bytes().toByteArray());
      try (ResultSet row = select.executeQuery()) {
        return !row.next() || row.getInt("version") < listing.version();
      }
    }
  }

  private void put(DeviceListing listing) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO device_list (account, version, list, signature) VALUES (?, ?,"
                + " ?, ?)")) {
      insert.setBytes(1, listing.account().bytes().toByteArray());
      insert.setInt(2, listing.version());
      insert.setBytes(3, listing.list().toByteArray());
      insert.setBytes(4, listing.signature().toByteArray());
      int _ = insert.executeUpdate();
    }
  }

  private void remove(String table, String numberColumn, DeviceId device) throws SQLException {
    try (var delete =
        connection.prepareStatement(
            "DELETE FROM " + table + " WHERE account = ? AND " + numberColumn + " = ?")) {
      delete.setBytes(1, device.account().bytes().toByteArray());
      delete.setInt(2, device.number());
      int _ = delete.executeUpdate();
    }
  }
}
