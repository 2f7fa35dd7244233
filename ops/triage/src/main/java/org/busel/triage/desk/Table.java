package org.busel.triage.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.busel.triage.Findings;
import org.busel.triage.Marker;
import org.busel.triage.model.Technique;

/// The figures of quality, each counted on what the product itself answered to texts it had not seen.
final class Table {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final int DRAWS = 200;

  private final List<Outcome> outcomes;
  private final List<TableRow> rows = new ArrayList<>();

  private Table(List<Outcome> outcomes) {
    this.outcomes = outcomes;
  }

  static List<TableRow> of(List<Outcome> outcomes) {
    var table = new Table(outcomes);
    table.documents();
    table.selective();
    table.techniques();
    table.spans();
    table.journalism();
    table.english();
    return table.rows;
  }

  private List<Outcome> where(Predicate<Outcome> which) {
    return outcomes.stream().filter(which).toList();
  }

  private List<Outcome> posts(String language) {
    return where(
        o -> o.item().origin() == Item.Origin.POST && o.item().language().equals(language));
  }

  private static Figures.Scored scored(List<Outcome> outcomes) {
    var scores = new double[outcomes.size()];
    var labels = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = outcomes.get(i).probability();
      labels[i] = outcomes.get(i).item().manipulative();
    }
    return new Figures.Scored(scores, labels);
  }

  private void documents() {
    List<Outcome> posts = where(o -> o.item().origin() == Item.Origin.POST);
    var all = scored(posts);
    var uk = scored(posts("uk"));
    var ru = scored(posts("ru"));
    rows.add(TableRow.atLeast("UNLP AUC, all", Figures.withInterval(all, Figures::auc), 0.83));
    rows.add(TableRow.atLeast("UNLP AUC, Ukrainian", Figures.withInterval(uk, Figures::auc), 0.83));
    rows.add(TableRow.atLeast("UNLP AUC, Russian", Figures.withInterval(ru, Figures::auc), 0.79));
    rows.add(
        TableRow.atLeast(
            "UNLP macro-F1 at 0.5", Figures.withInterval(all, s -> Figures.macroF1(s, 0.5)), 0.73));
    rows.add(
        TableRow.atMost(
            "UNLP calibration error, all",
            Figures.withInterval(all, Figures::calibrationError),
            0.04));
    rows.add(
        TableRow.atMost(
            "UNLP calibration error, Ukrainian",
            Figures.withInterval(uk, Figures::calibrationError),
            0.08));
    rows.add(
        TableRow.atMost(
            "UNLP calibration error, Russian",
            Figures.withInterval(ru, Figures::calibrationError),
            0.08));
    var be = scored(where(o -> o.item().origin() == Item.Origin.TRANSLATED_POST));
    rows.add(shown("machine-translated Belarusian AUC", Figures.withInterval(be, Figures::auc)));
    rows.add(
        shown(
            "machine-translated Belarusian calibration error",
            Figures.withInterval(be, Figures::calibrationError)));
  }

  private void selective() {
    List<Outcome> posts = where(o -> o.item().origin() == Item.Origin.POST);
    List<Outcome> answered = posts.stream().filter(Outcome::reviewed).toList();
    List<Outcome> many = posts.stream().filter(Outcome::many).toList();
    rows.add(TableRow.atLeast("UNLP selective: coverage", share(posts, Outcome::reviewed), 0.50));
    var sides = new double[answered.size()];
    var labels = new boolean[sides.length];
    for (int i = 0; i < sides.length; i++) {
      sides[i] = answered.get(i).few() ? 0 : 1;
      labels[i] = answered.get(i).item().manipulative();
    }
    var scored = new Figures.Scored(sides, labels);
    rows.add(
        TableRow.atLeast(
            "UNLP selective: macro-F1",
            Figures.withInterval(scored, s -> Figures.macroF1(s, 0.5)),
            0.84));
    rows.add(
        TableRow.atLeast(
            "UNLP precision of \"many\"", share(many, o -> o.item().manipulative()), 0.90));
    rows.add(
        shown(
            "UNLP not manipulative among \"few\"",
            share(posts.stream().filter(Outcome::few).toList(), o -> !o.item().manipulative())));
    rows.add(shown("UNLP language told correctly", share(posts, Table::languageRight)));
    rows.add(
        shown(
            "machine-translated Belarusian: language told correctly",
            share(
                where(o -> o.item().origin() == Item.Origin.TRANSLATED_POST),
                Table::languageRight)));
  }

  private static boolean languageRight(Outcome outcome) {
    return outcome
        .findings()
        .map(f -> f.language().code())
        .orElse("")
        .equals(outcome.item().language());
  }

  private void techniques() {
    List<Outcome> posts = where(o -> o.item().origin() == Item.Origin.POST);
    rows.add(TableRow.atLeast("technique macro-F1", resampled(posts, Table::techniqueF1), 0.37));
    for (Technique technique : Technique.values()) {
      rows.add(
          shown(
              "technique F1: " + technique.id(),
              resampled(posts, drawn -> techniqueF1(drawn, technique))));
    }
  }

  private static double techniqueF1(List<Outcome> posts) {
    double sum = 0;
    for (Technique technique : Technique.values()) sum += techniqueF1(posts, technique);
    return sum / Technique.values().length;
  }

  private static double techniqueF1(List<Outcome> posts, Technique technique) {
    int hit = 0;
    int both = 0;
    for (Outcome post : posts) {
      boolean is = post.item().techniques().contains(technique.id());
      boolean said =
          post.findings().stream()
              .flatMap(f -> f.techniques().stream())
              .anyMatch(s -> s.technique() == technique);
      if (is) both++;
      if (said) both++;
      if (is && said) hit++;
    }
    return both == 0 ? 0 : 2.0 * hit / both;
  }

  /// Hits, and words said or marked, of one post.
  private record Words(int hit, int both) {}

  private void spans() {
    List<Words> counts =
        where(o -> o.item().origin() == Item.Origin.POST).stream().map(Table::words).toList();
    rows.add(
        TableRow.atLeast(
            "span token-F1",
            resampled(
                counts,
                drawn ->
                    2.0
                        * drawn.stream().mapToInt(Words::hit).sum()
                        / drawn.stream().mapToInt(Words::both).sum()),
            0.50));
  }

  private static Words words(Outcome outcome) {
    String text = outcome.item().text();
    int hit = 0;
    int both = 0;
    Matcher word = WORD.matcher(text);
    List<Marker> markers = outcome.findings().map(Findings::markers).orElse(List.of());
    while (word.find()) {
      int at = word.start();
      if (outcome.item().ignored().stream().anyMatch(i -> at >= i[0] && at < i[1])) continue;
      boolean is = outcome.text().isMarked(at);
      boolean said =
          markers.stream().anyMatch(m -> at >= m.place().start() && at < m.place().end());
      if (is) both++;
      if (said) both++;
      if (is && said) hit++;
    }
    return new Words(hit, both);
  }

  private void journalism() {
    for (String language : List.of("uk", "ru", "be", "en")) {
      List<Outcome> news =
          where(o -> o.item().origin() == Item.Origin.NEWS && o.item().language().equals(language));
      rows.add(
          TableRow.atMost(
              "false \"many\" on NTREX news, " + language, share(news, Outcome::many), 0.02));
    }
    List<Outcome> snippets = where(o -> o.item().origin() == Item.Origin.SNIPPET);
    rows.add(
        TableRow.atMost(
            "false \"many\" on UD Belarusian news site", share(snippets, Outcome::many), 0.02));
    List<Outcome> calm = posts("ru").stream().filter(o -> !o.item().manipulative()).toList();
    rows.add(
        shown("\"many\" on Russian posts that people left unmarked", share(calm, Outcome::many)));
    var articles = new HashMap<String, Map<String, Double>>();
    for (Outcome o : where(o -> o.item().origin() == Item.Origin.NEWS)) {
      articles
          .computeIfAbsent(o.item().group(), g -> new HashMap<>())
          .put(o.item().language(), o.probability());
    }
    rows.add(
        TableRow.atMost(
            "same article in ru, uk, be: mean difference",
            resampled(List.copyOf(articles.values()), Table::difference),
            0.08));
  }

  private static double difference(List<Map<String, Double>> articles) {
    double sum = 0;
    for (Map<String, Double> article : articles) {
      double ru = article.getOrDefault("ru", 0.0);
      double uk = article.getOrDefault("uk", 0.0);
      double be = article.getOrDefault("be", 0.0);
      sum += (Math.abs(ru - uk) + Math.abs(ru - be) + Math.abs(uk - be)) / 3;
    }
    return sum / articles.size();
  }

  private void english() {
    var scored = scored(where(o -> o.item().origin() == Item.Origin.ARTICLE));
    rows.add(
        TableRow.atLeast(
            "hyperpartisan AUC, unseen publishers",
            Figures.withInterval(scored, Figures::auc),
            0.85));
    rows.add(
        shown(
            "hyperpartisan calibration error",
            Figures.withInterval(scored, Figures::calibrationError)));
  }

  private static TableRow shown(String name, Figures.Figure figure) {
    return TableRow.atLeast(name, figure, Double.NaN);
  }

  /// The share of some that are so, with its interval.
  static <T> Figures.Figure share(List<T> of, Predicate<T> which) {
    return resampled(
        of, drawn -> (double) drawn.stream().filter(which).count() / Math.max(1, drawn.size()));
  }

  /// A figure with its 95 % interval by bootstrap, with a fixed seed.
  private static <T> Figures.Figure resampled(List<T> of, ToDoubleFunction<List<T>> figure) {
    var random = new Random(17);
    var draws = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      var drawn = new ArrayList<T>(of.size());
      for (int k = 0; k < of.size(); k++) drawn.add(of.get(random.nextInt(of.size())));
      draws[i] = figure.applyAsDouble(drawn);
    }
    java.util.Arrays.sort(draws);
    return new Figures.Figure(
        figure.applyAsDouble(of), draws[(int) (DRAWS * 0.025)], draws[(int) (DRAWS * 0.975)]);
  }
}
