package org.busel.format;

import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// The public half of an Ed25519 key: what a signature is checked with.
///
/// @param hex 64 lower-case hexadecimal digits, the 32 bytes of RFC 8032
public record VerifyingKey(String hex) {
  public VerifyingKey {
    if (!Hex.isHex(hex, 32)) {
      throw new IllegalArgumentException("a key has 64 lower-case hexadecimal digits");
    }
  }

  /// The key with these 32 bytes.
  ///
  /// @throws IllegalArgumentException if they are not 32
  public static VerifyingKey of(byte[] bytes) {
    return new VerifyingKey(Hex.write(bytes));
  }

  /// Reads a key, or nothing if `hex` is none.
  public static Optional<VerifyingKey> parse(String hex) {
    return Hex.isHex(hex, 32) ? Optional.of(new VerifyingKey(hex)) : Optional.empty();
  }

  /// The key's 32 bytes.
  public byte[] bytes() {
    return Hex.read(hex);
  }

  /// The key's name: SHA-256 over [#toJson].
  public KeyId id() {
    return new KeyId(Sha256.of(CanonicalJson.write(toJson())).hex());
  }

  /// The key as TUF metadata spells it.
  public Json.Members toJson() {
    return Json.Members.of(
        Map.of(
            "keytype", new Json.Text("ed25519"),
            "scheme", new Json.Text("ed25519"),
            "keyval", Json.Members.of(Map.of("public", new Json.Text(hex)))));
  }

  static VerifyingKey fromJson(Fields fields) throws MalformedException {
    String type = fields.text("keytype", 64);
    String scheme = fields.text("scheme", 64);
    if (!type.equals("ed25519") || !scheme.equals("ed25519")) {
      throw new MalformedException("a key is not an Ed25519 key");
    }
    return fields.get("keyval").object().get("public").parsed(VerifyingKey::parse);
  }

  /// Whether `signature` is this key's signature over `message`, by RFC 8032. A key that is no point of the curve
  /// verifies nothing.
  public boolean verifies(byte[] message, Signature signature) {
    try {
      Ed25519Signer signer = new Ed25519Signer();
      signer.init(false, new Ed25519PublicKeyParameters(bytes()));
      signer.update(message, 0, message.length);
      return signer.verifySignature(signature.bytes());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "VerifyingKey[" + id().forPeople() + "]";
  }
}
