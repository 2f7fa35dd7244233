package org.busel.store.contract;

import static java.util.stream.Collectors.partitioningBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.busel.directory.Account;
import org.busel.directory.AddKeysOutcome;
import org.busel.directory.AddKeysOutcome.Added;
import org.busel.directory.AddKeysOutcome.NoSuchDevice;
import org.busel.directory.AddKeysOutcome.TooMany;
import org.busel.directory.Device;
import org.busel.directory.DeviceListing;
import org.busel.directory.DeviceListing.Entry;
import org.busel.directory.DirectoryStore;
import org.busel.directory.Hash;
import org.busel.directory.ListOutcome;
import org.busel.directory.ListOutcome.Listed;
import org.busel.directory.ListOutcome.Refused;
import org.busel.directory.Prekeys;
import org.busel.directory.RegisterOutcome;
import org.busel.directory.RegisterOutcome.AccountTaken;
import org.busel.directory.RegisterOutcome.InvitationExpired;
import org.busel.directory.RegisterOutcome.InvitationUnknown;
import org.busel.directory.RegisterOutcome.InvitationUsed;
import org.busel.directory.RegisterOutcome.Registered;
import org.busel.wire.AccountId;
import org.busel.wire.DeviceId;

/// The directory in memory, under one lock.
final class InMemoryDirectoryStore implements DirectoryStore {
  private final Map<Hash, Instant> unused = new HashMap<>(); // guarded by this
  private final Set<Hash> used = new HashSet<>(); // guarded by this
  private final Map<AccountId, Account> accounts = new HashMap<>(); // guarded by this
  private final Map<DeviceId, InMemoryPrekeys> keys = new HashMap<>(); // guarded by this
  private final Map<AccountId, DeviceListing> lists = new HashMap<>(); // guarded by this

  @Override
  public synchronized void invite(Hash invitation, Instant expiresAt) {
    if (!used.contains(invitation)) {
      unused.putIfAbsent(invitation, expiresAt);
    }
  }

  @Override
  public synchronized boolean revoke(Hash invitation) {
    return unused.remove(invitation) != null;
  }

  @Override
  public synchronized RegisterOutcome register(
      Hash invitation, Account account, Prekeys.Upload upload, Instant now) {
    if (account.devices().size() != 1 || !upload.suitsANewDevice()) {
      throw new IllegalArgumentException("not what a new account begins with");
    }
    if (used.contains(invitation)) {
      return account.equals(accounts.get(account.id())) ? new Registered() : new InvitationUsed();
    }
    Instant expiresAt = unused.get(invitation);
    if (expiresAt == null) {
      return new InvitationUnknown();
    }
    if (!expiresAt.isAfter(now)) {
      return new InvitationExpired();
    }
    if (accounts.containsKey(account.id())) {
      return new AccountTaken();
    }
    unused.remove(invitation);
    used.add(invitation);
    accounts.put(account.id(), account);
    keys.put(account.devices().getFirst().id(), new InMemoryPrekeys(upload));
    return new Registered();
  }

  @Override
  public synchronized Optional<Account> account(AccountId id) {
    return Optional.ofNullable(accounts.get(id));
  }

  @Override
  public synchronized ListOutcome link(
      DeviceListing listing, Device device, Prekeys.Upload upload) {
    if (!upload.suitsANewDevice()) {
      throw new IllegalArgumentException("not what a new device begins with");
    }
    Account account = accounts.get(listing.account());
    if (account == null) {
      return new Refused();
    }
    if (listing.equals(lists.get(listing.account()))) {
      return account.devices().contains(device) ? new Listed(List.of()) : new Refused();
    }
    List<Device> all = new ArrayList<>(account.devices());
    all.add(device);
    all.sort(Comparator.comparingInt(it -> it.id().number()));
    if (!isNewer(listing) || !listing.devices().equals(all.stream().map(Entry::of).toList())) {
      return new Refused();
    }
    accounts.put(account.id(), new Account(account.id(), account.capability(), all));
    keys.put(device.id(), new InMemoryPrekeys(upload));
    lists.put(account.id(), listing);
    return new Listed(List.of());
  }

  @Override
  public synchronized ListOutcome publish(DeviceListing listing) {
    Account account = accounts.get(listing.account());
    if (account == null) {
      return new Refused();
    }
    if (listing.equals(lists.get(listing.account()))) {
      return new Listed(List.of());
    }
    Map<Boolean, List<Device>> named =
        account.devices().stream()
            .collect(partitioningBy(it -> listing.devices().contains(Entry.of(it))));
    List<Device> stay = named.getOrDefault(true, List.of());
    if (!isNewer(listing) || stay.size() != listing.devices().size()) {
      return new Refused();
    }
    List<DeviceId> gone = named.getOrDefault(false, List.of()).stream().map(Device::id).toList();
    gone.forEach(keys::remove);
    accounts.put(account.id(), new Account(account.id(), account.capability(), stay));
    lists.put(account.id(), listing);
    return new Listed(gone);
  }

  private boolean isNewer(DeviceListing listing) {
    DeviceListing before = lists.get(listing.account());
    return before == null || before.version() < listing.version();
  }

  @Override
  public synchronized Optional<DeviceListing> deviceList(AccountId account) {
    return Optional.ofNullable(lists.get(account));
  }

  @Override
  public synchronized AddKeysOutcome addKeys(DeviceId device, Prekeys.Upload upload) {
    InMemoryPrekeys present = keys.get(device);
    if (present == null) {
      return new NoSuchDevice();
    }
    return present.add(upload) ? new Added(present.counts()) : new TooMany();
  }

  @Override
  public synchronized Prekeys.Counts countKeys(DeviceId device) {
    InMemoryPrekeys present = keys.get(device);
    return present == null ? new Prekeys.Counts(0, 0) : present.counts();
  }

  @Override
  public synchronized List<Prekeys.Bundle> takeBundles(AccountId id) {
    Account account = accounts.get(id);
    if (account == null) {
      return List.of();
    }
    List<Prekeys.Bundle> bundles = new ArrayList<>();
    for (Device device : account.devices()) {
      InMemoryPrekeys present = keys.get(device.id());
      if (present != null) {
        bundles.add(present.take(device));
      }
    }
    return bundles;
  }
}
