package org.busel.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.triage.model.Expert;
import org.busel.triage.model.Measures;
import org.busel.triage.model.Technique;
import org.busel.triage.model.TechniqueRule;
import org.busel.triage.model.Tuning;
import org.busel.triage.text.Grams;
import org.busel.triage.text.Passage;

/// Finds the places to show in one text. Used once and thrown away.
record Markers(
    Expert expert,
    Tuning tuning,
    String text,
    Passage passage,
    Grams grams,
    Measures measures,
    double logit) {
  private static final int MOST_WORDS = 3;
  private static final double SENTENCE_SHARE = 2;

  List<Marker> all() {
    var markers = new ArrayList<Marker>();
    for (int sentence = 0; sentence < passage.sentences().size(); sentence++) {
      if (Double.isNaN(measures.sentences()[sentence])) continue;
      boolean[] shown = tuning.spans().shown(measures, grams, sentence, logit);
      int first = grams.firstWord(sentence);
      Optional<Technique> technique = Optional.empty();
      boolean named = false;
      for (int w = 0; w < shown.length; w++) {
        if (!shown[w]) continue;
        int start = w;
        while (w + 1 < shown.length && shown[w + 1] && together(first + w, first + w + 1)) w++;
        if (!named) {
          technique = technique(sentence);
          named = true;
        }
        markers.add(marker(first + start, first + w, technique));
      }
    }
    return markers;
  }

  /// Words with quoted speech between them are two places.
  private boolean together(int word, int next) {
    for (int i = grams.wordEnd(word); i < grams.wordStart(next); i++) {
      if (passage.markAt(i) != org.busel.triage.text.Marks.OWN) return false;
    }
    return true;
  }

  private Marker marker(int firstWord, int lastWord, Optional<Technique> technique) {
    var place =
        new Place(
            passage.sourceStart(grams.wordStart(firstWord)),
            passage.sourceEnd(grams.wordEnd(lastWord) - 1));
    return new Marker(place, technique, heaviest(firstWord, lastWord));
  }

  private List<String> heaviest(int firstWord, int lastWord) {
    var words = new ArrayList<String>();
    var taken = new boolean[lastWord - firstWord + 1];
    while (words.size() < MOST_WORDS) {
      int best = -1;
      for (int w = 0; w < taken.length; w++) {
        float pull = measures.pulls()[firstWord + w];
        if (!taken[w] && pull > 0 && (best < 0 || pull > measures.pulls()[firstWord + best]))
          best = w;
      }
      if (best < 0) break;
      taken[best] = true;
      words.add(
          text.substring(
              passage.sourceStart(grams.wordStart(firstWord + best)),
              passage.sourceEnd(grams.wordEnd(firstWord + best) - 1)));
    }
    return words;
  }

  /// The technique whose head speaks loudest for the sentence and for the whole text.
  private Optional<Technique> technique(int sentence) {
    if (tuning.techniques().isEmpty()) return Optional.empty();
    double[] margins = expert.techniques(expert.sentenceRow(passage, grams, sentence));
    Technique best = Technique.LOADED_LANGUAGE;
    double most = Double.NEGATIVE_INFINITY;
    for (Technique technique : Technique.values()) {
      int t = technique.place();
      TechniqueRule rule = tuning.techniques().get(t);
      double whole = rule.logit(measures.techniques()[t], logit);
      if (1 / (1 + StrictMath.exp(-whole)) < rule.named()) continue;
      double speaks = SENTENCE_SHARE * margins[t] + whole;
      if (speaks > most) {
        most = speaks;
        best = technique;
      }
    }
    return most == Double.NEGATIVE_INFINITY ? Optional.empty() : Optional.of(best);
  }
}
