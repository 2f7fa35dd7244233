package org.busel.wire;

import com.google.protobuf.ByteString;
import java.util.List;
import org.busel.wire.v1.ContactInvitation;

/// All that is needed to write to an account and to know that the answer is theirs.
///
/// @param relays 1 to 5 of them, the account has a mailbox on each
/// @param account whose it is
/// @param identityFingerprint 32 bytes, SHA-256 of the 33-byte identity key
/// @param capability what its relays ask of senders
public record ContactCard(
    List<RelayPlace> relays,
    AccountId account,
    ByteString identityFingerprint,
    Capability capability) {
  /// Length of a fingerprint.
  public static final int FINGERPRINT_BYTES = Sha256.BYTES;

  public ContactCard {
    relays = List.copyOf(relays);
    if (relays.isEmpty() || relays.size() > Limits.RELAYS) {
      throw new IllegalArgumentException("contact card with " + relays.size() + " relays");
    }
    if (identityFingerprint.size() != FINGERPRINT_BYTES) {
      throw new IllegalArgumentException("identity fingerprint is not 32 bytes");
    }
  }

  /// Fingerprint of an identity key, as cards carry it.
  ///
  /// @param identityKey 33 bytes
  /// @throws IllegalArgumentException unless there are exactly 33 bytes
  public static ByteString fingerprintOf(ByteString identityKey) {
    if (identityKey.size() != KeyRules.EC_KEY_BYTES) {
      throw new IllegalArgumentException("identity key is not 33 bytes");
    }
    return Sha256.of(identityKey);
  }

  /// Reads a card out of an Introduction or invitation that [Frames#content] has found right.
  ///
  /// @throws IllegalArgumentException if it has not been checked and is not right
  public static ContactCard of(ContactInvitation card) {
    return new ContactCard(
        card.getRelaysList().stream().map(RelayPlace::of).toList(),
        AccountId.of(card.getAccount()),
        card.getIdentityFingerprint(),
        new Capability(card.getCapability()));
  }

  /// As it stands in an Introduction: without token and expiry.
  public ContactInvitation toWire() {
    return ContactInvitation.newBuilder()
        .addAllRelays(relays.stream().map(RelayPlace::toWire).toList())
        .setAccount(account.bytes())
        .setIdentityFingerprint(identityFingerprint)
        .setCapability(capability.bytes())
        .build();
  }

  @Override
  public String toString() {
    return "ContactCard[hidden]";
  }

  /// Holds a card that came over the wire to the same rules as this record.
  static void check(Flaws flaws, ContactInvitation card) {
    flaws.count("card.relays", card.getRelaysCount(), 1, Limits.RELAYS);
    for (org.busel.wire.v1.RelayPlace relay : card.getRelaysList()) {
      RelayPlace.check(flaws, relay);
    }
    flaws.size("card.account", card.getAccount(), AccountId.BYTES);
    flaws.size("card.identity_fingerprint", card.getIdentityFingerprint(), FINGERPRINT_BYTES);
    flaws.size("card.capability", card.getCapability(), Capability.BYTES);
  }
}
