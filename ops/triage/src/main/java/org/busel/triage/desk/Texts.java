package org.busel.triage.desk;

import java.util.List;
import java.util.Locale;
import org.busel.triage.model.Language;

/// Which texts teach what. News teaches only the languages that have labelled texts too; unlabelled snippets teach
/// nothing; English learns from its own articles and sentences.
final class Texts {
  private Texts() {}

  static List<Prepared> eastSlavic(List<Prepared> texts) {
    return texts.stream()
        .filter(text ->
            switch (text.item().origin()) {
              case POST, TRANSLATED_POST -> true;
              case NEWS -> Language.of(text.item().language()).eastSlavic();
              case SNIPPET, ARTICLE, SENTENCE -> false;
            })
        .toList();
  }

  static List<Prepared> english(List<Prepared> texts) {
    return texts.stream().filter(text -> text.item().origin() == Item.Origin.ARTICLE).toList();
  }

  static List<Prepared> sentences(List<Prepared> texts) {
    return texts.stream().filter(text -> text.item().origin() == Item.Origin.SENTENCE).toList();
  }

  /// The sentences of outlets that published none of these articles.
  static List<Prepared> sentencesOfOthers(List<Prepared> texts, List<Prepared> articles) {
    return sentences(texts).stream()
        .filter(sentence ->
            articles.stream()
                .noneMatch(article ->
                    plain(article.item().group()).contains(plain(sentence.item().group()))))
        .toList();
  }

  private static String plain(String publisher) {
    return publisher.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
