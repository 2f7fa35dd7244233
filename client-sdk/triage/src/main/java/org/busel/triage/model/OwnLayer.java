package org.busel.triage.model;

import java.util.Map;
import java.util.Optional;

/// What a newsroom's own labels add to a model: for each expert that they were enough for, a correction of the
/// log-odds. The model itself stays as it is. Immutable and safe for many threads.
///
/// @param modelVersion the model that the corrections were learnt on; with any other they mean nothing
/// @param corrections by the number of the expert
public record OwnLayer(String modelVersion, Map<Integer, Correction> corrections) {
  public OwnLayer {
    corrections = Map.copyOf(corrections);
  }

  /// The correction for an expert, if there is one.
  public Optional<Correction> correction(int expert) {
    return Optional.ofNullable(corrections.get(expert));
  }
}
