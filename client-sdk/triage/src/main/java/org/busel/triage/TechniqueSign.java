package org.busel.triage;

import org.busel.triage.model.Technique;

/// A technique that the whole text shows signs of.
///
/// @param likely true when the technique is one that the model tells apart well and the signs are strong; otherwise
///     it is only possible
/// @param probability calibrated on the training data, 0 to 1
public record TechniqueSign(Technique technique, boolean likely, double probability) {}
