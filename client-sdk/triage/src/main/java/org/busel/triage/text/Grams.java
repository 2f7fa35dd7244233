package org.busel.triage.text;

import java.util.Arrays;

/// The hashed n-grams of a passage's own words, sentence by sentence: single words and pairs in the lower buckets,
/// runs of 3 to 5 characters inside words in the upper ones. Training and review read texts through this one class.
///
/// Belarusian, Russian and Ukrainian spellings of one sound fall together before hashing, so that the three
/// languages share what they have in common.
public final class Grams {
  /// Buckets for words and pairs.
  public static final int WORD_BUCKETS = 1 << 17;

  /// Buckets for runs of characters.
  public static final int CHARACTER_BUCKETS = 1 << 18;

  /// All buckets.
  public static final int BUCKETS = WORD_BUCKETS + CHARACTER_BUCKETS;

  /// Bits of the set that says which words have been seen in training.
  public static final int KNOWN_WORDS = 1 << 19;

  private static final int LONGEST_WORD = 40;
  private static final String FOLD_FROM = "іїыйўєэёґщ";
  private static final String FOLD_TO = "иииивеееггш";

  private int[] buckets = new int[4096];
  private int[] words = new int[4096];
  private int count;
  private int[] wordStarts = new int[256];
  private int[] wordEnds = new int[256];
  private int[] wordHashes = new int[256];
  private int wordCount;
  private final int[] sentenceGrams;
  private final int[] sentenceWords;
  private final char[] word = new char[LONGEST_WORD + 2];

  private Grams(int sentences) {
    sentenceGrams = new int[sentences + 1];
    sentenceWords = new int[sentences + 1];
  }

  public static Grams of(Passage passage) {
    var sentences = passage.sentences();
    var grams = new Grams(sentences.size());
    for (int i = 0; i < sentences.size(); i++) {
      grams.read(passage, sentences.get(i));
      grams.sentenceGrams[i + 1] = grams.count;
      grams.sentenceWords[i + 1] = grams.wordCount;
    }
    return grams;
  }

  /// N-grams with repeats.
  public int size() {
    return count;
  }

  public int bucket(int gram) {
    return buckets[gram];
  }

  /// The word that the n-gram is in, or that it begins with.
  public int wordOf(int gram) {
    return words[gram];
  }

  /// First n-gram of a sentence; with `sentences` itself, one past the last.
  public int firstGram(int sentence) {
    return sentenceGrams[sentence];
  }

  public int firstWord(int sentence) {
    return sentenceWords[sentence];
  }

  public int words() {
    return wordCount;
  }

  public int wordStart(int word) {
    return wordStarts[word];
  }

  public int wordEnd(int word) {
    return wordEnds[word];
  }

  /// The word's place in the set of known words.
  public int knownBit(int word) {
    return wordHashes[word] & (KNOWN_WORDS - 1);
  }

  private void read(Passage passage, Passage.Stretch sentence) {
    char[] chars = passage.chars();
    int before = 0;
    int i = sentence.start();
    while (i < sentence.end()) {
      char c = chars[i];
      if (passage.markAt(i) != Marks.OWN) {
        i++;
        before = 0;
      } else if (Character.isLetterOrDigit(c)) {
        int start = i;
        while (i < sentence.end() && passage.markAt(i) == Marks.OWN && inWord(chars, i)) i++;
        before = word(chars, start, i, before);
      } else {
        if (c == '!' || c == '?' || c == '…') {
          addWord(i, i + 1, c);
          int hash = mixed(0x51ED270B, c);
          addGram(hash >>> 15);
          before = hash;
        }
        i++;
      }
    }
  }

  private static boolean inWord(char[] chars, int i) {
    char c = chars[i];
    return Character.isLetterOrDigit(c) || c == '\'' || c == '’' || c == 'ʼ';
  }

  private int word(char[] chars, int start, int end, int before) {
    int length = 1;
    word[0] = ' ';
    int hash = 0x2545F491;
    for (int i = start; i < end && length <= LONGEST_WORD; i++) {
      char c = folded(chars[i]);
      if (c == 0 || (c == '0' && word[length - 1] == '0')) continue;
      word[length++] = c;
      hash = mixed(hash, c);
    }
    word[length++] = ' ';
    if (length == 2) return before;
    hash = finished(hash);
    addWord(start, end, hash);
    addGram(hash >>> 15);
    if (before != 0) addGram(finished(mixed(before, hash)) >>> 15);
    for (int from = 0; from + 3 <= length; from++) {
      int run = 0x1B873593;
      for (int k = 0; k < 5 && from + k < length; k++) {
        run = mixed(run, word[from + k]);
        if (k >= 2) addGram(WORD_BUCKETS + (finished(run) >>> 14));
      }
    }
    return hash;
  }

  private static char folded(char raw) {
    char c = Character.toLowerCase(raw);
    if (c >= '0' && c <= '9') return '0';
    if (c < 0x0400) return c == '\'' ? 0 : c;
    if (c == 'ь' || c == 'ъ' || c == '’' || c == 'ʼ') return 0;
    int at = FOLD_FROM.indexOf(c);
    return at < 0 ? c : FOLD_TO.charAt(at);
  }

  private static int mixed(int hash, int value) {
    int k = value * 0xCC9E2D51;
    k = Integer.rotateLeft(k, 15) * 0x1B873593;
    return Integer.rotateLeft(hash ^ k, 13) * 5 + 0xE6546B64;
  }

  private static int finished(int hash) {
    int h = hash;
    h = (h ^ (h >>> 16)) * 0x85EBCA6B;
    h = (h ^ (h >>> 13)) * 0xC2B2AE35;
    return h ^ (h >>> 16);
  }

  private void addGram(int bucket) {
    if (count == buckets.length) {
      buckets = Arrays.copyOf(buckets, count * 2);
      words = Arrays.copyOf(words, count * 2);
    }
    buckets[count] = bucket;
    words[count++] = wordCount - 1;
  }

  private void addWord(int start, int end, int hash) {
    if (wordCount == wordStarts.length) {
      wordStarts = Arrays.copyOf(wordStarts, wordCount * 2);
      wordEnds = Arrays.copyOf(wordEnds, wordCount * 2);
      wordHashes = Arrays.copyOf(wordHashes, wordCount * 2);
    }
    wordStarts[wordCount] = start;
    wordEnds[wordCount] = end;
    wordHashes[wordCount++] = hash;
  }
}
