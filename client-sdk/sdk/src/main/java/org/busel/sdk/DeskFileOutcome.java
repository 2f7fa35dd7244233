package org.busel.sdk;

/// What became of sending a file to a desk.
public sealed interface DeskFileOutcome {
  /// The relay has all of it, once for everybody, and the message about it was saved and sent like any other.
  ///
  /// @param message what became of that
  record Said(DeskSendOutcome message) implements DeskFileOutcome {}

  /// Nothing has reached anybody. Where the upload had begun, sending the same file to the same desk again goes on where
  /// it stopped.
  ///
  /// @param why never [SendFileOutcome.Sent]
  record NotSaid(SendFileOutcome why) implements DeskFileOutcome {}

  /// This device's owner does not belong to that desk, or does so no more.
  record NotAMember() implements DeskFileOutcome {}
}
