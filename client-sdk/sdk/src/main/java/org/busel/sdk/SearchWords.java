package org.busel.sdk;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What somebody looks for in what was said, in Belarusian, Russian or English.
///
/// Case, apostrophes, ё for е and ў for у make no difference, nor does a word's ending: a word is found by its
/// beginning without the usual endings. It errs towards finding too much.
final class SearchWords {
  private static final int SHORTEST_STEM = 3;
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern APOSTROPHES = Pattern.compile("['’ʼ`´‘]");

  /// Normalised, longest first.
  private static final List<String> ENDINGS =
      Stream.of(
              "ами ями амi ямi ого его ага яга ому ему аму яму ыми ими ымі імі амі ямі",
              "ой ей ай эй ом ем ам ям ах ях ов ев ау оу еу яу ую юю ая яя ое ее ые ие ыя ія ае",
              "ых их іх ым им ім ый ий ы и і а я у ю о е э ь й",
              "ing ed es s")
          .flatMap(line -> Arrays.stream(line.split(" ", -1)))
          .sorted(Comparator.comparingInt(String::length).reversed())
          .toList();

  private final List<String> stems;

  private SearchWords(List<String> stems) {
    this.stems = stems;
  }

  static SearchWords of(String query) {
    return new SearchWords(words(query).map(SearchWords::stem).toList());
  }

  /// Whether nothing is looked for.
  boolean isEmpty() {
    return stems.isEmpty();
  }

  /// Whether every word is in `text`.
  boolean isIn(String text) {
    List<String> words = words(text).toList();
    return stems.stream().allMatch(stem -> words.stream().anyMatch(word -> word.startsWith(stem)));
  }

  private static Stream<String> words(String text) {
    String plain =
        APOSTROPHES
            .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
            .replaceAll("")
            .replace('ё', 'е')
            .replace('ў', 'у');
    return BETWEEN_WORDS.splitAsStream(plain).filter(word -> !word.isEmpty());
  }

  private static String stem(String word) {
    return ENDINGS.stream()
        .filter(
            ending -> word.endsWith(ending) && word.length() - ending.length() >= SHORTEST_STEM)
        .findFirst()
        .map(ending -> word.substring(0, word.length() - ending.length()))
        .orElse(word);
  }
}
