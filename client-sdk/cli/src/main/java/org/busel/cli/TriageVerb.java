package org.busel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.busel.cli.review.Batch;
import org.busel.cli.review.ReviewJson;
import org.busel.cli.review.ReviewPage;
import org.busel.cli.review.ReviewScreen;
import org.busel.cli.review.ReviewWords;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.triage.Review;
import org.busel.triage.Triage;
import org.busel.triage.model.ModelFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Points at manipulative style in a text. Needs no profile and no network, and keeps nothing.
@Command(
    name = "triage",
    description = "point at places in a text whose style manipulates; looks at style, not at facts",
    footer = {
      "",
      "example:",
      "  busel triage article.txt",
      "  busel triage --html article.md > review.html",
      "  busel triage --batch texts.jsonl > reviews.jsonl"
    })
final class TriageVerb extends Verb {
  private static final int LARGEST_TEXT = 8 * 1024 * 1024;
  private static final int LARGEST_BATCH = 256 * 1024 * 1024;
  private static final String SHIPPED = "/org/busel/triage/style.model";

  private final Terminal terminal;

  @Parameters(
      paramLabel = "FILE",
      description = "plain text, Markdown or HTML; - for standard input")
  private String file = "-";

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Option(names = "--html", description = "print a page that needs nothing else")
  private boolean html;

  @Option(
      names = "--batch",
      description = "FILE has one JSON object with \"text\" a line; answer each with a line")
  private boolean batch;

  @Option(
      names = "--base-rate",
      paramLabel = "P",
      description = "share of manipulative texts among those you review, above 0 and below 1")
  private @Nullable Double baseRate;

  @Option(
      names = "--words",
      paramLabel = "LANG",
      description = "language of the answer: en, be or ru (default: en)")
  private String language = "en";

  @Option(names = "--model", paramLabel = "FILE", description = "another model file")
  private @Nullable Path model;

  TriageVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    if (baseRate != null && !(baseRate > 0 && baseRate < 1)) {
      throw Stop.misused("a base rate is above 0 and below 1", "busel triage --base-rate 0.1 FILE");
    }
    if (!ReviewWords.LANGUAGES.contains(language)) {
      throw Stop.misused("a review is told in en, be or ru", "busel triage --words be FILE");
    }
    OptionalDouble rate = baseRate == null ? OptionalDouble.empty() : OptionalDouble.of(baseRate);
    Triage triage = new Triage(modelOf(bytesOfModel()));
    if (batch) {
      new Batch(terminal, triage, rate).review(text(LARGEST_BATCH));
      return;
    }
    String text = text(LARGEST_TEXT);
    Review review = triage.review(text, rate);
    if (json) {
      terminal.print(new ReviewJson(Optional.empty(), review));
    } else if (html) {
      new ReviewPage(ReviewWords.in(language)).of(text, review).lines().forEach(terminal::print);
    } else {
      new ReviewScreen(terminal, ReviewWords.in(language)).print(text, review);
    }
  }

  private static org.busel.triage.model.Model modelOf(byte[] bytes) {
    return switch (ModelFile.read(bytes)) {
      case ModelFile.Read.Whole(var whole) -> whole;
      case ModelFile.Read.NotAModel() -> throw Stop.misused("this is not a model file");
      case ModelFile.Read.TooNew(int format) ->
          throw Stop.misused(
              "the model file has format " + format + ", which this busel does not know");
      case ModelFile.Read.Damaged(String reason) ->
          throw Stop.misused("the model file is damaged: " + reason);
    };
  }

  private byte[] bytesOfModel() {
    try {
      if (model != null) {
        if (Files.size(model) > ModelFile.LARGEST) {
          throw Stop.misused("this is not a model file: it is too large");
        }
        return Files.readAllBytes(model);
      }
      try (InputStream in = TriageVerb.class.getResourceAsStream(SHIPPED)) {
        if (in == null) {
          throw Stop.unavailable("this build has no model", "busel triage --model FILE");
        }
        return in.readAllBytes();
      }
    } catch (IOException e) {
      throw Stop.misused("the model file could not be read");
    }
  }

  private String text(int limit) {
    if (file.equals("-")) {
      return new String(
          terminal.input(limit).orElseThrow(() -> tooLarge(limit)), StandardCharsets.UTF_8);
    }
    Path path = Path.of(file);
    try {
      if (Files.size(path) > limit) {
        throw tooLarge(limit);
      }
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Stop.misused("file \"" + file + "\" could not be read");
    }
  }

  private static Stop tooLarge(int limit) {
    return Stop.misused("the text is larger than " + limit / (1024 * 1024) + " MB");
  }
}
