package org.busel.author;

import java.util.Collection;
import java.util.Comparator;

/// Finds the word that somebody probably meant.
final class Nearest {
  private Nearest() {}

  /// A hint with the nearest of `known`, or with all of them if none is near.
  static String hint(String written, Collection<String> known) {
    return known.stream()
        .filter(it -> distance(written, it) <= Math.max(2, it.length() / 3))
        .min(Comparator.comparingInt((String it) -> distance(written, it)).thenComparing(it -> it))
        .map(it -> "did you mean " + it + "?")
        .orElseGet(() -> "known here: " + String.join(", ", known.stream().sorted().toList()));
  }

  /// Levenshtein distance; words are short.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(cost, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
