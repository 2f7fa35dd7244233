package org.busel.cli;

/// How something must be typed for a shell to hand it over whole.
final class Typed {
  private Typed() {}

  /// The word as it is, or in quotes if the shell would see more in it.
  static String word(String word) {
    return word.matches("[\\p{L}\\p{M}\\p{N}_./][\\p{L}\\p{M}\\p{N}_./-]*")
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
