package org.busel.triage.own;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.busel.triage.model.SmallModels;

/// Invented texts of a newsroom, always the same ones.
final class Newsroom {
  /// A word that the model has never seen.
  static final String OWN_WORD = "бобротряс";

  private static final String SYLLABLES = "ба ве ги до жу за ки лу мо на пе ро си та фу ха це";
  private static final int WORDS = 25;

  private Newsroom() {}

  /// Texts of invented words; every second one has [#OWN_WORD] in it three times, every third one shouts.
  static List<String> texts(int count) {
    var random = new Random(11);
    String[] syllables = SYLLABLES.split(" ", -1);
    var texts = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      var words = new ArrayList<String>();
      words.add("Сегодня это было");
      for (int w = 0; w < WORDS; w++) {
        var word = new StringBuilder();
        for (int s = 0; s < 3; s++) word.append(syllables[random.nextInt(syllables.length)]);
        words.add(word.toString());
      }
      if (i % 2 == 0) for (int k = 0; k < 3; k++) words.set(3 + 7 * k, OWN_WORD);
      List<String> known = i % 3 == 0 ? SmallModels.LOUD : SmallModels.CALM;
      texts.add(String.join(" ", words) + ". " + known.get(random.nextInt(known.size())));
    }
    return texts;
  }

  static List<Labelled> labelled(int count, Predicate<String> manipulative) {
    return texts(count).stream().map(t -> new Labelled(t, manipulative.test(t))).toList();
  }

  /// Labels that a coin threw.
  static List<Labelled> byCoin(int count) {
    var coin = new Random(3);
    return labelled(count, text -> coin.nextBoolean());
  }
}
