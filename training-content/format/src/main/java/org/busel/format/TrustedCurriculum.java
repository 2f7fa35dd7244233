package org.busel.format;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A curriculum that the board has signed, in a chain that goes back to the pinned root. Only [TrustSet] makes one, so that
/// having it is the proof.
public final class TrustedCurriculum {
  private final Curriculum curriculum;
  private final Map<KeyId, VerifyingKey> keys = new HashMap<>();
  private final Map<KeyId, Person> owners = new HashMap<>();

  TrustedCurriculum(Curriculum curriculum) {
    this.curriculum = curriculum;
    for (Person person : curriculum.people()) {
      for (VerifyingKey key : person.keys()) {
        keys.put(key.id(), key);
        owners.put(key.id(), person);
      }
    }
  }

  /// What the board says.
  public Curriculum curriculum() {
    return curriculum;
  }

  /// The key with this id, if it is somebody's.
  Optional<VerifyingKey> key(KeyId id) {
    return Optional.ofNullable(keys.get(id));
  }

  /// The person whose key this is.
  Optional<Person> owner(KeyId id) {
    return Optional.ofNullable(owners.get(id));
  }

  @Override
  public String toString() {
    return "TrustedCurriculum[version " + curriculum.version() + "]";
  }
}
