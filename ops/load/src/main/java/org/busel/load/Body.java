package org.busel.load;

import java.util.SplittableRandom;

/// What a message consists of: random bytes, as sealed ones look, of which the first sixteen hold a stamp and a number, as
/// two longs, big-endian.
public final class Body {
  /// Length of every message.
  public static final int BYTES = 2_048;

  /// What stamp and number take at the beginning.
  public static final int HEAD_BYTES = 16;

  private Body() {}

  /// Random bytes; whoever sends them fills in the head.
  public static byte[] template(SplittableRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return bytes;
  }
}
