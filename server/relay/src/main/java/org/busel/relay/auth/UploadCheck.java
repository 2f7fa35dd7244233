package org.busel.relay.auth;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.busel.directory.Prekeys;
import org.busel.wire.PublicKeys;
import org.busel.wire.v1.Prekey;
import org.busel.wire.v1.SignedPrekey;
import org.busel.wire.v1.UploadKeys;
import org.signal.libsignal.protocol.InvalidKeyException;
import org.signal.libsignal.protocol.ecc.ECPublicKey;

/// What the relay thinks of the keys that a device wants to leave with it. A device that fetches them checks again.
///
/// Costs about 0.1 ms for every signature: never on an event loop.
sealed interface UploadCheck {
  /// Every key is well formed and every signature is by the identity key.
  record Sound(Prekeys.Upload keys) implements UploadCheck {}

  /// At least one is not; nothing of the upload may be stored.
  record Unsound(String says) implements UploadCheck {}

  /// Checks an upload whose fields keep to PROTOCOL.md.
  ///
  /// @param identityKey a sound point, see [PublicKeys]
  static UploadCheck of(UploadKeys upload, ByteString identityKey) {
    if (!idsAreDistinct(upload)) {
      return new Unsound("two one-time keys of a kind have one id");
    }
    Signer signer = new Signer(identityKey);
    if (upload.hasSignedPrekey()
        && !(PublicKeys.isSoundEc(upload.getSignedPrekey().getPublicKey())
            && signer.signed(upload.getSignedPrekey()))) {
      return new Unsound("the signed prekey is not sound");
    }
    if (upload.hasLastResortKem() && !isSoundKem(upload.getLastResortKem(), signer)) {
      return new Unsound("the last-resort KEM key is not sound");
    }
    for (Prekey key : upload.getOneTimeEcList()) {
      if (!PublicKeys.isSoundEc(key.getPublicKey())) {
        return new Unsound("a one-time prekey is not sound");
      }
    }
    for (SignedPrekey key : upload.getOneTimeKemList()) {
      if (!isSoundKem(key, signer)) {
        return new Unsound("a one-time KEM key is not sound");
      }
    }
    return new Sound(records(upload));
  }

  private static boolean isSoundKem(SignedPrekey key, Signer signer) {
    return PublicKeys.isSoundKem(key.getPublicKey()) && signer.signed(key);
  }

  private static boolean idsAreDistinct(UploadKeys upload) {
    Set<Integer> ec = new HashSet<>();
    Set<Integer> kem = new HashSet<>();
    return upload.getOneTimeEcList().stream().allMatch(key -> ec.add(key.getId()))
        && upload.getOneTimeKemList().stream().allMatch(key -> kem.add(key.getId()));
  }

  private static Prekeys.Upload records(UploadKeys upload) {
    List<Prekeys.OneTime> ec = new ArrayList<>();
    for (Prekey key : upload.getOneTimeEcList()) {
      ec.add(new Prekeys.OneTime(key.getId(), key.getPublicKey()));
    }
    return new Prekeys.Upload(
        upload.hasSignedPrekey() ? Optional.of(signed(upload.getSignedPrekey())) : Optional.empty(),
        upload.hasLastResortKem()
            ? Optional.of(signed(upload.getLastResortKem()))
            : Optional.empty(),
        ec,
        upload.getOneTimeKemList().stream().map(UploadCheck::signed).toList());
  }

  private static Prekeys.Signed signed(SignedPrekey key) {
    return new Prekeys.Signed(key.getId(), key.getPublicKey(), key.getSignature());
  }

  /// The identity key as a verifier of prekey signatures.
  final class Signer {
    private final ECPublicKey identityKey;

    Signer(ByteString identityKey) {
      try {
        this.identityKey = new ECPublicKey(identityKey.toByteArray());
      } catch (InvalidKeyException unsound) {
        throw new IllegalArgumentException("the identity key was not checked before", unsound);
      }
    }

    boolean signed(SignedPrekey key) {
      return signed(key.getPublicKey().toByteArray(), key.getSignature());
    }

    boolean signed(byte[] content, ByteString signature) {
      return identityKey.verifySignature(content, signature.toByteArray());
    }
  }
}
