package org.busel.sdk.session;

import java.util.Optional;

/// What sessions keep, seen from inside one storage transaction of the caller.
///
/// [Sessions] reads and writes through the records passed to a call and keeps nothing outside them. The caller begins
/// a transaction, makes the call, saves what the call gave (the opened message, the sealed envelope), and commits:
/// ratchet and message then survive a crash together, or neither does. A call that refuses has written nothing
/// (but [OpenOutcome.IdentityChanged], which notes the change), so the caller may commit after any result; after an
/// exception it must roll back.
///
/// Called on one thread, the one that made the call. Values hold private keys, up to 64 KiB each in practice; an
/// implementation encrypts them, and must not write keys in the clear either: they name people.
public interface SessionRecords {
  /// What a record is; together with the key it names one value.
  enum Kind {
    /// Ratchet state with one device.
    SESSION,
    /// Whom an account is trusted to be.
    IDENTITY,
    /// Private half of a one-time or signed EC prekey.
    EC_PREKEY,
    /// Private half of a one-time or last-resort KEM prekey.
    KEM_PREKEY,
    /// Which first messages have used a last-resort KEM prekey.
    KEM_PREKEY_USE,
    /// Which prekeys there are, and since when.
    PREKEY_LIST
  }

  /// The bytes stored last, as this transaction sees them; the caller may change the array.
  Optional<byte[]> load(Kind kind, String key);

  /// Puts `value` in place of what was there.
  ///
  /// @param key at most 64 characters of `a-z 0-9 . /`
  void store(Kind kind, String key, byte[] value);

  /// Removes the value; harmless if there is none.
  void remove(Kind kind, String key);
}
