package org.busel.attachment;

/// What became of a request to open an attachment.
public sealed interface OpenOutcome {
  /// There is room for it, and its tokens are spent. Durable.
  record Opened(Held held) implements OpenOutcome {}

  /// It was opened before with the same length, and has these parts; nothing was spent.
  record AlreadyOpen(Held held) implements OpenOutcome {}

  /// It was opened before with another length. Nothing changed.
  record OtherLength() implements OpenOutcome {}

  /// A token was spent before. Nothing changed.
  record TokenSpent() implements OpenOutcome {}
}
