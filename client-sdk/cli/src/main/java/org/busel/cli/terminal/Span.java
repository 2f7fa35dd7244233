package org.busel.cli.terminal;

/// A piece of a line in one style.
public record Span(String text, Style style) {
  public static Span plain(String text) {
    return new Span(text, Style.PLAIN);
  }

  public static Span strong(String text) {
    return new Span(text, Style.STRONG);
  }

  public static Span faint(String text) {
    return new Span(text, Style.FAINT);
  }

  String shown(boolean colours) {
    String safe = SafeText.oneLine(text);
    return colours ? style.on(safe) : safe;
  }
}
