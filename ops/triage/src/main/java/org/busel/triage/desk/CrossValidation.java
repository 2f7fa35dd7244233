package org.busel.triage.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.busel.triage.Triage;
import org.busel.triage.model.Expert;
import org.busel.triage.model.Language;
import org.busel.triage.model.Model;
import org.busel.triage.model.ModelFile;
import org.busel.triage.model.Tuning;

/// Trains without each fold in turn. What comes out are five whole models, each of which has seen neither a text of
/// its fold nor that text's label: its experts are trained, and its calibrations, levels and thresholds tuned, on the
/// other four.
final class CrossValidation {
  private final List<Prepared> texts;
  private final Optional<Path> kept;
  private final List<Expert> eastSlavic = new ArrayList<>();
  private final List<Expert> english = new ArrayList<>();
  private final List<Tried> triedEastSlavic = new ArrayList<>();
  private final List<Tried> triedEnglish = new ArrayList<>();
  private final Map<Integer, Map<Language, Tuning>> byFold = new HashMap<>();

  private CrossValidation(List<Prepared> texts, Optional<Path> kept) {
    this.texts = texts;
    this.kept = kept;
  }

  /// @param progress told in words what has been done
  /// @param kept folder where the experts of the folds are kept for the next run on the same data, if any
  static CrossValidation of(List<Prepared> texts, Optional<Path> kept, Consumer<String> progress) {
    var validation = new CrossValidation(texts, kept);
    for (int fold = 0; fold < Folds.COUNT; fold++) {
      validation.run(fold);
      progress.accept("fold " + (fold + 1) + " of " + Folds.COUNT + " trained");
    }
    return validation;
  }

  private void run(int fold) {
    Expert slavic =
        kept(
            "es" + fold,
            () ->
                ExpertTrainer.allHeads(Recipe.EAST_SLAVIC, without(fold, Texts.eastSlavic(texts))));
    Expert latin =
        kept(
            "en" + fold,
            () ->
                ArticleTrainer.train(
                    without(fold, Texts.english(texts)),
                    Texts.sentencesOfOthers(texts, within(fold, Texts.english(texts)))));
    eastSlavic.add(slavic);
    english.add(latin);
    for (Prepared text : Texts.eastSlavic(texts)) {
      if (Folds.of(text.item()) == fold) {
        triedEastSlavic.add(new Tried(text, slavic.measure(text.passage(), text.grams())));
      }
    }
    for (Prepared text : Texts.english(texts)) {
      if (Folds.of(text.item()) == fold) {
        triedEnglish.add(new Tried(text, latin.measure(text.passage(), text.grams())));
      }
    }
  }

  private Expert kept(String name, Supplier<Expert> train) {
    if (kept.isEmpty()) return train.get();
    Path file = kept.get().resolve(name);
    try {
      if (Files.exists(file)
          && ModelFile.read(Files.readAllBytes(file))
              instanceof ModelFile.Read.Whole(Model model)) {
        return model.experts().getFirst();
      }
      Expert expert = train.get();
      Files.createDirectories(kept.get());
      Files.write(file, ModelFile.write(new Model(Map.of(), "", List.of(expert), Map.of())));
      return expert;
    } catch (IOException e) {
      throw new UncheckedIOException("the experts of the folds cannot be kept", e);
    }
  }

  private static List<Prepared> without(int fold, List<Prepared> texts) {
    return texts.stream().filter(text -> Folds.of(text.item()) != fold).toList();
  }

  private static List<Prepared> within(int fold, List<Prepared> texts) {
    return texts.stream().filter(text -> Folds.of(text.item()) == fold).toList();
  }

  /// The tunings for a model that is trained on everything.
  Map<Language, Tuning> tunings() {
    return tunings(-1);
  }

  /// What reviews the texts of a fold.
  Triage triage(int fold) {
    return new Triage(
        new Model(
            Map.of("name", "fold " + fold),
            "fold-" + fold,
            List.of(eastSlavic.get(fold), english.get(fold)),
            byFold.computeIfAbsent(fold, this::tunings)));
  }

  /// The log-odds that the model of a fold gives to a text in the language of `item`.
  ToDoubleFunction<Prepared> triage(int fold, Item item) {
    Tuning tuning = byFold.computeIfAbsent(fold, this::tunings).get(Language.of(item.language()));
    if (tuning == null) throw new IllegalArgumentException("no tuning for " + item.language());
    Expert expert = tuning.expert() == 0 ? eastSlavic.get(fold) : english.get(fold);
    return text -> tuning.calibration().logit(expert.measure(text.passage(), text.grams()));
  }

  private Map<Language, Tuning> tunings(int without) {
    var tunings = new EnumMap<Language, Tuning>(Language.class);
    tunings.putAll(
        Tuner.eastSlavic(triedEastSlavic.stream().filter(t -> t.fold() != without).toList()));
    tunings.put(
        Language.ENGLISH,
        Tuner.english(triedEnglish.stream().filter(t -> t.fold() != without).toList(), 1));
    return tunings;
  }
}
