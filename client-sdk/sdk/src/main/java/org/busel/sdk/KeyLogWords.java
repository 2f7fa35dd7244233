package org.busel.sdk;

/// Why keys are not taken, in one line.
final class KeyLogWords {
  static final String WITNESS_SILENT =
      "nobody has vouched for the relay's key log for more than a week";

  private KeyLogWords() {}

  static String of(KeyLogTrouble trouble) {
    return switch (trouble) {
      case SET_BACK -> "the relay's key log was set back";
      case FORKED -> "the relay shows different people different keys";
      case LIED -> "the relay gives out other keys than its key log has";
      case OWN_KEYS -> "the relay's key log has keys for this account that are not its own";
      case UNSIGNED -> "the relay's key log is not signed as it should be";
    };
  }
}
