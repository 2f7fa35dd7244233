package org.busel.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class SecretTest {
  private static final byte[] SEED =
      hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

  @Test
  void takingOverWipesWhatWasPassed() {
    byte[] bytes = {1, 2, 3};
    char[] chars = {'a', 'b'};

    try (Secret secret = Secret.takeOver(SecretLabel.LOCAL_STORE, bytes);
        Passphrase passphrase = Passphrase.takeOver(chars)) {
      assertThat(bytes).containsOnly(0);
      assertThat(chars).containsOnly('\0');
      assertThat(secret.use(byte[]::clone)).containsExactly(1, 2, 3);
      assertThat(passphrase.utf8()).containsExactly('a', 'b');
    }
  }

  @Test
  void closingWipesTheBytesThatWereLent() {
    Secret secret = Secret.takeOver(SecretLabel.LOCAL_STORE, new byte[] {1, 2, 3});
    byte[] kept = secret.use(lent -> lent); // what a borrower must not do

    secret.close();

    assertThat(kept).containsOnly(0);
    assertThatThrownBy(() -> secret.use(byte[]::clone)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void nothingSecretIsPrintedOrCompared() {
    Secret one = Secret.takeOver(SecretLabel.LOGIN_KEY, SEED.clone());
    Secret same = Secret.takeOver(SecretLabel.LOGIN_KEY, SEED.clone());
    Passphrase passphrase = Passphrase.takeOver("stork".toCharArray());

    assertThat(one).isNotEqualTo(same).hasToString("Secret[hidden]");
    assertThat(passphrase).hasToString("Passphrase[hidden]");
    assertThat(LoginKey.of(one)).hasToString("LoginKey[hidden]");
  }

  @Test
  void aClosedPassphraseIsOfNoUse() {
    Passphrase passphrase = Passphrase.takeOver("stork".toCharArray());
    passphrase.close();

    assertThatThrownBy(passphrase::utf8).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void emptyAndEndlessPassphrasesAndSecretsAreRefused() {
    assertThatThrownBy(() -> Passphrase.takeOver(new char[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Passphrase.takeOver(new char[1025]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Secret.takeOver(SecretLabel.IDENTITY, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Secret.takeOver(SecretLabel.IDENTITY, new byte[2049]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLoginKeyIsTheOneOfRfc8032() {
    try (LoginKey key = LoginKey.of(Secret.takeOver(SecretLabel.LOGIN_KEY, SEED.clone()))) {
      assertThat(key.publicKey())
          .isEqualTo(hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
    }
  }

  @Test
  void whatTheLoginKeySignsIsWhatAnotherImplementationSigns() throws GeneralSecurityException {
    byte[] proof = "busel login v1\0and the rest".getBytes(StandardCharsets.US_ASCII);
    Signature other = Signature.getInstance("Ed25519");
    other.initSign(
        KeyFactory.getInstance("Ed25519")
            .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, SEED)));
    other.update(proof);

    try (LoginKey key = LoginKey.of(Secret.takeOver(SecretLabel.LOGIN_KEY, SEED.clone()))) {
      byte[] signature = key.sign(proof);

      assertThat(signature).hasSize(64).isEqualTo(other.sign());
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(jdkKey(key.publicKey()));
      check.update(proof);
      assertThat(check.verify(signature)).isTrue();
    }
  }

  @Test
  void theLoginKeySignsNothingButLoginProofs() {
    try (LoginKey key = LoginKey.of(LoginKey.makeSeed(new SecureRandom()))) {
      for (String other : new String[] {"", "busel login v1", "busel login v2\0", "a manifest"}) {
        assertThatThrownBy(() -> key.sign(other.getBytes(StandardCharsets.US_ASCII)))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void aSecretForOnePurposeServesNoOther() {
    Secret store = Secret.random(SecretLabel.LOCAL_STORE, 32, new SecureRandom());

    assertThatThrownBy(() -> LoginKey.of(store)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theCalibratedCostIsNeverBelowWhatTheRfcRecommends() {
    Argon2Cost cost = Argon2Cost.calibrated();

    assertThat(cost.memoryKib()).isEqualTo(64 * 1024);
    assertThat(cost.iterations()).isBetween(3, 64);
  }

  @Test
  void theCostGivesTheKeyThatTheReferenceImplementationGives() {
    byte[] key =
        new Argon2Cost(65_536, 2, 1)
            .derive(
                "password".getBytes(StandardCharsets.US_ASCII),
                "somesalt".getBytes(StandardCharsets.US_ASCII));

    // phc-winner-argon2, test.c: version 0x13, Argon2id, t=2, m=16, p=1
    assertThat(key)
        .isEqualTo(hex("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"));
  }

  private static EdECPublicKey jdkKey(byte[] raw) throws GeneralSecurityException {
    byte[] prefix = hex("302a300506032b6570032100");
    byte[] encoded = new byte[prefix.length + raw.length];
    System.arraycopy(prefix, 0, encoded, 0, prefix.length);
    System.arraycopy(raw, 0, encoded, prefix.length, raw.length);
    return (EdECPublicKey)
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
