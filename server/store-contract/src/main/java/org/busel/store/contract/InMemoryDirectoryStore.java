package org.busel.store.contract;

import java.time.Instant;
import java.util.ArrayList;
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
import org.busel.directory.DirectoryStore;
import org.busel.directory.Hash;
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
