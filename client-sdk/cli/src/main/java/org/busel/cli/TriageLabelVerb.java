package org.busel.cli;

import java.util.ArrayList;
import java.util.List;
import org.busel.cli.labels.LabelBook;
import org.busel.cli.labels.LabelFolder;
import org.busel.cli.labels.LabelLines;
import org.busel.cli.review.ReviewWords;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.triage.Review;
import org.busel.triage.Triage;
import org.busel.triage.own.Labelled;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Keeps what the newsroom says about the style of texts.
@Command(
    name = "label",
    description = {
      "say of a text whether you call its style manipulative; kept encrypted, on this device only",
      "",
      "busel triage train learns from labels. The first one asks for a passphrase for all of them."
    },
    footer = {
      "",
      "example:",
      "  busel triage label article.txt --manipulative yes",
      "  busel triage label --batch labels.jsonl",
      "  busel triage label --list"
    })
final class TriageLabelVerb extends Verb {
  private final Terminal terminal;
  private final LabelBooks books;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      descriptionKey = "file",
      description = "plain text, Markdown or HTML; - for standard input")
  private String file = "-";

  @Option(
      names = "--manipulative",
      paramLabel = "yes|no",
      description = "whether you call the style manipulative; it is not about who is right")
  private @Nullable String manipulative;

  @Option(
      names = "--batch",
      description = "FILE has one JSON object with \"text\" and \"manipulative\" a line")
  private boolean batch;

  @Option(names = "--list", description = "count the labels; change nothing")
  private boolean list;

  @Option(names = "--forget", description = "remove all labels and what was learnt from them")
  private boolean forget;

  @Option(names = "--yes", description = "forget without asking")
  private boolean yes;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Option(
      names = "--words",
      paramLabel = "LANG",
      description = "language of the answer and of this help: en, be or ru (default: en)")
  private String language = "en";

  @Mixin private final LabelOptions labels;

  TriageLabelVerb(Terminal terminal, LabelBooks books, ProfileOptions general) {
    this.terminal = terminal;
    this.books = books;
    this.labels = new LabelOptions(general);
  }

  @Override
  public void run() {
    ReviewWords words = TriageVerb.wordsIn(language);
    if (forget) {
      forget(words);
    } else if (list) {
      try (LabelBook book = books.existing(labels)) {
        count(book, words, 0);
      }
    } else {
      add(words);
    }
  }

  private void add(ReviewWords words) {
    List<Labelled> given = given();
    Triage triage = new Triage(TriageText.model(null));
    List<Labelled> readable = new ArrayList<>();
    for (Labelled label : given) {
      if (canTeach(triage.review(label.text()))) {
        readable.add(label);
      }
    }
    if (readable.isEmpty()) {
      throw Stop.misused(
          "nothing can be learnt from this: too few own words, or a language that is not supported",
          "texts in be, en, ru or uk with 100 characters or more of the author's own");
    }
    try (LabelBook book = books.existingOrNew(labels)) {
      switch (book.add(readable)) {
        case LabelBook.Added.Kept _ -> count(book, words, given.size() - readable.size());
        case LabelBook.Added.NoRoom _ ->
            throw Stop.refused(
                "there is no room for more labels: "
                    + LabelBook.MOST_LABELS
                    + " are kept at most; nothing was changed",
                "begin another folder: --labels DIR");
      }
    }
  }

  private List<Labelled> given() {
    if (batch) {
      return switch (LabelLines.read(TriageText.read(terminal, file, TriageText.LARGEST_BATCH))) {
        case LabelLines.Read.Whole(List<Labelled> all) -> all;
        case LabelLines.Read.BadLine(int number) ->
            throw Stop.misused(
                "line "
                    + number
                    + " is not a JSON object with \"text\" and \"manipulative\"; nothing was kept",
                "such as: {\"text\": \"…\", \"manipulative\": true}");
      };
    }
    if (manipulative == null || !List.of("yes", "no").contains(manipulative)) {
      throw Stop.misused(
          "say whether you call the style manipulative",
          "busel triage label " + Typed.word(file) + " --manipulative yes",
          "busel triage label " + Typed.word(file) + " --manipulative no");
    }
    return List.of(
        new Labelled(
            TriageText.read(terminal, file, TriageText.LARGEST_TEXT), manipulative.equals("yes")));
  }

  private static boolean canTeach(Review review) {
    return switch (review) {
      case Review.Reviewed _ -> true;
      case Review.Abstained(var reason, _, _) ->
          switch (reason) {
            case TOO_SHORT, UNSUPPORTED_LANGUAGE -> false;
            case MOSTLY_UNKNOWN_WORDS, GREY_ZONE, SENTENCES_DISAGREE -> true;
          };
    };
  }

  private void count(LabelBook book, ReviewWords words, int leftOut) {
    int all = book.labels().size();
    int called = (int) book.labels().stream().filter(Labelled::manipulative).count();
    if (json) {
      terminal.print(fields -> {
        fields.writeNumberField("labels", all);
        fields.writeNumberField("manipulative", called);
        fields.writeNumberField("left_out", leftOut);
      });
      return;
    }
    terminal.print(words.say("labels", all, called, all - called));
    if (leftOut > 0) {
      terminal.print(words.say("labels.left-out", leftOut));
    }
    if (!list) {
      terminal.hint("busel triage train");
    }
  }

  private void forget(ReviewWords words) {
    LabelFolder folder = books.folder(labels);
    if (!folder.exists()) {
      throw LabelBooks.none(folder.path());
    }
    if (!yes && !terminal.surroundings().inputIsTerminal()) {
      throw Stop.misused("nobody is at the terminal to agree", "add --yes");
    }
    if (!yes && !terminal.confirms("forget all labels and what was learnt from them?")) {
      throw Stop.refused("nothing was forgotten");
    }
    if (!folder.forget()) {
      throw LabelBooks.inUse(folder.path());
    }
    terminal.print(words.say("labels.forgotten"));
  }
}
