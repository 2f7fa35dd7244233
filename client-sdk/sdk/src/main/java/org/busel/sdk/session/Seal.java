package org.busel.sdk.session;

import java.util.Optional;
import org.busel.wire.SealedContent;
import org.signal.libsignal.internal.Native;
import org.signal.libsignal.metadata.protocol.UnidentifiedSenderMessageContent;
import org.signal.libsignal.protocol.IdentityKey;
import org.signal.libsignal.protocol.IdentityKeyPair;
import org.signal.libsignal.protocol.SignalProtocolAddress;
import org.signal.libsignal.protocol.state.IdentityKeyStore;

/// Takes the outermost layer off: sealed sender, and nothing behind it.
///
/// libsignal's public Java call goes on to decrypt in the same breath. Busel has to look at the sender and at the
/// message's post-quantum part in between, so this class, and only this one, uses the internal call beneath it.
final class Seal {
  private Seal() {}

  /// What was sealed to this identity, or nothing if it was sealed to another or changed on the way. That the sealing
  /// key is the one in the certificate inside has been checked; the certificate itself has not.
  static Optional<UnidentifiedSenderMessageContent> open(
      SealedContent sealed, DeviceIdentity identity) {
    try {
      return Optional.of(
          new UnidentifiedSenderMessageContent(
              Native.SealedSessionCipher_DecryptToUsmc(
                  sealed.bytes().toByteArray(), new OnlyIdentity(identity))));
    } catch (Exception | AssertionError e) {
      // The internal call declares no narrower type, and a panic inside arrives as an
      // AssertionError. Whatever a
      // hostile sender provoked, the answer is the same: this cannot be opened.
      return Optional.empty();
    }
  }

  /// Taking the seal off needs the own key pair and nothing else.
  private record OnlyIdentity(DeviceIdentity identity) implements IdentityKeyStore {
    @Override
    public IdentityKeyPair getIdentityKeyPair() {
      return identity.keyPair();
    }

    @Override
    public int getLocalRegistrationId() {
      return identity.registrationId();
    }

    @Override
    public IdentityChange saveIdentity(SignalProtocolAddress address, IdentityKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isTrustedIdentity(
        SignalProtocolAddress address, IdentityKey key, Direction direction) {
      throw new UnsupportedOperationException();
    }

    @Override
    public IdentityKey getIdentity(SignalProtocolAddress address) {
      throw new UnsupportedOperationException();
    }
  }
}
