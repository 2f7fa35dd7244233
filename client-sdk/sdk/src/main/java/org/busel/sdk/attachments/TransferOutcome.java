package org.busel.sdk.attachments;

/// How far a transfer came. Whatever it is: what was moved is kept, and the next try goes on from there, unless said
/// otherwise.
public sealed interface TransferOutcome {
  /// All of it is where it should be.
  ///
  /// @param partsMoved how many had to travel this time
  record Done(int partsMoved) implements TransferOutcome {}

  /// The relay does not have it: its time is over, its sender withdrew it, or it never was there.
  record Gone() implements TransferOutcome {}

  /// What came is not what the sender sealed.
  ///
  /// @param part the first that is wrong, from 0; after the last one if all open and are still another stream, of
  ///     which nothing was kept
  record Damaged(int part) implements TransferOutcome {}

  /// The connection broke, or the relay asks to wait.
  record Interrupted(String reason, int partsDone, int partsInAll) implements TransferOutcome {}

  /// The owner has had enough.
  record Cancelled(int partsDone, int partsInAll) implements TransferOutcome {}

  /// The relay has no room for it.
  record NoRoomAtRelay() implements TransferOutcome {}

  /// The relay does not take the tokens, or not this attachment.
  record Refused(String reason) implements TransferOutcome {}

  /// The disk of this device is full.
  record NoRoomHere(long bytesNeeded) implements TransferOutcome {}
}
