package org.busel.triage.own;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.busel.triage.text.Grams;

/// Puts texts that are nearly the same into one group, so that none is answered by what learnt its twin.
final class Groups {
  private static final int WORDS_OF_A_SHINGLE = 4;
  private static final double NEARLY_THE_SAME = 0.3;
  // A phrase that many texts share is a channel's signature, not a sign of one text; it also bounds
  // the work.
  private static final int COMMON = 40;

  private Groups() {}

  /// The runs of words of a text, hashed.
  static int[] shingles(Grams grams) {
    return IntStream.rangeClosed(0, grams.words() - WORDS_OF_A_SHINGLE)
        .map(from -> {
          int hash = 17;
          for (int w = from; w < from + WORDS_OF_A_SHINGLE; w++)
            hash = 31 * hash + grams.knownBit(w);
          return hash;
        })
        .sorted()
        .distinct()
        .toArray();
  }

  /// For each example, the first example of its group.
  static int[] of(List<Example> examples) {
    Map<Integer, List<Integer>> holders = new HashMap<>();
    var first = new int[examples.size()];
    for (int i = 0; i < first.length; i++) {
      first[i] = i;
      Map<Integer, Integer> shared = new HashMap<>();
      for (int shingle : examples.get(i).shingles()) {
        List<Integer> having = holders.computeIfAbsent(shingle, s -> new ArrayList<>());
        for (int other : having) shared.merge(other, 1, Integer::sum);
        if (having.size() < COMMON) having.add(i);
      }
      for (var entry : new java.util.TreeMap<>(shared).entrySet()) {
        int shorter =
            Math.min(
                examples.get(i).shingles().length, examples.get(entry.getKey()).shingles().length);
        if (entry.getValue() > NEARLY_THE_SAME * shorter) join(first, i, entry.getKey());
      }
    }
    for (int i = 0; i < first.length; i++) first[i] = root(first, i);
    return first;
  }

  private static void join(int[] first, int a, int b) {
    int one = root(first, a);
    int two = root(first, b);
    first[Math.max(one, two)] = Math.min(one, two);
  }

  private static int root(int[] first, int of) {
    int at = of;
    while (first[at] != at) at = first[at];
    return at;
  }
}
