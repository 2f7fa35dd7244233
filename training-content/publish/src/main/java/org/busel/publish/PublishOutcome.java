package org.busel.publish;

/// What became of offering a module or a curriculum to a relay.
public sealed interface PublishOutcome {
  /// The relay offers it, and what it offers was read back and is the same.
  ///
  /// @param chunksSent how many had to travel; 0 for a curriculum
  /// @param bytesSent of those chunks
  record Published(int chunksSent, long bytesSent) implements PublishOutcome {}

  /// No built module, or not whole.
  record NotBuilt(String reason) implements PublishOutcome {}

  /// A rule of the relay says no; its words.
  record Refused(String reason, String hint) implements PublishOutcome {}

  /// The relay says yes, but hands out something else.
  record ReadBackDiffers() implements PublishOutcome {}

  /// The relay did not answer, or with something that is no answer. What it has is kept: publish again to go on.
  record Unreachable(String reason) implements PublishOutcome {}
}
