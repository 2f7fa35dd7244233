package org.busel.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.busel.cli.labels.LabelBook;
import org.busel.cli.review.Batch;
import org.busel.cli.review.ReviewJson;
import org.busel.cli.review.ReviewPage;
import org.busel.cli.review.ReviewScreen;
import org.busel.cli.review.ReviewWords;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.triage.Review;
import org.busel.triage.Triage;
import org.busel.triage.model.Model;
import org.busel.triage.model.OwnLayer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Points at manipulative style in a text. Needs no profile and no network, and keeps nothing.
@Command(
    name = "triage",
    description = "point at places in a text whose style manipulates; looks at style, not at facts",
    synopsisSubcommandLabel = "[VERB]",
    footer = {
      "",
      "example:",
      "  busel triage article.txt",
      "  busel triage --html article.md > review.html",
      "  busel triage --batch texts.jsonl > reviews.jsonl"
    })
final class TriageVerb extends Verb {
  private final Terminal terminal;
  private final LabelBooks books;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      descriptionKey = "file",
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
      names = "--own",
      description = "heed what busel triage train learnt from your labels; asks their passphrase")
  private boolean own;

  @Option(
      names = "--words",
      paramLabel = "LANG",
      description = "language of the answer and of this help: en, be or ru (default: en)")
  private String language = "en";

  @Option(names = "--model", paramLabel = "FILE", description = "another model file")
  private @Nullable Path model;

  @Mixin private final LabelOptions labels;

  TriageVerb(Terminal terminal, LabelBooks books, ProfileOptions general) {
    this.terminal = terminal;
    this.books = books;
    this.labels = new LabelOptions(general);
  }

  @Override
  public void run() {
    if (baseRate != null && !(baseRate > 0 && baseRate < 1)) {
      throw Stop.misused("a base rate is above 0 and below 1", "busel triage --base-rate 0.1 FILE");
    }
    ReviewWords words = wordsIn(language);
    OptionalDouble rate = baseRate == null ? OptionalDouble.empty() : OptionalDouble.of(baseRate);
    Model shipped = TriageText.model(model);
    Triage triage = own ? new Triage(shipped, layer(shipped)) : new Triage(shipped);
    if (batch) {
      new Batch(terminal, triage, rate)
          .review(TriageText.read(terminal, file, TriageText.LARGEST_BATCH));
      return;
    }
    String text = TriageText.read(terminal, file, TriageText.LARGEST_TEXT);
    Review review = triage.review(text, rate);
    if (json) {
      terminal.print(new ReviewJson(Optional.empty(), review));
    } else if (html) {
      new ReviewPage(words).of(text, review).lines().forEach(terminal::print);
    } else {
      new ReviewScreen(terminal, words).print(text, review);
    }
  }

  /// The words of a review in a language that was typed.
  static ReviewWords wordsIn(String language) {
    if (!ReviewWords.LANGUAGES.contains(language)) {
      throw Stop.misused("a review is told in en, be or ru", "busel triage --words be FILE");
    }
    return ReviewWords.in(language);
  }

  private OwnLayer layer(Model shipped) {
    try (LabelBook book = books.existing(labels)) {
      OwnLayer layer =
          book.layer()
              .orElseThrow(() ->
                  Stop.misused("nothing has been learnt from your labels", "busel triage train"));
      if (!layer.modelVersion().equals(shipped.version())) {
        throw Stop.refused(
            "what was learnt from your labels belongs to another model", "busel triage train");
      }
      return layer;
    }
  }
}
