package org.busel.cli;

import java.util.Optional;
import org.busel.cli.labels.LabelBook;
import org.busel.cli.review.LearntJson;
import org.busel.cli.review.LearntScreen;
import org.busel.cli.review.ReviewWords;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.triage.model.Model;
import org.busel.triage.model.OwnLayer;
import org.busel.triage.own.Adaptation;
import org.busel.triage.own.Learnt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Learns from the newsroom's labels, on this device.
@Command(
    name = "train",
    description = {
      "learn from your labels, without a network, and say honestly whether that helps",
      "",
      "What was learnt is kept, encrypted, only if it answers better than the model alone on"
          + " labels",
      "it had not seen. The shipped model stays as it is; busel triage --own heeds both."
    },
    footer = {
      "",
      "example:",
      "  busel triage train",
      "  busel triage --own article.txt",
      "  busel triage train --forget"
    })
final class TriageTrainVerb extends Verb {
  private final Terminal terminal;
  private final LabelBooks books;

  @Option(names = "--try", description = "say what it would come to; keep nothing")
  private boolean onlyTry;

  @Option(names = "--forget", description = "forget what was learnt; the labels stay")
  private boolean forget;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Option(
      names = "--words",
      paramLabel = "LANG",
      description = "language of the answer and of this help: en, be or ru (default: en)")
  private String language = "en";

  @Mixin private final LabelOptions labels;

  TriageTrainVerb(Terminal terminal, LabelBooks books, ProfileOptions general) {
    this.terminal = terminal;
    this.books = books;
    this.labels = new LabelOptions(general);
  }

  @Override
  public void run() {
    ReviewWords words = TriageVerb.wordsIn(language);
    Model shipped = TriageText.model(null);
    try (LabelBook book = books.existing(labels)) {
      if (forget) {
        book.forgetLayer();
        terminal.print(words.say("learnt.forgotten"));
        return;
      }
      Adaptation adaptation = Adaptation.of(shipped, book.labels());
      Optional<OwnLayer> layer = adaptation.layer(shipped);
      boolean keeps = layer.isPresent() && !onlyTry;
      if (keeps) {
        book.keep(layer.orElseThrow());
      }
      if (json) {
        terminal.print(new LearntJson(adaptation, keeps));
      } else {
        new LearntScreen(terminal, words).print(adaptation, keeps);
      }
      if (layer.isEmpty()) {
        throw nothing(adaptation, book.layer().isPresent());
      }
      if (keeps) {
        terminal.hint("busel triage --own FILE");
      }
    }
  }

  private static Stop nothing(Adaptation adaptation, boolean earlier) {
    boolean few = adaptation.learnt().stream().allMatch(one -> one instanceof Learnt.TooFew);
    String error =
        few
            ? "too few labels: at least "
                + Adaptation.FEWEST
                + " of one model's languages are needed, and "
                + Adaptation.FEWEST_OF_A_KIND
                + " of each kind; nothing was replaced"
            : "your labels do not help yet; nothing was replaced";
    String more = "busel triage label FILE --manipulative yes";
    return earlier
        ? Stop.refused(
            error, more, "what was learnt earlier stays; to drop it: busel triage train --forget")
        : Stop.refused(error, more);
  }
}
