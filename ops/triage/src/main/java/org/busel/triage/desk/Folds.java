package org.busel.triage.desk;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Which of five folds a text is in. Decided by its group alone, so that texts which belong together - one channel,
/// one article in several languages, near-duplicates, one publisher - are never on both sides of a split.
final class Folds {
  static final int COUNT = 5;

  private Folds() {}

  static int of(Item item) {
    var crc = new CRC32();
    crc.update(item.group().getBytes(StandardCharsets.UTF_8));
    // The lower bits of a CRC are well mixed; 7 is the fixed seed of the split.
    return (int) (((crc.getValue() * 2_654_435_761L + 7) >>> 16) % COUNT);
  }
}
