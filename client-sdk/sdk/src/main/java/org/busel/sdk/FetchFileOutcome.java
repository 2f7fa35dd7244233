package org.busel.sdk;

/// What became of fetching an attachment. What came is kept and was checked, and fetching again goes on from there, unless
/// said otherwise.
public sealed interface FetchFileOutcome {
  /// All of it is here and is what the sender sealed.
  ///
  /// @param partsFetched how many had to travel; 0 if it was here
  record Here(int partsFetched) implements FetchFileOutcome {}

  /// The relay does not have it: its time is over, or its sender has withdrawn it.
  record Gone() implements FetchFileOutcome {}

  /// What came is not what the sender sealed: the relay, or somebody on the way, has changed it.
  ///
  /// @param part the first that is wrong, from 0
  record Damaged(int part) implements FetchFileOutcome {}

  /// The connection broke, or the relay asks to wait.
  record Interrupted(String reason, int partsDone, int partsInAll) implements FetchFileOutcome {}

  /// The owner has had enough.
  record Cancelled(int partsDone, int partsInAll) implements FetchFileOutcome {}

  /// The disk of this device is full.
  record NoRoomHere(long bytesNeeded) implements FetchFileOutcome {}

  /// The message has no attachment, or is not here any more.
  record NoAttachment() implements FetchFileOutcome {}
}
