package org.busel.triage.own;

import org.busel.triage.model.Row;

/// A labelled text as an expert read it.
///
/// @param logit what the model alone says
/// @param row the whole text
/// @param shingles hashes of its runs of words, ascending
@SuppressWarnings("ArrayRecordComponent") // never compared
record Example(double logit, Row row, int[] shingles, boolean manipulative) {}
