package org.busel.sdk.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.busel.sdk.session.StartOutcome.BadBundle;
import org.busel.sdk.session.StartOutcome.Fault;
import org.busel.wire.v1.Bundle;
import org.busel.wire.v1.Prekey;
import org.busel.wire.v1.SignedPrekey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A relay that hands out bundles it should not.
final class HostileBundleTest {
  private final VouchingRelay relay = new VouchingRelay();
  private final TestDevice alice = new TestDevice(relay);
  private final TestDevice bob = new TestDevice(relay);

  @Test
  void aBundleOfAnotherIdentityThanTheLinksIsRefusedAndBlocks() {
    TestDevice mallory = new TestDevice(relay, bob.id);
    alice.trust(bob);

    assertThat(alice.sessions.start(alice.records, bob.id, mallory.bundle(0)))
        .isEqualTo(new StartOutcome.IdentityChanged(mallory.identity.fingerprint()));
    assertThat(alice.sessions.hasSession(alice.records, bob.id)).isFalse();
    assertThat(alice.sessions.identity(alice.records, bob.id.account()).orElseThrow().changedTo())
        .hasValue(mallory.identity.fingerprint());
  }

  @Test
  void nobodyIsStartedWithWhoIsNotTrusted() {
    assertThat(alice.sessions.start(alice.records, bob.id, bob.bundle(0)))
        .isEqualTo(new StartOutcome.NotTrusted());
  }

  @Test
  void keysOfAnotherDeviceUnderTheRightIdentityAreRefused() {
    TestDevice mallory = new TestDevice(relay);
    Bundle mixed =
        bob.bundle(0).toBuilder().setSignedPrekey(mallory.uploaded.getSignedPrekey()).build();
    Bundle mixedKem = bob.bundle(0).toBuilder().setKem(mallory.uploaded.getLastResortKem()).build();

    assertThat(start(mixed)).isEqualTo(new BadBundle(Fault.SIGNATURE));
    assertThat(start(mixedKem)).isEqualTo(new BadBundle(Fault.SIGNATURE));
  }

  @Test
  void anyFlippedBitInASignatureIsNoticed() {
    SignedPrekey key = bob.uploaded.getSignedPrekey();
    for (int bit = 0; bit < 64 * 8; bit += 5) {
      byte[] signature = key.getSignature().toByteArray();
      signature[bit / 8] ^= (byte) (1 << bit % 8);
      Bundle forged =
          bob.bundle(0).toBuilder()
              .setSignedPrekey(key.toBuilder().setSignature(ByteString.copyFrom(signature)))
              .build();

      assertThat(start(forged)).as("bit %d", bit).isEqualTo(new BadBundle(Fault.SIGNATURE));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "f6ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0900000000000000000000000000000000000000000000000000000000000080"
      })
  void aLowOrderOrNonCanonicalPointIsRefusedInEveryPlaceEvenIfSigned(String point) {
    ByteString unsound = ByteString.copyFrom(HexFormat.of().parseHex("05" + point));
    ByteString signature =
        ByteString.copyFrom(
            bob.identity.keyPair().getPrivateKey().calculateSignature(unsound.toByteArray()));
    Prekey oneTime = Prekey.newBuilder().setId(1).setPublicKey(unsound).build();
    SignedPrekey signed =
        SignedPrekey.newBuilder().setId(1).setPublicKey(unsound).setSignature(signature).build();

    assertThat(start(bob.bundle(0).toBuilder().setOneTimeEc(oneTime).build()))
        .isEqualTo(new BadBundle(Fault.UNSAFE_KEY));
    assertThat(start(bob.bundle(0).toBuilder().setSignedPrekey(signed).build()))
        .isEqualTo(new BadBundle(Fault.UNSAFE_KEY));
    assertThat(start(bob.bundle(0).toBuilder().setIdentityKey(unsound).build()))
        .isEqualTo(new BadBundle(Fault.UNSAFE_KEY));
  }

  @Test
  void aKemKeyThatIsNoneIsRefusedEvenIfSigned() {
    for (byte[] key : new byte[][] {kemKey(8, 0xff), kemKey(7, 0), new byte[] {8}}) {
      SignedPrekey kem =
          SignedPrekey.newBuilder()
              .setId(1)
              .setPublicKey(ByteString.copyFrom(key))
              .setSignature(
                  ByteString.copyFrom(
                      bob.identity.keyPair().getPrivateKey().calculateSignature(key)))
              .build();

      assertThat(start(bob.bundle(0).toBuilder().setKem(kem).build()))
          .isEqualTo(new BadBundle(Fault.UNSAFE_KEY));
    }
  }

  @Test
  void missingFieldsAndNumbersOutOfRangeAreRefused() {
    Bundle good = bob.bundle(0);
    Bundle[] malformed = {
      Bundle.getDefaultInstance(),
      good.toBuilder().setDevice(2).build(),
      good.toBuilder().setRegistrationId(0).build(),
      good.toBuilder().setRegistrationId(1 << 20).build(),
      good.toBuilder().setRegistrationId(-1).build(),
      good.toBuilder().clearKem().build(),
      good.toBuilder().clearSignedPrekey().build(),
      good.toBuilder().setKem(good.getKem().toBuilder().setId(-1)).build(),
      good.toBuilder().setOneTimeEc(good.getOneTimeEc().toBuilder().setId(1 << 24)).build(),
    };
    for (Bundle bundle : malformed) {
      assertThat(start(bundle)).isEqualTo(new BadBundle(Fault.MALFORMED));
    }
  }

  @Test
  void aRefusedBundleLeavesNoTrace() {
    alice.trust(bob);
    Map<String, String> before = alice.records.print();

    assertThat(start(bob.bundle(0).toBuilder().setKem(alice.bundle(0).getKem()).build()))
        .isEqualTo(new BadBundle(Fault.SIGNATURE));
    assertThat(alice.records.print()).isEqualTo(before);
  }

  @Test
  void withoutOneTimeKeysTheLastResortKeyDoes() {
    alice.startWith(bob, 1_000);

    assertThat(bob.openText(alice.seal(bob, "the shelf was empty")))
        .isEqualTo("the shelf was empty");
  }

  private StartOutcome start(Bundle bundle) {
    alice.trust(bob);
    return alice.sessions.start(alice.records, bob.id, bundle);
  }

  private static byte[] kemKey(int type, int fill) {
    byte[] key = new byte[1569];
    Arrays.fill(key, (byte) fill);
    key[0] = (byte) type;
    return key;
  }
}
