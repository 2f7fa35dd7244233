package org.busel.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds what somebody may have meant by a name that nothing goes by.
final class NearestNames {
  private static final int AT_MOST = 3;

  private NearestNames() {}

  /// Up to three names that are a slip of the finger away, or begin with what was typed; the nearest first.
  static List<String> of(String typed, Collection<String> names) {
    String wanted = typed.toLowerCase(Locale.ROOT);
    // One slip in a short name, up to three in a long one; more would suggest strangers.
    int slips = Math.clamp(wanted.length() / 3, 1, 3);
    return names.stream()
        .filter(name ->
            slips(wanted, name.toLowerCase(Locale.ROOT)) <= slips
                || (wanted.length() > 1 && name.toLowerCase(Locale.ROOT).startsWith(wanted)))
        .sorted(
            Comparator.comparingInt((String name) -> slips(wanted, name.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(AT_MOST)
        .toList();
  }

  /// How many letters must be put in, left out, replaced, or swapped with the next one (optimal string alignment).
  private static int slips(String from, String to) {
    int[][] distance = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          distance[i][j] = i + j;
          continue;
        }
        int replaced = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int least =
            Math.min(
                distance[i - 1][j - 1] + replaced,
                1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        distance[i][j] = swapped ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
      }
    }
    return distance[from.length()][to.length()];
  }
}
