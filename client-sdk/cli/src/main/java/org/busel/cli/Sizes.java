package org.busel.cli;

import java.util.Locale;

/// Numbers of bytes as people on a thin line read them.
final class Sizes {
  private static final long KIB = 1024;

  private Sizes() {}

  /// Rounded up, so that nobody pays for more than was said: `17 KiB`, `2.4 MiB`.
  static String of(long bytes) {
    if (bytes < KIB) {
      return bytes + " B";
    }
    long kib = Math.ceilDiv(bytes, KIB);
    if (kib < KIB) {
      return kib + " KiB";
    }
    double mib = Math.ceil(kib * 10.0 / KIB) / 10;
    return String.format(Locale.ROOT, "%.1f MiB", mib);
  }
}
