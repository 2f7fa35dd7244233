package org.busel.format;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What one document of TUF says about another: which version, and perhaps its length and hash.
///
/// @param version 1 or more
/// @param length in bytes, if it is said
/// @param sha256 of the whole file, if it is said
public record Listed(int version, Optional<Integer> length, Optional<Sha256> sha256) {
  /// The document that `bytes` are.
  public static Listed of(int version, byte[] bytes) {
    return new Listed(version, Optional.of(bytes.length), Optional.of(Sha256.of(bytes)));
  }

  /// Whether `bytes` may be the document.
  boolean matches(byte[] bytes) {
    return length.filter(it -> it != bytes.length).isEmpty()
        && sha256.filter(it -> !it.equals(Sha256.of(bytes))).isEmpty();
  }

  Json toJson() {
    Map<String, Json> json = new TreeMap<>();
    json.put("version", new Json.Whole(version));
    length.ifPresent(it -> json.put("length", new Json.Whole(it)));
    sha256.ifPresent(it ->
        json.put("hashes", Json.Members.of(Map.of("sha256", new Json.Text(it.hex())))));
    return Json.Members.of(json);
  }

  static Listed fromJson(Fields fields) throws MalformedException {
    Optional<Sha256> sha256 = Optional.empty();
    if (fields.has("hashes")) {
      sha256 = Optional.of(hash(fields));
    }
    return new Listed(
        (int) fields.number("version", 1, Integer.MAX_VALUE),
        fields.has("length")
            ? Optional.of((int) fields.number("length", 1, StrictJson.MAX_BYTES))
            : Optional.empty(),
        sha256);
  }

  /// The SHA-256 of `hashes`; other hashes beside it are left alone, others alone are refused.
  static Sha256 hash(Fields fields) throws MalformedException {
    return fields.get("hashes").object().get("sha256").parsed(Sha256::parse);
  }
}
