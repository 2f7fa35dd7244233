package org.busel.attachment;

/// What became of a part.
public sealed interface PutOutcome {
  /// Durable. A part that was there before is left as it was, and counts as stored.
  record Stored() implements PutOutcome {}

  /// No such attachment is open.
  record NotOpen() implements PutOutcome {}

  /// There is no part of that number and length.
  record WrongSize() implements PutOutcome {}
}
