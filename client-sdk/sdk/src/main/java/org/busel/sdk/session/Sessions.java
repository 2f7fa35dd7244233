package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.util.Optional;
import org.busel.wire.AccountId;
import org.busel.wire.DeviceId;
import org.busel.wire.SealedContent;
import org.busel.wire.v1.Bundle;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.KeyCounts;
import org.busel.wire.v1.UploadKeys;

/// Everything that this device does with the Signal protocol: PQXDH, Double Ratchet with the post-quantum ratchet,
/// sealed sender. The one interface behind which the library stands; no type of the library appears in it.
///
/// Each call works inside the storage transaction behind its [SessionRecords] and keeps nothing afterwards. Safe for
/// many threads as far as their transactions are isolated from each other; two transactions that touch one session
/// at the same time must not both commit. Calls take up to a few milliseconds and block on nothing but the records.
public interface Sessions {
  /// Most bytes of a serialized [Content], both addresses included: 90 KiB always fits the largest size bucket.
  int MAX_CONTENT_BYTES = 90 * 1024;

  /// Bytes of a fingerprint: SHA-256 of the 33-byte identity key.
  int FINGERPRINT_BYTES = 32;

  /// Sessions of the device `self`. The device number matters only to [#seal] and [#open], so keys for registration
  /// may be made with a provisional one.
  ///
  /// @param senderTrustRoot 33 bytes, the key that signs the relay's sender certificates
  /// @throws UnsupportedPlatformException if libsignal has no native library for this machine
  /// @throws IllegalArgumentException if the trust root is no key
  static Sessions of(
      DeviceId self, DeviceIdentity identity, ByteString senderTrustRoot, Clock clock) {
    return new SignalSessions(self, identity, senderTrustRoot, clock);
  }

  /// The public keys that the relay should get now, if any: signed and last-resort keys at first and then every two
  /// days, and 100 one-time keys of each kind when fewer than 20 are left. Makes and stores the private halves, and
  /// removes those that are too old: signed keys 30 days after they were replaced, one-time keys after 90 days.
  ///
  /// @param relayHas one-time keys that the relay still holds
  Optional<UploadKeys> keysToUpload(SessionRecords records, KeyCounts relayHas);

  /// Notes that the relay has accepted `keys`. Until then the same signed keys are offered again, but never the same
  /// one-time keys: some may have been handed out.
  void keysUploaded(SessionRecords records, UploadKeys keys);

  /// Trusts `fingerprint` for `account`, as a contact link or a checked introduction says. Naming the trusted one
  /// again is harmless.
  ///
  /// @return whether it is trusted now; false if another identity is known for the account, which stays
  boolean trust(SessionRecords records, AccountId account, ByteString fingerprint);

  /// Whom this device takes `account` to be.
  Optional<KnownIdentity> identity(SessionRecords records, AccountId account);

  /// After a person has looked: trusts the changed identity instead of the old one. Sessions with the old one end.
  ///
  /// @return whether it was done; false if `fingerprint` is not the one that was noted
  boolean acceptIdentity(SessionRecords records, AccountId account, ByteString fingerprint);

  /// After a person has looked: stays with the old identity; [#seal] is no longer blocked.
  void keepIdentity(SessionRecords records, AccountId account);

  /// Ends all sessions with `account` and forgets its identity.
  void forget(SessionRecords records, AccountId account);

  /// The number that two people compare, once the account's identity key has been seen.
  Optional<SafetyNumber> safetyNumber(SessionRecords records, AccountId account);

  /// Starts a session with a device of a trusted account from a bundle that the relay handed out. A session that is
  /// there already is kept for messages under way.
  StartOutcome start(SessionRecords records, DeviceId recipient, Bundle bundle);

  /// Whether [#seal] would find a session with `recipient`.
  boolean hasSession(SessionRecords records, DeviceId recipient);

  /// Seals `content` to one device. Sets the addresses inside to this device and `recipient`, whatever they were.
  ///
  /// @param senderCertificate the relay's voucher for this device, as it came
  SealOutcome seal(
      SessionRecords records, DeviceId recipient, Content content, ByteString senderCertificate);

  /// Opens what a mailbox delivered.
  OpenOutcome open(SessionRecords records, SealedContent sealed);
}
