package org.busel.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The 2,048 English words of BIP-39, eleven bits each. The first four letters of a word tell it from every other, and are
/// enough.
final class WordList {
  static final int BITS = 11;

  private static final int TELLING_LETTERS = 4;
  private static final int MOST_SUGGESTED = 3;
  private static final List<String> WORDS = load();
  private static final Map<String, Integer> NUMBERS = numbers();

  private WordList() {}

  private static List<String> load() {
    try (InputStream in =
        Objects.requireNonNull(WordList.class.getResourceAsStream("english.txt"), "english.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException("the words are not in this build", e);
    }
  }

  private static Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < WORDS.size(); i++) {
      numbers.put(start(WORDS.get(i)), i);
    }
    return numbers;
  }

  private static String start(String word) {
    return word.substring(0, Math.min(TELLING_LETTERS, word.length()));
  }

  /// The number of a word that was typed, or of its first four letters or more; nothing if it is none.
  static Optional<Integer> number(String typed) {
    String word = typed.strip().toLowerCase(Locale.ROOT);
    return Optional.ofNullable(NUMBERS.get(start(word)))
        .filter(number -> WORDS.get(number).startsWith(word));
  }

  /// Words that somebody may have meant, at most three, the nearest first.
  static List<String> near(String typed) {
    String word = typed.strip().toLowerCase(Locale.ROOT);
    List<String> near = new ArrayList<>(WORDS);
    near.removeIf(it -> distance(word, it) > 2);
    near.sort((a, b) -> Integer.compare(distance(word, a), distance(word, b)));
    return List.copyOf(near.subList(0, Math.min(MOST_SUGGESTED, near.size())));
  }

  /// Letters to put in, take out or change.
  private static int distance(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] now = new int[other.length() + 1];
      now[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(changed, 1 + Math.min(now[j - 1], before[j]));
      }
      before = now;
    }
    return before[other.length()];
  }

  /// The words for `bytes`, of which the first `words` times eleven bits count.
  static List<String> of(byte[] bytes, int words) {
    List<String> said = new ArrayList<>();
    for (int i = 0; i < words; i++) {
      int number = 0;
      for (int bit = i * BITS; bit < (i + 1) * BITS; bit++) {
        number = (number << 1) | ((bytes[bit / 8] >> (7 - bit % 8)) & 1);
      }
      said.add(WORDS.get(number));
    }
    return List.copyOf(said);
  }

  /// The bytes behind the numbers of words, filled up with zero bits.
  static byte[] bytes(List<Integer> numbers) {
    byte[] bytes = new byte[(numbers.size() * BITS + 7) / 8];
    int bit = 0;
    for (int number : numbers) {
      for (int i = BITS - 1; i >= 0; i--, bit++) {
        bytes[bit / 8] |= (byte) (((number >> i) & 1) << (7 - bit % 8));
      }
    }
    return bytes;
  }
}
