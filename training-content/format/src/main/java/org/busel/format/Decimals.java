package org.busel.format;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Numbers in quizzes: as documents write them, and as people type them.
public final class Decimals {
  private static final Pattern WRITTEN = Pattern.compile("-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,9})?");
  private static final Pattern TYPED = Pattern.compile("[+-]?[0-9]{1,15}([.,][0-9]{1,9})?");

  private Decimals() {}

  /// A number of a document: `-?`, 1 to 15 digits without leading zeros, and at most 9 decimals behind a point.
  public static Optional<BigDecimal> written(String text) {
    return WRITTEN.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  /// A number as somebody types it: with a comma or a point, with spaces between digits, with a true minus sign.
  public static Optional<BigDecimal> typed(String text) {
    String plain = text.replaceAll("[\\s\\u00A0\\u2009\\u202F]", "").replace('\u2212', '-');
    return TYPED.matcher(plain).matches()
        ? Optional.of(new BigDecimal(plain.replace(',', '.')))
        : Optional.empty();
  }

  /// The only spelling of a number: no trailing zeros, no exponent, no minus before zero.
  public static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
