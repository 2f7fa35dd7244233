package org.busel.triage.text;

import java.util.Arrays;

/// Cuts a long text into parts about as long as the posts that the model learnt from, so that a long text is not
/// judged by how much there is of it.
public final class Chunks {
  private Chunks() {}

  /// Groups sentences into chunks of about `words` own words.
  ///
  /// @return the first sentence of each chunk and, last, the number of sentences; at least one chunk
  public static int[] of(Grams grams, int sentences, int words) {
    int chunks = Math.max(1, Math.round(grams.firstWord(sentences) / (float) words));
    var bounds = new int[chunks + 1];
    int found = 1;
    for (int s = 0; s < sentences && found < chunks; s++) {
      long due = (long) grams.firstWord(sentences) * found / chunks;
      if (grams.firstWord(s + 1) >= due) bounds[found++] = s + 1;
    }
    bounds[found] = sentences;
    return Arrays.copyOf(bounds, found + 1);
  }
}
