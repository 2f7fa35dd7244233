package org.busel.triage.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.busel.triage.model.Expert;
import org.busel.triage.model.Model;
import org.busel.triage.model.ModelFile;

/// `ops/triage/train DATA_DIR MODEL_FILE`: the same data give the same bytes, on every machine.
public final class TrainCommand {
  private static final Map<String, String> ABOUT =
      Map.of(
          "name", "busel-style",
          "licence", "CC-BY-NC-SA-4.0; English part AGPL-3.0-only",
          "trained-on",
              "UNLP 2025 shared task posts; their Apertium translations; NTREX-128; Hyperpartisan"
                  + " by-article; BABE",
          "attribution", "see ATTRIBUTION.md beside the model");

  private TrainCommand() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 2 || arguments.length > 3) {
      System.err.println("train: error: a data folder and a model file are needed");
      System.err.println("train: hint: ops/triage/train DATA_DIR MODEL_FILE [FOLDS_DIR]");
      System.exit(2);
    }
    List<Prepared> texts = Corpus.read(Path.of(arguments[0])).stream().map(Prepared::of).toList();
    byte[] file =
        ModelFile.write(train(texts, Stream.of(arguments).skip(2).map(Path::of).findFirst()));
    Files.write(Path.of(arguments[1]), file);
    if (ModelFile.read(file) instanceof ModelFile.Read.Whole(Model model)) {
      System.out.println(model.version() + " " + file.length + " bytes");
    }
  }

  /// The model that is shipped.
  private static Model train(List<Prepared> texts, Optional<Path> kept) {
    var validation =
        CrossValidation.of(texts, kept, words -> System.err.println("train: " + words));
    Expert slavic = ExpertTrainer.allHeads(Recipe.EAST_SLAVIC, Texts.eastSlavic(texts));
    Expert english = ArticleTrainer.train(Texts.english(texts), Texts.sentences(texts));
    return new Model(ABOUT, "", List.of(slavic, english), validation.tunings());
  }
}
