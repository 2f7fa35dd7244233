package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.busel.keys.Secret;
import org.busel.keys.SecretLabel;
import org.signal.libsignal.protocol.IdentityKeyPair;
import org.signal.libsignal.protocol.InvalidKeyException;
import org.signal.libsignal.protocol.util.KeyHelper;

/// Who this device is: its identity key pair and its registration id, both made once.
///
/// Between runs it lies in the vault as the secret of [SecretLabel#IDENTITY]: format byte 1, registration id (2 bytes,
/// big-endian), libsignal's serialized key pair. In memory the private half lives in libsignal's native heap until
/// this object is collected; libsignal offers no way to wipe it sooner. Safe for many threads.
public final class DeviceIdentity {
  private static final byte FORMAT = 1;

  private final IdentityKeyPair keyPair;
  private final int registrationId;

  private DeviceIdentity(IdentityKeyPair keyPair, int registrationId) {
    this.keyPair = keyPair;
    this.registrationId = registrationId;
  }

  /// A new identity, to be put into the vault.
  ///
  /// @throws UnsupportedPlatformException if libsignal has no native library for this machine
  public static Secret make() {
    Platform.require();
    byte[] pair = IdentityKeyPair.generate().serialize();
    byte[] secret =
        ByteBuffer.allocate(3 + pair.length)
            .put(FORMAT)
            .putShort((short) KeyHelper.generateRegistrationId(false))
            .put(pair)
            .array();
    Arrays.fill(pair, (byte) 0);
    return Secret.takeOver(SecretLabel.IDENTITY, secret);
  }

  /// The identity in `secret`, which stays the caller's.
  ///
  /// @throws UnsupportedPlatformException if libsignal has no native library for this machine
  /// @throws SessionException if it is not as [#make] left it
  public static DeviceIdentity of(Secret secret) {
    Platform.require();
    if (secret.label() != SecretLabel.IDENTITY) {
      throw new IllegalArgumentException("not the secret of an identity");
    }
    return secret.use(DeviceIdentity::read);
  }

  private static DeviceIdentity read(byte[] secret) {
    if (secret.length < 3 || secret[0] != FORMAT) {
      throw new SessionException("reading the identity");
    }
    byte[] pair = Arrays.copyOfRange(secret, 3, secret.length);
    try {
      int registrationId = Short.toUnsignedInt(ByteBuffer.wrap(secret, 1, 2).getShort());
      return new DeviceIdentity(new IdentityKeyPair(pair), registrationId);
    } catch (InvalidKeyException e) {
      throw new SessionException("reading the identity", e);
    } finally {
      Arrays.fill(pair, (byte) 0);
    }
  }

  /// The public identity key, 33 bytes.
  public ByteString publicKey() {
    return ByteString.copyFrom(keyPair.getPublicKey().serialize());
  }

  /// What a contact link carries: SHA-256 of [#publicKey], 32 bytes.
  public ByteString fingerprint() {
    return fingerprintOf(publicKey());
  }

  /// 1 to 16,380; tells a device that was set up anew from the one before.
  public int registrationId() {
    return registrationId;
  }

  IdentityKeyPair keyPair() {
    return keyPair;
  }

  static ByteString fingerprintOf(ByteString identityKey) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(identityKey.asReadOnlyByteBuffer());
      return ByteString.copyFrom(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "DeviceIdentity[hidden]";
  }
}
