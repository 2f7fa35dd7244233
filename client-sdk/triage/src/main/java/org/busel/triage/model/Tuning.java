package org.busel.triage.model;

import java.util.List;

/// What makes an expert fit for one language.
///
/// @param expert which of the model's experts reads the language
/// @param techniques rules in the order of [org.busel.triage.Technique]; empty when the expert names none
/// @param experimental whether people are told that the language was tried on little or translated data
public record Tuning(
    int expert,
    Calibration calibration,
    SpanRule spans,
    List<TechniqueRule> techniques,
    boolean experimental) {
  public Tuning {
    techniques = List.copyOf(techniques);
  }
}
