package org.busel.wire;

import java.util.List;
import org.busel.wire.v1.Bundle;
import org.busel.wire.v1.KeyCounts;
import org.busel.wire.v1.Prekey;
import org.busel.wire.v1.SignedPrekey;
import org.busel.wire.v1.UploadKeys;

/// What PROTOCOL.md asks of public keys in either direction: sizes and ids. Whether a key is a sound point and its
/// signature right is for those who hold libsignal.
final class KeyRules {
  /// Ed25519 public key.
  static final int LOGIN_KEY_BYTES = 32;

  /// X25519 public key with its type byte.
  static final int EC_KEY_BYTES = 33;

  /// Kyber-1024 public key with its type byte.
  static final int KEM_KEY_BYTES = 1_569;

  /// XEdDSA signature by an identity key.
  static final int SIGNATURE_BYTES = 64;

  private KeyRules() {}

  static void upload(Flaws flaws, UploadKeys keys) {
    if (keys.hasSignedPrekey()) {
      signed(flaws, "signed_prekey", keys.getSignedPrekey(), EC_KEY_BYTES);
    }
    if (keys.hasLastResortKem()) {
      signed(flaws, "last_resort_kem", keys.getLastResortKem(), KEM_KEY_BYTES);
    }
    flaws.count("one_time_ec", keys.getOneTimeEcCount(), 0, Limits.ONE_TIME_KEYS);
    for (Prekey key : keys.getOneTimeEcList()) {
      oneTime(flaws, key);
    }
    flaws.count("one_time_kem", keys.getOneTimeKemCount(), 0, Limits.ONE_TIME_KEYS);
    for (SignedPrekey key : keys.getOneTimeKemList()) {
      signed(flaws, "one_time_kem", key, KEM_KEY_BYTES);
    }
  }

  static void bundles(Flaws flaws, List<Bundle> bundles) {
    flaws.count("bundles", bundles.size(), 1, Limits.DEVICES);
    flaws.devices("bundles.device", bundles.stream().map(Bundle::getDevice).toList());
    for (Bundle bundle : bundles) {
      registrationId(flaws, bundle.getRegistrationId());
      flaws.size("identity_key", bundle.getIdentityKey(), EC_KEY_BYTES);
      signed(flaws, "signed_prekey", bundle.getSignedPrekey(), EC_KEY_BYTES);
      if (bundle.hasOneTimeEc()) {
        oneTime(flaws, bundle.getOneTimeEc());
      }
      signed(flaws, "kem", bundle.getKem(), KEM_KEY_BYTES);
    }
  }

  static void counts(Flaws flaws, KeyCounts counts) {
    flaws.unless(
        counts.getOneTimeEc() >= 0 && counts.getOneTimeKem() >= 0, "key counts are above 2^31");
  }

  static void registrationId(Flaws flaws, int id) {
    flaws.range("registration_id", id, 1, Limits.REGISTRATION_ID);
  }

  private static void oneTime(Flaws flaws, Prekey key) {
    flaws.range("one_time_ec.id", key.getId(), 1, Limits.PREKEY_ID);
    flaws.size("one_time_ec.public_key", key.getPublicKey(), EC_KEY_BYTES);
  }

  private static void signed(Flaws flaws, String field, SignedPrekey key, int keyBytes) {
    flaws.range(field + ".id", key.getId(), 1, Limits.PREKEY_ID);
    flaws.size(field + ".public_key", key.getPublicKey(), keyBytes);
    flaws.size(field + ".signature", key.getSignature(), SIGNATURE_BYTES);
  }
}
