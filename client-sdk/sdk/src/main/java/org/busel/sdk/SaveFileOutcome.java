package org.busel.sdk;

import java.nio.file.Path;

/// What became of saving an attachment outside of the profile, where it is no longer sealed.
public sealed interface SaveFileOutcome {
  /// It is there, readable by its owner only, and was not opened by anything.
  ///
  /// @param file where; numbered if its name was taken
  record Saved(Path file) implements SaveFileOutcome {}

  /// It is not here yet: fetch it first.
  record NotFetched() implements SaveFileOutcome {}

  /// What lies here is not what was sealed: the disk has harmed it. It was removed, and can be fetched again.
  record Damaged() implements SaveFileOutcome {}

  /// There is no such folder, or nothing can be written to it.
  record NoSuchFolder() implements SaveFileOutcome {}

  /// The disk is full; nothing was left behind.
  record NoRoom(long bytesNeeded) implements SaveFileOutcome {}

  /// The message has no attachment, or is not here any more.
  record NoAttachment() implements SaveFileOutcome {}
}
