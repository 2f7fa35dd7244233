package org.busel.sdk.keylog;

import com.google.protobuf.ByteString;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.busel.wire.LogKeys;
import org.busel.wire.RelayId;
import org.busel.wire.log.LogWords;
import org.busel.wire.v1.LogHead;
import org.busel.wire.v1.WitnessedHead;

/// Who signed a head. Safe for many threads.
///
/// @param keys as the join link named them
public record LogSignatures(RelayId relay, LogKeys keys) {
  /// Whether the relay has signed it.
  public boolean isSigned(LogHead head) {
    return verifies(keys.logKey(), LogWords.head(relay, head), head.getSignature());
  }

  /// Whether the relay and the witness have signed it.
  public boolean isWitnessed(WitnessedHead word) {
    return isSigned(word.getHead())
        && keys.witnessKey()
            .filter(key ->
                verifies(
                    key,
                    LogWords.witness(relay, word.getHead(), word.getHour()),
                    word.getSignature()))
            .isPresent();
  }

  private static boolean verifies(ByteString key, byte[] bytes, ByteString signature) {
    try {
      Ed25519Signer signer = new Ed25519Signer();
      signer.init(false, new Ed25519PublicKeyParameters(key.toByteArray()));
      signer.update(bytes, 0, bytes.length);
      return signer.verifySignature(signature.toByteArray());
    } catch (IllegalArgumentException noKey) {
      return false;
    }
  }
}
