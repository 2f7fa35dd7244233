package org.busel.triage.text;

/// What a character of a passage is, so that only the author's own words are counted.
public final class Marks {
  /// The author's own words.
  public static final byte OWN = 0;

  /// Inside quotation marks, a block quotation or a `<q>`: somebody else's words.
  public static final byte QUOTED = 1;

  /// Links, handles, channel signatures, calls to subscribe.
  public static final byte BOILERPLATE = 2;

  private Marks() {}
}
