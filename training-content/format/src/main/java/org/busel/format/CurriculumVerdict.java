package org.busel.format;

import java.time.Instant;

/// Whether a curriculum is to be believed.
public sealed interface CurriculumVerdict {
  /// The board signed it and it is in force. Remember its `known()`.
  record Trusted(TrustedCurriculum curriculum) implements CurriculumVerdict {}

  /// The board signed it, but its time is over: verify nothing new with it, ask for a newer one. What was verified
  /// before stays readable.
  record Expired(Instant since) implements CurriculumVerdict {}

  /// The pinned board key did not sign it.
  record NotSignedByBoard() implements CurriculumVerdict {}

  /// Something claims to be the board's signature and is not: the document was altered.
  record BadSignature() implements CurriculumVerdict {}

  /// An older one than this device knows: somebody leads it back.
  record OlderThanKnown(int version, int known) implements CurriculumVerdict {}

  /// Another one of the same version: the board, or somebody with its key, says two things.
  record Contradicts(int version) implements CurriculumVerdict {}

  /// It claims a format that this code does not read; a newer app is needed.
  record TooNew(String specVersion) implements CurriculumVerdict {}

  /// Bytes that can never be a curriculum.
  ///
  /// @param reason for a person; names the place, no content
  record Malformed(String reason) implements CurriculumVerdict {}
}
