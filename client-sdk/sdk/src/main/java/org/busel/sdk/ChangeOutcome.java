package org.busel.sdk;

import java.time.Duration;

/// What became of the wish to change a message that was sent.
public sealed interface ChangeOutcome {
  /// Done here; the others are told now or, without a connection, with what waits.
  ///
  /// @param message as it is now
  /// @param told whether the relay has the news already
  record Changed(Message message, boolean told) implements ChangeOutcome {}

  /// There is no such message here, or nothing of it is left.
  record NoSuchMessage() implements ChangeOutcome {}

  /// Somebody else wrote it.
  record NotYours() implements ChangeOutcome {}

  /// Only words can be edited.
  record NotText() implements ChangeOutcome {}

  /// A text can be edited only for so long after it was sent. It can still be deleted.
  record TooLate(Duration within) implements ChangeOutcome {}

  /// A text can be edited only so many times. It can still be deleted.
  record TooOften(int limit) implements ChangeOutcome {}

  /// Longer than a message can be.
  ///
  /// @param limitBytes of UTF-8
  record TooLarge(int limitBytes) implements ChangeOutcome {}

  /// It was said in a desk to which this device's owner does not belong any more; nothing was changed.
  record NotAMember() implements ChangeOutcome {}

  /// A reaction is exactly one emoji.
  record NotAnEmoji() implements ChangeOutcome {}
}
