package org.busel.cli.terminal;

import java.util.List;

/// Ends a command: what went wrong in one sentence, what can be typed about it, and what the shell is told.
///
/// The sentence is lower case without a full stop. It is for the person at the terminal, so it may name their contacts
/// and files; it never goes anywhere else.
public final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Exit exit;
  private final List<String> hints;

  private Stop(Exit exit, String error, String... hints) {
    super(error, null, false, false);
    this.exit = exit;
    this.hints = List.of(hints);
  }

  /// A rule said no; trying again changes nothing.
  public static Stop refused(String error, String... hints) {
    return new Stop(Exit.REFUSED, error, hints);
  }

  /// What was typed, or a file that it names, makes no sense; nothing was tried.
  public static Stop misused(String error, String... hints) {
    return new Stop(Exit.MISUSED, error, hints);
  }

  /// Something was in the way; trying again later may work.
  public static Stop unavailable(String error, String... hints) {
    return new Stop(Exit.UNAVAILABLE, error, hints);
  }

  /// Nobody reads the data any more, as in `busel history hanna | head -1`; there is nothing to say about it.
  static Stop unheard() {
    return new Stop(Exit.UNAVAILABLE, "");
  }

  /// Whether there is nothing to say.
  boolean silent() {
    return error().isEmpty();
  }

  public Exit exit() {
    return exit;
  }

  public String error() {
    return String.valueOf(getMessage());
  }

  public List<String> hints() {
    return hints;
  }
}
