package org.busel.cli.terminal;

/// How a piece of a line looks on a terminal that shows colours; elsewhere it looks like nothing.
public enum Style {
  PLAIN(""),
  STRONG("1"),
  FAINT("2"),
  GOOD("32"),
  BAD("31"),
  /// Black on white, fixed in the 256-colour palette, so that no theme can turn a QR code inside out.
  INK("38;5;16;48;5;231");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  String on(String text) {
    return this == PLAIN ? text : "\033[" + code + "m" + text + "\033[0m";
  }
}
