package org.busel.format;

import java.util.List;
import java.util.Optional;

/// What became of one answer.
public sealed interface Mark {
  /// Right.
  ///
  /// @param told what the trainer says to this answer
  /// @param explanation what the trainer says to everybody
  record Correct(List<String> told, Optional<String> explanation) implements Mark {
    public Correct {
      told = List.copyOf(told);
    }
  }

  /// Not right. In a locked quiz the explanation stays locked.
  record Incorrect(List<String> told, Optional<String> explanation) implements Mark {
    public Incorrect {
      told = List.copyOf(told);
    }
  }

  /// A reflection: kept, not graded.
  record Kept(Optional<String> explanation) implements Mark {}

  /// No answer to this question; ask again. Nothing was graded.
  ///
  /// @param hint what an answer looks like
  record NoAnswer(String hint) implements Mark {}

  /// A question that this version cannot ask; it counts as not right.
  record NeedsNewerApp() implements Mark {}
}
