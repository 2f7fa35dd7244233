package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.busel.wire.DeviceId;
import org.busel.wire.v1.Content;

/// What became of sealed content that a mailbox delivered. Everything but [Opened] changed nothing in the session.
///
/// After saving (or reporting) what it gave, the caller acknowledges the envelope in every case but [IdentityChanged]:
/// offering it again would give the same answer, and what is never acknowledged fills the window of the mailbox.
public sealed interface OpenOutcome {
  /// Opened; the sender is proved, the addresses inside match, and the post-quantum ratchet is at work.
  ///
  /// @param standing what the caller knew about this identity before; with [Standing#STRANGER] the content is to be
  ///     believed only as far as an introduction is checked
  /// @param identity 33 bytes, the sender's identity key
  record Opened(Content content, DeviceId sender, ByteString identity, Standing standing)
      implements OpenOutcome {
    @Override
    public String toString() {
      return "Opened[hidden]";
    }
  }

  /// Opened before; there is nothing left to save.
  record Duplicate() implements OpenOutcome {}

  /// Nobody will ever be able to open it on this device.
  ///
  /// @param from who has truly sent it, where that is proved (by the seal) and trusted, and only a new session can help;
  ///     nothing otherwise
  record Undecryptable(Reason reason, Optional<DeviceId> from) implements OpenOutcome {
    /// Where nobody is proved to have sent it.
    public Undecryptable(Reason reason) {
      this(reason, Optional.empty());
    }

    @Override
    public String toString() {
      return "Undecryptable[" + reason + "]";
    }
  }

  /// Sealed by an identity that is not the one trusted for this account. Nothing was opened. The change is noted:
  /// [Sessions#seal] to the account is blocked until the person has looked and [Sessions#acceptIdentity] or
  /// [Sessions#keepIdentity] has been called.
  ///
  /// @param fingerprint 32 bytes, SHA-256 of the new identity key
  record IdentityChanged(DeviceId sender, ByteString fingerprint) implements OpenOutcome {
    @Override
    public String toString() {
      return "IdentityChanged[hidden]";
    }
  }

  /// The sender's session runs without the post-quantum ratchet; refused.
  record NotProtected(DeviceId sender) implements OpenOutcome {}

  /// The addresses inside are not those of this sender and this device: misdelivered, reflected or forged.
  record Misdirected() implements OpenOutcome {}

  /// The relay's voucher for the sender is missing, forged, expired, or of another relay.
  record SenderCertificateInvalid() implements OpenOutcome {}

  /// Made by a later version of the protocol than this one speaks.
  record TooNew() implements OpenOutcome {}

  /// What was known about a sender's identity.
  enum Standing {
    /// It is the identity that [Sessions#trust] named.
    TRUSTED,
    /// Nothing was known; from now on another identity for this account is an [IdentityChanged].
    STRANGER
  }

  /// Why content cannot be opened.
  enum Reason {
    /// Not sealed to this device's identity, or changed on the way.
    NOT_FOR_THIS_DEVICE,
    /// The bytes inside the seal make no sense.
    MALFORMED,
    /// Not a message of a protected session: plaintext or a kind that is never sent here.
    NOT_ENCRYPTED,
    /// There is no session with the sender, or its keys do not fit; a new session is needed.
    NO_SESSION,
    /// The prekey it was made for is gone: used before, expired, or never ours.
    PREKEY_GONE,
    /// The same first message came again on the last-resort key.
    REPLAYED_START,
    /// A public key in it is of low order or not canonical.
    UNSAFE_KEY
  }
}
