package org.busel.triage.own;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.busel.triage.LanguageGuess;
import org.busel.triage.Triage;
import org.busel.triage.model.Correction;
import org.busel.triage.model.Expert;
import org.busel.triage.model.Language;
import org.busel.triage.model.Measures;
import org.busel.triage.model.Model;
import org.busel.triage.model.OwnLayer;
import org.busel.triage.model.Tuning;
import org.busel.triage.text.Grams;
import org.busel.triage.text.Passage;

/// What came of learning from a newsroom's labels on top of a model.
///
/// Every figure is cross-validated twice over: a correction answers only texts whose group it was not fitted on, and
/// how much to correct is chosen by a cross-validation inside what it was fitted on. So the figures hold for texts
/// like those labelled, and for no others.
///
/// @param learnt one entry for each expert whose languages were labelled
/// @param unread labels that no expert can use: too short, or in a language that the model does not know
public record Adaptation(String modelVersion, List<Learnt> learnt, int unread) {
  /// Labels that an expert's languages need together.
  public static final int FEWEST = 60;

  /// Labels of each of the two kinds among them.
  public static final int FEWEST_OF_A_KIND = 20;

  /// Most labels that are learnt from; the last ones count.
  public static final int MOST = 5_000;

  public Adaptation {
    learnt = List.copyOf(learnt);
  }

  /// Learns. Takes seconds for hundreds of labels and a minute or two for [#MOST].
  ///
  /// @param labels in the order in which they were given
  public static Adaptation of(Model model, List<Labelled> labels) {
    var byExpert = new TreeMap<Integer, List<Example>>();
    var languages = new HashMap<Integer, Set<Language>>();
    int unread = 0;
    List<Labelled> last = labels.subList(Math.max(0, labels.size() - MOST), labels.size());
    for (Labelled label : last) {
      Passage passage = Passage.of(label.text());
      Language language = LanguageGuess.of(passage);
      Optional<Tuning> tuning = model.tuning(language);
      int own = passage.ownCharacters(new Passage.Stretch(0, passage.length()));
      if (tuning.isEmpty() || own < Triage.FEWEST_CHARACTERS) {
        unread++;
        continue;
      }
      int expert = tuning.get().expert();
      byExpert
          .computeIfAbsent(expert, e -> new ArrayList<>())
          .add(example(model, tuning.get(), passage, label));
      languages.computeIfAbsent(expert, e -> EnumSet.noneOf(Language.class)).add(language);
    }
    var learnt = new ArrayList<Learnt>();
    for (var entry : byExpert.entrySet()) {
      Set<Language> of = Set.copyOf(languages.getOrDefault(entry.getKey(), Set.of()));
      learnt.add(learn(of, entry.getValue()));
    }
    return new Adaptation(model.version(), learnt, unread);
  }

  private static Example example(Model model, Tuning tuning, Passage passage, Labelled label) {
    Expert expert = model.expert(tuning);
    Grams grams = Grams.of(passage);
    Measures measures = expert.measure(passage, grams);
    return new Example(
        tuning.calibration().logit(measures),
        expert.weighing().row(passage, grams, 0, passage.sentences().size()),
        Groups.shingles(grams),
        label.manipulative());
  }

  private static Learnt learn(Set<Language> languages, List<Example> examples) {
    int manipulative = (int) examples.stream().filter(Example::manipulative).count();
    int other = examples.size() - manipulative;
    if (examples.size() < FEWEST || Math.min(manipulative, other) < FEWEST_OF_A_KIND)
      return new Learnt.TooFew(languages, manipulative, other);
    int[] groups = Groups.of(examples);
    Comparison comparison = Trial.compare(examples, groups);
    Fit fit = Trial.best(examples, groups);
    if (!comparison.helps() || fit.kind() == Learnt.Kind.NONE)
      return new Learnt.DoesNotHelp(languages, comparison);
    return new Learnt.Helps(languages, fit.kind(), comparison, fit.correction());
  }

  /// The layer to review with; empty when nothing helped.
  public Optional<OwnLayer> layer(Model model) {
    if (!model.version().equals(modelVersion))
      throw new IllegalArgumentException("learnt on another model");
    var corrections = new HashMap<Integer, Correction>();
    for (Learnt one : learnt) {
      if (!(one instanceof Learnt.Helps helps)) continue;
      for (Language language : helps.languages()) {
        model
            .tuning(language)
            .ifPresent(tuning -> corrections.put(tuning.expert(), helps.correction()));
      }
    }
    return corrections.isEmpty()
        ? Optional.empty()
        : Optional.of(new OwnLayer(modelVersion, Map.copyOf(corrections)));
  }
}
