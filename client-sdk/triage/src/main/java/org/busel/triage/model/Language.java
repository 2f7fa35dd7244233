package org.busel.triage.model;

import java.util.Locale;

/// The languages that a review tells apart.
public enum Language {
  BELARUSIAN("be"),
  ENGLISH("en"),
  POLISH("pl"),
  RUSSIAN("ru"),
  UKRAINIAN("uk"),
  /// None of the others, or not enough letters to say.
  UNKNOWN("und");

  private final String code;

  Language(String code) {
    this.code = code;
  }

  /// The BCP 47 code.
  public String code() {
    return code;
  }

  /// The language with this code, or [#UNKNOWN].
  public static Language of(String code) {
    String wanted = code.toLowerCase(Locale.ROOT);
    for (Language language : values()) {
      if (language.code.equals(wanted)) return language;
    }
    return UNKNOWN;
  }

  /// True for the three that share one model.
  public boolean eastSlavic() {
    return this == BELARUSIAN || this == RUSSIAN || this == UKRAINIAN;
  }
}
