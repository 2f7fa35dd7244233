package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import org.busel.wire.AccountId;
import org.signal.libsignal.protocol.IdentityKey;
import org.signal.libsignal.protocol.fingerprint.Fingerprint;
import org.signal.libsignal.protocol.fingerprint.NumericFingerprintGenerator;

/// Makes and compares safety numbers as Signal does: version 2, 5,200 rounds of SHA-512, over account ids and keys.
final class SafetyNumbers {
  private static final int VERSION = 2;
  private static final int ROUNDS = 5_200;

  private SafetyNumbers() {}

  static SafetyNumber of(AccountId own, IdentityKey ownKey, AccountId other, IdentityKey otherKey) {
    Fingerprint fingerprint =
        new NumericFingerprintGenerator(ROUNDS)
            .createFor(
                VERSION, own.bytes().toByteArray(), ownKey, other.bytes().toByteArray(), otherKey);
    return new SafetyNumber(
        fingerprint.getDisplayableFingerprint().getDisplayText(),
        ByteString.copyFrom(fingerprint.getScannableFingerprint().getSerialized()));
  }
}
