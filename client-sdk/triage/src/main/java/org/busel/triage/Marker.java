package org.busel.triage;

import java.util.List;
import java.util.Optional;
import org.busel.triage.model.Technique;

/// A place that reads like those that people marked as manipulative.
///
/// @param technique the technique it most resembles; empty when the model cannot say
/// @param words up to three words that weighed most, heaviest first, as they stand in the text
public record Marker(Place place, Optional<Technique> technique, List<String> words) {
  public Marker {
    words = List.copyOf(words);
  }
}
