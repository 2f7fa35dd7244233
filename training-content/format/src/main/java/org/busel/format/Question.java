package org.busel.format;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One question of a [Quiz]. FORMAT.md, "Quiz".
///
/// @param id formed like a module id, once in the quiz
/// @param kind one of the constants here, or one that a later version added and an app cannot ask yet
/// @param text at most 2,000 characters
/// @param options what is chosen from, put in order, or matched, by kind; none where something is typed
/// @param matches what options are matched with; only for [#MATCH]
/// @param unit stands behind the number to be typed; only for [#NUMBER]
/// @param fixed whether the options stay in their order even in a quiz that shuffles them
/// @param key what is right
public record Question(
    String id,
    String kind,
    String text,
    List<String> options,
    List<String> matches,
    Optional<String> unit,
    boolean fixed,
    AnswerKey key) {
  /// Exactly one option is right.
  public static final String CHOICE = "choice";

  /// One or more options are right, and exactly those have to be chosen.
  public static final String MULTIPLE = "multiple";

  /// All options have to be put in the right order.
  public static final String ORDER = "order";

  /// Every option belongs to one of the matches.
  public static final String MATCH = "match";

  /// A number has to be typed, and may be off by a tolerance.
  public static final String NUMBER = "number";

  /// A word or a few have to be typed.
  public static final String SHORT_TEXT = "short-text";

  /// To think about, and to write down if one likes. Nobody grades it.
  public static final String REFLECTION = "reflection";

  /// All kinds that this version can ask.
  public static final Set<String> KINDS =
      Set.of(CHOICE, MULTIPLE, ORDER, MATCH, NUMBER, SHORT_TEXT, REFLECTION);

  /// The most options of a question.
  public static final int MAX_OPTIONS = 20;

  public Question {
    options = List.copyOf(options);
    matches = List.copyOf(matches);
  }

  /// Whether this version can ask it.
  public boolean known() {
    return KINDS.contains(kind);
  }

  /// Whether the answer counts for passing.
  public boolean graded() {
    return !kind.equals(REFLECTION);
  }

  Question withKey(AnswerKey other) {
    return new Question(id, kind, text, options, matches, unit, fixed, other);
  }
}
