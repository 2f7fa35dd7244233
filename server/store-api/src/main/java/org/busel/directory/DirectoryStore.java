package org.busel.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.busel.wire.AccountId;
import org.busel.wire.DeviceId;

/// Accounts, devices, prekeys and invitations.
///
/// Calls block and are made from virtual threads. Safe for many threads at once. Everything that a call has returned
/// is durable. Every call may throw [org.busel.store.StoreUnavailableException]; repeating it is safe.
public interface DirectoryStore {
  /// Makes an invitation good for one registration until `expiresAt`. An invitation that is there already, used or
  /// not, stays as it is.
  ///
  /// @param invitation hash of the token
  void invite(Hash invitation, Instant expiresAt);

  /// Takes an unused invitation back; afterwards it is unknown.
  ///
  /// @return whether there was one
  boolean revoke(Hash invitation);

  /// Uses up an invitation and creates an account with its first device and that device's keys, all or nothing.
  ///
  /// Which account used which invitation is not kept. A repeat is recognised by the account: the same id, capability,
  /// keys and registration id, with an invitation that is used up.
  ///
  /// @param account with exactly one device
  /// @param keys with signed prekey and last-resort KEM key present, and at most [Prekeys#MAX_ONE_TIME] one-time keys
  ///     of each kind, all with different ids
  /// @throws IllegalArgumentException if `account` or `keys` are not as said
  RegisterOutcome register(Hash invitation, Account account, Prekeys.Upload keys, Instant now);

  /// The account, if there is one.
  Optional<Account> account(AccountId id);

  /// Adds a device and its keys to an account and puts `listing` in place of the list before, all or nothing.
  ///
  /// @param listing newer than the list before; it names exactly the devices that the account has, and `device`
  /// @param keys with signed prekey and last-resort KEM key present, as for [#register]
  /// @throws IllegalArgumentException if `keys` are not as said
  ListOutcome link(DeviceListing listing, Device device, Prekeys.Upload keys);

  /// Puts `listing` in place of the list before, and removes the devices that it does not name with all their keys, all
  /// or nothing.
  ///
  /// @param listing newer than the list before; it names no device that the account does not have
  ListOutcome publish(DeviceListing listing);

  /// The list that was last put there, if any was.
  Optional<DeviceListing> deviceList(AccountId account);

  /// Replaces the signed keys that are present and adds the one-time keys, all or nothing.
  ///
  /// A one-time key that the device holds already, and one that was among the last [Prekeys#REMEMBERED] handed out, is
  /// passed over: so an upload whose answer was lost can be repeated, and still no key is handed out twice.
  AddKeysOutcome addKeys(DeviceId device, Prekeys.Upload keys);

  /// One-time keys that are left; zero for a device that does not exist.
  Prekeys.Counts countKeys(DeviceId device);

  /// One bundle for every device of the account, in order of device numbers; empty if there is no such account. A
  /// one-time key is handed out exactly once: it is durably gone before this returns, also across a crash.
  List<Prekeys.Bundle> takeBundles(AccountId account);
}
