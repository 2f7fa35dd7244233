package org.busel.triage;

/// How many markers of manipulative style a text has. It says nothing about whether the text is right.
public enum Level {
  /// Few markers; calm texts can mislead too.
  FEW,
  /// Some markers.
  SOME,
  /// Many markers.
  MANY
}
