package org.busel.triage.model;

/// Turns one technique's margin into a probability and says when to name it.
///
/// @param weight of the technique head's margin
/// @param document weight of the document's log-odds
/// @param shift added to both
/// @param named probability from which the technique is named at all
/// @param likely probability from which a reliable technique is called likely
public record TechniqueRule(
    double weight, double document, double shift, double named, double likely) {
  /// The log-odds of the technique.
  public double logit(double margin, double documentLogit) {
    return weight * margin + document * Math.max(-5, Math.min(5, documentLogit)) + shift;
  }
}
