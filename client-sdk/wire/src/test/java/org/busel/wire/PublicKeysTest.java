package org.busel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.HexFormat;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicKeysTest {
  private static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  @Test
  void ordinaryKeysAreSound() throws GeneralSecurityException {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("X25519");
    for (int i = 0; i < 100; i++) {
      KeyPair pair = keys.generateKeyPair();

      assertThat(PublicKeys.isSoundEc(ec(((XECPublicKey) pair.getPublic()).getU()))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "1",
        "b8495f16056286fdb1329ceb8d09da6ac49ff1fae35616aeb8413b7c7aebe0",
        "57119fd0dd4e22d8868e1c58c45c44045bef839c55b1d0b1248c50a3bc959c5f",
        "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec"
      })
  void aPointThatMakesEverySharedSecretZeroIsRefused(String hex) throws GeneralSecurityException {
    BigInteger u = new BigInteger(hex, 16);
    KeyAgreement agreement = KeyAgreement.getInstance("X25519");
    agreement.init(KeyPairGenerator.getInstance("X25519").generateKeyPair().getPrivate());

    // The JDK refuses to agree with points of low order, which says that these are some.
    assertThatThrownBy(() ->
            agreement.doPhase(
                KeyFactory.getInstance("X25519")
                    .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, u)),
                true))
        .isInstanceOf(InvalidKeyException.class);
    assertThat(PublicKeys.isSoundEc(ec(u))).isFalse();
  }

  @Test
  void aSecondSpellingOfAPointIsRefused() {
    for (int above = 0; above < 19; above++) {
      assertThat(PublicKeys.isSoundEc(ec(PRIME.add(BigInteger.valueOf(above))))).isFalse();
    }
    assertThat(PublicKeys.isSoundEc(ec(BigInteger.valueOf(9)))).isTrue();
    assertThat(PublicKeys.isSoundEc(ec(BigInteger.valueOf(9).setBit(255)))).isFalse();
    assertThat(PublicKeys.isSoundEc(ec(PRIME.subtract(BigInteger.TWO)))).isTrue();
  }

  @Test
  void aKeyOfTheWrongKindOrLengthIsRefused() {
    ByteString key = ec(BigInteger.valueOf(9));

    assertThat(PublicKeys.isSoundEc(key.substring(0, 32))).isFalse();
    assertThat(PublicKeys.isSoundEc(key.concat(ByteString.copyFrom(new byte[1])))).isFalse();
    assertThat(PublicKeys.isSoundEc(ByteString.copyFrom(new byte[33]))).isFalse();
    assertThat(PublicKeys.isSoundEc(ByteString.EMPTY)).isFalse();
    assertThat(PublicKeys.isSoundKem(ByteString.EMPTY)).isFalse();
    assertThat(PublicKeys.isSoundKem(key)).isFalse();
    assertThat(PublicKeys.isSoundKem(ByteString.copyFrom(new byte[1569]))).isFalse();
  }

  @Test
  void aKemCoefficientNotBelowTheModulusIsRefusedWhereverItStands() {
    byte[] key = new byte[1569];
    key[0] = 8;
    assertThat(PublicKeys.isSoundKem(ByteString.copyFrom(key))).isTrue();

    for (int at = 1; at < 1537; at += 3) {
      assertThat(PublicKeys.isSoundKem(with(key, at, "000dd0"))).isTrue(); // 3,328 and 3,328
      assertThat(PublicKeys.isSoundKem(with(key, at, "010d00"))).isFalse(); // 3,329 first
      assertThat(PublicKeys.isSoundKem(with(key, at, "0010d0"))).isFalse(); // 3,329 second
    }
    assertThat(PublicKeys.isSoundKem(with(key, 1537, "ffffff"))).isTrue(); // the seed is any bytes
  }

  private static ByteString with(byte[] key, int at, String hex) {
    byte[] changed = key.clone();
    byte[] three = HexFormat.of().parseHex(hex);
    System.arraycopy(three, 0, changed, at, 3);
    return ByteString.copyFrom(changed);
  }

  private static ByteString ec(BigInteger u) {
    byte[] key = new byte[33];
    key[0] = 5;
    byte[] bigEndian = u.toByteArray();
    for (int i = 0; i < Math.min(32, bigEndian.length); i++) {
      key[1 + i] = bigEndian[bigEndian.length - 1 - i];
    }
    return ByteString.copyFrom(key);
  }
}
