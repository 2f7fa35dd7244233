package org.busel.triage.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that a review needs besides the text. Immutable and safe for many threads.
///
/// @param about what the file says of itself: `name`, `licence`, `attribution`, `trained-on`
/// @param version first 16 hexadecimal digits of the SHA-256 of the file's content
public record Model(
    Map<String, String> about,
    String version,
    List<Expert> experts,
    Map<Language, Tuning> tunings) {
  public Model {
    about = Map.copyOf(about);
    experts = List.copyOf(experts);
    tunings = Map.copyOf(tunings);
  }

  /// How the language is read; empty when the model does not know it.
  public Optional<Tuning> tuning(Language language) {
    return Optional.ofNullable(tunings.get(language));
  }

  /// The expert that a tuning names.
  public Expert expert(Tuning tuning) {
    return experts.get(tuning.expert());
  }
}
