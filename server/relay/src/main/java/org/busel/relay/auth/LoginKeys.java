package org.busel.relay.auth;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.busel.wire.LoginProof;

/// Ed25519 public keys, 32 bytes, as the JDK checks signatures with them.
final class LoginKeys {
  /// What stands before the 32 bytes in a SubjectPublicKeyInfo (RFC 8410), the only form that the JDK reads.
  private static final ByteString INFO_PREFIX =
      ByteString.copyFrom(HexFormat.of().parseHex("302a300506032b6570032100"));

  private LoginKeys() {}

  /// Whether the 32 bytes are a point that signatures can be checked against.
  static boolean isKey(ByteString key) {
    return verifies(key, new byte[0], new byte[LoginProof.SIGNATURE_BYTES]) != Answer.NO_KEY;
  }

  /// Whether `proof` is a signature by `key` over `content`.
  static boolean proves(ByteString key, byte[] content, ByteString proof) {
    return verifies(key, content, proof.toByteArray()) == Answer.YES;
  }

  private enum Answer {
    YES,
    NO,
    NO_KEY
  }

  private static Answer verifies(ByteString key, byte[] content, byte[] proof) {
    try {
      PublicKey publicKey =
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new X509EncodedKeySpec(INFO_PREFIX.concat(key).toByteArray()));
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(publicKey);
      verifier.update(content);
      return verifier.verify(proof) ? Answer.YES : Answer.NO;
    } catch (InvalidKeySpecException | InvalidKeyException noPoint) {
      return Answer.NO_KEY;
    } catch (SignatureException malformed) {
      return Answer.NO;
    } catch (GeneralSecurityException noEd25519) {
      throw new IllegalStateException("this JDK has no Ed25519", noEd25519);
    }
  }
}
