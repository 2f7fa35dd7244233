package org.busel.triage.desk;

import java.util.List;
import org.busel.triage.model.Language;

/// Which texts teach what. News teaches only the languages that have labelled texts too; unlabelled snippets teach
/// nothing; English learns from its own articles alone.
final class Texts {
  private Texts() {}

  static List<Prepared> eastSlavic(List<Prepared> texts) {
    return texts.stream()
        .filter(text ->
            switch (text.item().origin()) {
              case POST, TRANSLATED_POST -> true;
              case NEWS -> Language.of(text.item().language()).eastSlavic();
              case SNIPPET, ARTICLE -> false;
            })
        .toList();
  }

  static List<Prepared> english(List<Prepared> texts) {
    return texts.stream().filter(text -> text.item().origin() == Item.Origin.ARTICLE).toList();
  }
}
