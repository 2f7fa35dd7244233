package org.busel.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What is right in a question, and what is said about answers.
public sealed interface AnswerKey {
  /// Readable by everybody who has the module.
  ///
  /// @param told what is said to somebody who gave an answer, by its spelling: an option's number, counted from 0, or the
  ///     [QuizAnswer#spelling] of something typed
  /// @param explanation shown after answering, at most 2,000 characters
  record Open(Right right, Map<String, String> told, Optional<String> explanation)
      implements AnswerKey {
    public Open {
      told = Map.copyOf(told);
    }
  }

  /// Readable by somebody who gives the right answer, or tries all: FORMAT.md, "Locked answers".
  ///
  /// @param right boxes that the right answer opens; in each is the key of `explanation`
  /// @param told boxes with what is said about an answer, which that answer opens
  /// @param explanation a box
  /// @param decimals how many a number may have
  record Locked(
      List<String> right, List<String> told, Optional<String> explanation, OptionalInt decimals)
      implements AnswerKey {
    public Locked {
      right = List.copyOf(right);
      told = List.copyOf(told);
    }
  }
}
