package org.busel.triage.desk;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.busel.triage.Triage;
import org.busel.triage.model.Model;
import org.busel.triage.model.ModelFile;

/// `ops/triage/evaluate DATA_DIR MODEL_FILE CARD_FILE [FOLDS_DIR] [--news FILE]`: prints one row a figure and writes the
/// metrics card.
///
/// Quality is measured by cross-validation of the recipe: five models, none of which has seen the texts it is asked
/// about, answering through the product's own [Triage]. Size and speed are measured on the model file given.
public final class EvaluateCommand {
  private static final int SNIPPETS_OF_A_TEXT = 8;
  private static final int LONG_TEXT = 6_000;
  private static final int REPEATS = 300;

  private EvaluateCommand() {}

  public static void main(String[] typed) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(typed));
    Optional<Path> news = option(arguments, "--news");
    if (arguments.size() < 3 || arguments.size() > 4) {
      System.err.println("evaluate: error: a data folder, a model file and a card file are needed");
      System.err.println(
          "evaluate: hint: ops/triage/evaluate DATA_DIR [MODEL_FILE [CARD_FILE [FOLDS_DIR]]]"
              + " [--news FILE]");
      System.exit(2);
    }
    byte[] file = Files.readAllBytes(Path.of(arguments.get(1)));
    if (!(ModelFile.read(file) instanceof ModelFile.Read.Whole(Model model))) {
      System.err.println(
          "evaluate: error: "
              + arguments.get(1)
              + " is not a whole model file: "
              + ModelFile.read(file));
      System.exit(2);
      return;
    }
    List<Prepared> texts =
        Corpus.read(Path.of(arguments.get(0))).stream().map(Prepared::of).toList();
    Optional<Path> kept = arguments.stream().skip(3).map(Path::of).findFirst();
    var validation =
        CrossValidation.of(texts, kept, words -> System.err.println("evaluate: " + words));
    var rows = new ArrayList<TableRow>();
    rows.addAll(Table.of(outcomes(texts, validation)));
    rows.addAll(Controls.of(texts, validation));
    if (news.isPresent()) rows.addAll(UnseenNews.rows(news.get(), new Triage(model)));
    rows.add(TableRow.atMost("model file, MB", TableRow.plain(file.length / 1e6), 12));
    rows.add(
        TableRow.atMost(
            "p95 of a review of 6,000 characters, ms of processor time",
            speed(new Triage(model), texts),
            10));
    for (TableRow row : rows) System.out.println(row.line());
    Files.writeString(Path.of(arguments.get(2)), card(model, rows), StandardCharsets.UTF_8);
  }

  private static Optional<Path> option(List<String> arguments, String name) {
    int at = arguments.indexOf(name);
    if (at < 0 || at + 1 >= arguments.size()) return Optional.empty();
    arguments.remove(at);
    return Optional.of(Path.of(arguments.remove(at)));
  }

  private static List<Outcome> outcomes(List<Prepared> texts, CrossValidation validation) {
    var outcomes = new ArrayList<Outcome>();
    for (int fold = 0; fold < Folds.COUNT; fold++) {
      Triage triage = validation.triage(fold);
      for (Prepared text : texts) {
        if (!asked(text) || Folds.of(text.item()) != fold) continue;
        outcomes.add(new Outcome(text, triage.review(text.item().text())));
      }
    }
    Triage any = validation.triage(0);
    for (Prepared text : snippets(texts))
      outcomes.add(new Outcome(text, any.review(text.item().text())));
    return outcomes;
  }

  private static boolean asked(Prepared text) {
    return switch (text.item().origin()) {
      case POST, TRANSLATED_POST, NEWS, ARTICLE -> true;
      case SNIPPET, SENTENCE -> false;
    };
  }

  /// Neighbouring sentences of one news site put together to texts as long as a post. The news part of the data also
  /// holds opinion and satire, of which nobody has said that it has few markers.
  private static List<Prepared> snippets(List<Prepared> texts) {
    var joined = new ArrayList<Prepared>();
    List<Item> news =
        texts.stream()
            .map(Prepared::item)
            .filter(item ->
                item.origin() == Item.Origin.SNIPPET && item.id().startsWith("udbe-telegraf"))
            .toList();
    for (int i = 0; i < news.size(); i += SNIPPETS_OF_A_TEXT) {
      List<Item> some = news.subList(i, Math.min(news.size(), i + SNIPPETS_OF_A_TEXT));
      String text = String.join("\n", some.stream().map(Item::text).toList());
      joined.add(
          Prepared.of(
              new Item(
                  some.getFirst().id(),
                  Item.Origin.SNIPPET,
                  "be",
                  text,
                  false,
                  Set.of(),
                  List.of(),
                  List.of(),
                  "news")));
    }
    return joined;
  }

  /// 95th percentile over warm reviews of Russian text of that length, in processor time of the one thread that does it: a
  /// clock on the wall would measure what else the machine is doing.
  private static Figures.Figure speed(Triage triage, List<Prepared> texts) {
    var long6000 = new StringBuilder();
    var inputs = new ArrayList<String>();
    for (Prepared text : texts) {
      if (!text.item().language().equals("ru")) continue;
      long6000.append(text.item().text()).append("\n\n");
      if (long6000.length() < LONG_TEXT) continue;
      inputs.add(long6000.substring(0, LONG_TEXT));
      long6000.setLength(0);
    }
    var times = new double[REPEATS];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int warm = 0; warm < 2; warm++) {
      for (int i = 0; i < REPEATS; i++) {
        long start = threads.getCurrentThreadCpuTime();
        Object review = triage.review(inputs.get(i % inputs.size()));
        times[i] =
            (threads.getCurrentThreadCpuTime() - start) / 1e6 + (review.hashCode() == 0 ? 1e-9 : 0);
      }
    }
    Arrays.sort(times);
    return new Figures.Figure(times[REPEATS * 95 / 100], times[REPEATS / 2], times[REPEATS - 1]);
  }

  private static String card(Model model, List<TableRow> rows) {
    var card = new StringBuilder();
    card.append("# Metrics of the style model\n\n");
    card.append("Model `")
        .append(model.version())
        .append("`. Written by `ops/triage/evaluate`.\n\n");
    card.append(
        "Quality comes from five-fold cross-validation by group (channel, article, publisher,"
            + " near-duplicate): ");
    card.append(
        "the recipe is trained and tuned on four folds, and the product's own review answers on the"
            + " fifth. ");
    card.append(
        "The English part chooses its penalty and how much it asks its sentences by folds inside"
            + " those four. ");
    card.append(
        "Intervals are 95 % bootstrap intervals over texts. For size and speed the interval is"
            + " median and worst.\n\n");
    card.append("| figure | value | interval | bar | came to |\n|---|---|---|---|---|\n");
    for (TableRow row : rows) card.append(row.cardLine()).append('\n');
    return card.toString();
  }
}
