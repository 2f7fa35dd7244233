package org.busel.format;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Somebody whom the curriculum board knows, with all their keys. Two keys of one person are one person's word.
///
/// @param name as learners shall see it, at most 200 characters
/// @param keys 1 to 10, sorted by id
public record Person(String name, List<VerifyingKey> keys) {
  /// The most keys of one person.
  public static final int MAX_KEYS = 10;

  public Person {
    keys = keys.stream().sorted(Comparator.comparing(VerifyingKey::id)).toList();
    if (keys.isEmpty() || keys.size() > MAX_KEYS) {
      throw new IllegalArgumentException("a person has 1 to " + MAX_KEYS + " keys");
    }
  }

  Json toJson() {
    return Json.Members.of(
        Map.of(
            "name",
            new Json.Text(name),
            "keyids",
            Texts.texts(keys.stream().map(key -> key.id().hex()).toList())));
  }
}
