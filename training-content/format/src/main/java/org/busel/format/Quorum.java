package org.busel.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Some keys, of which at least so many must sign: how TUF says who may say something.
///
/// @param keys sorted by id, none twice, at most [#MAX_KEYS]
/// @param threshold 1 or more; a threshold above the number of keys is met by nobody
public record Quorum(List<VerifyingKey> keys, int threshold) {
  /// The most keys of one quorum.
  public static final int MAX_KEYS = 1_000;

  public Quorum {
    keys = keys.stream().sorted(Comparator.comparing(VerifyingKey::id)).distinct().toList();
    if (threshold < 1 || threshold > SignedEnvelope.MAX_SIGNATURES || keys.size() > MAX_KEYS) {
      throw new IllegalArgumentException("a threshold or a number of keys is out of range");
    }
  }

  /// One key that signs alone.
  public static Quorum of(VerifyingKey key) {
    return new Quorum(List.of(key), 1);
  }

  /// How many of these keys have rightly signed `envelope`. What others have put on it counts for nothing.
  public int signaturesOn(SignedEnvelope envelope) {
    byte[] signed = envelope.toSign();
    int right = 0;
    for (Signature signature : envelope.signatures()) {
      for (VerifyingKey key : keys) {
        if (key.id().equals(signature.by()) && key.verifies(signed, signature)) {
          right++;
        }
      }
    }
    return right;
  }

  /// Whether enough of these keys have signed `envelope`.
  public boolean isMetBy(SignedEnvelope envelope) {
    return signaturesOn(envelope) >= threshold;
  }

  Json.Members toJson() {
    return Json.Members.of(
        Map.of(
            "keyids", Texts.texts(keys.stream().map(key -> key.id().hex()).toList()),
            "threshold", new Json.Whole(threshold)));
  }

  /// Reads `keyids` and `threshold`.
  static Quorum fromJson(Fields fields, Map<KeyId, VerifyingKey> known) throws MalformedException {
    List<KeyId> ids = fields.items("keyids", MAX_KEYS, place -> place.parsed(KeyId::parse));
    Set<KeyId> distinct = new HashSet<>(ids);
    if (distinct.size() != ids.size()) {
      throw new MalformedException("a role names a key twice");
    }
    List<VerifyingKey> keys = new ArrayList<>();
    for (KeyId id : ids) {
      @Nullable VerifyingKey key = known.get(id);
      if (key == null) {
        throw new MalformedException("a role names a key that is not there");
      }
      keys.add(key);
    }
    return new Quorum(
        keys, (int) fields.number("threshold", 1, SignedEnvelope.MAX_SIGNATURES));
  }
}
