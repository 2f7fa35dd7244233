package org.busel.triage.model;

/// One sparse example: which features are not 0, and their values. The arrays are as long as each other; nobody
/// changes them.
@SuppressWarnings("ArrayRecordComponent") // millions of numbers, never compared
public record Row(int[] indices, float[] values) {}
