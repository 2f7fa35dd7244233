package org.busel.relay.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Checks of Ed25519 signatures, against those that the JDK makes.
class LoginKeysTest {
  private static final byte[] PROOF = "a login proof".getBytes(StandardCharsets.US_ASCII);

  /// Order of the group, RFC 8032, section 5.1.
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private KeyPair pair;
  private ByteString key;

  @BeforeEach
  void makeAKey() throws GeneralSecurityException {
    pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    key = ByteString.copyFrom(encoded, encoded.length - 32, 32);
  }

  @Test
  void whatTheKeyHasSignedIsProvedAndNothingElse() throws GeneralSecurityException {
    byte[] signature = signed();

    assertThat(LoginKeys.isKey(key)).isTrue();
    assertThat(proves(PROOF, signature)).isTrue();
    for (int i = 0; i < 8 * signature.length; i++) {
      byte[] altered = signature.clone();
      altered[i / 8] ^= (byte) (1 << i % 8);
      assertThat(proves(PROOF, altered)).as("bit %d", i).isFalse();
    }
    byte[] other = PROOF.clone();
    other[0] ^= 1;
    assertThat(proves(other, signature)).isFalse();
  }

  @Test
  void aSignatureHasOneForm() throws GeneralSecurityException {
    byte[] signature = signed();
    BigInteger scalar = new BigInteger(1, reversed(signature, 32)).add(ORDER);
    byte[] sameScalar = signature.clone();
    byte[] bigEndian = scalar.toByteArray();
    for (int i = 0; i < 32; i++) {
      sameScalar[32 + i] = i < bigEndian.length ? bigEndian[bigEndian.length - 1 - i] : 0;
    }

    assertThat(proves(PROOF, sameScalar)).isFalse();
  }

  @Test
  void whatIsNoPointOrOneOfSmallOrderIsNoKey() {
    String zeros = "00".repeat(31);
    assertThat(LoginKeys.isKey(hex("01" + zeros))).as("the neutral point").isFalse();
    assertThat(LoginKeys.isKey(hex("00" + zeros))).as("a point of order four").isFalse();
    assertThat(LoginKeys.isKey(hex("02" + zeros))).as("no point").isFalse();
    assertThat(LoginKeys.isKey(hex("ff".repeat(32)))).as("beyond the field").isFalse();
    assertThat(LoginKeys.isKey(key.substring(1))).as("too short").isFalse();
    assertThat(LoginKeys.proves(key.substring(1), PROOF, ByteString.copyFrom(new byte[64])))
        .isFalse();
    assertThat(LoginKeys.proves(key, PROOF, ByteString.copyFrom(new byte[63]))).isFalse();
  }

  private boolean proves(byte[] content, byte[] signature) {
    return LoginKeys.proves(key, content, ByteString.copyFrom(signature));
  }

  private byte[] signed() throws GeneralSecurityException {
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(pair.getPrivate());
    signer.update(PROOF);
    return signer.sign();
  }

  private static byte[] reversed(byte[] bytes, int from) {
    byte[] reversed = new byte[bytes.length - from];
    for (int i = 0; i < reversed.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  private static ByteString hex(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }
}
