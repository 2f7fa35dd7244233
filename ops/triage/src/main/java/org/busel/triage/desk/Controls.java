package org.busel.triage.desk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.busel.triage.model.Expert;

/// What a model that judges style must not be able to do, measured on the first fold.
final class Controls {
  private static final Pattern NAME = Pattern.compile("(?<=[\\p{Ll},»)] )\\p{Lu}[\\p{L}’'-]+");
  private static final Pattern ANY_WORD = Pattern.compile("\\S+");
  private static final int WORDS_OF_A_SHINGLE = 6;
  private static final double NEAR_DUPLICATE = 0.4;
  private static final double LENGTHS_APART = 0.1;

  private Controls() {}

  static List<TableRow> of(List<Prepared> texts, CrossValidation validation) {
    List<Prepared> posts =
        texts.stream().filter(t -> t.item().origin() == Item.Origin.POST).toList();
    List<Prepared> train = posts.stream().filter(t -> Folds.of(t.item()) != 0).toList();
    List<Prepared> test = posts.stream().filter(t -> Folds.of(t.item()) == 0).toList();
    var rows = new ArrayList<TableRow>();
    rows.add(
        TableRow.atMost(
            "control: labels shuffled, AUC away from 0.5", shuffled(train, test), 0.06));
    rows.add(
        TableRow.atMost("control: a vocabulary of names alone, AUC", names(train, test), 0.70));
    rows.add(TableRow.atMost("control: names masked, AUC lost", masked(posts, validation), 0.03));
    rows.add(
        TableRow.atLeast(
            "control: pairs of one length, AUC", lengthMatched(posts, validation), 0.80));
    rows.add(
        TableRow.atMost(
            "control: near-duplicates across folds", TableRow.plain(duplicates(posts)), 3));
    return rows;
  }

  private static Figures.Figure shuffled(List<Prepared> train, List<Prepared> test) {
    var labels = new ArrayList<>(train.stream().map(t -> t.item().manipulative()).toList());
    Collections.shuffle(labels, new Random(23));
    var mixed = new ArrayList<Prepared>();
    for (int i = 0; i < train.size(); i++) {
      mixed.add(
          new Prepared(
              relabelled(train.get(i).item(), labels.get(i)),
              train.get(i).passage(),
              train.get(i).grams()));
    }
    Figures.Figure auc = auc(ExpertTrainer.documentsOnly(Recipe.EAST_SLAVIC, mixed), test);
    return TableRow.plain(Math.abs(auc.value() - 0.5));
  }

  private static Figures.Figure names(List<Prepared> train, List<Prepared> test) {
    UnaryOperator<Prepared> only = t -> rewritten(t, namesOf(t.item().text()));
    return auc(
        ExpertTrainer.documentsOnly(Recipe.EAST_SLAVIC, train.stream().map(only).toList()),
        test.stream().map(only).toList());
  }

  private static String namesOf(String text) {
    return String.join(" ", NAME.matcher(text).results().map(r -> r.group()).toList());
  }

  private static Figures.Figure masked(List<Prepared> posts, CrossValidation validation) {
    var whole = new Figures.Scored(new double[posts.size()], new boolean[posts.size()]);
    var without = new Figures.Scored(new double[posts.size()], whole.labels());
    for (int i = 0; i < posts.size(); i++) {
      Item item = posts.get(i).item();
      var triage = validation.triage(Folds.of(item), item);
      whole.labels()[i] = item.manipulative();
      whole.scores()[i] = triage.applyAsDouble(posts.get(i));
      without.scores()[i] =
          triage.applyAsDouble(rewritten(posts.get(i), NAME.matcher(item.text()).replaceAll("Х")));
    }
    return TableRow.plain(Figures.auc(whole) - Figures.auc(without));
  }

  /// How often the manipulative one of two posts in one language and of nearly one length scores higher.
  private static Figures.Figure lengthMatched(List<Prepared> posts, CrossValidation validation) {
    long pairs = 0;
    double right = 0;
    var scores = new HashMap<Prepared, Double>();
    for (Prepared post : posts) {
      scores.put(post, validation.triage(Folds.of(post.item()), post.item()).applyAsDouble(post));
    }
    for (Prepared a : posts) {
      if (!a.item().manipulative()) continue;
      for (Prepared b : posts) {
        if (b.item().manipulative() || !a.item().language().equals(b.item().language())) continue;
        int length = a.item().text().length();
        if (Math.abs(length - b.item().text().length()) > LENGTHS_APART * length) continue;
        pairs++;
        int order = Double.compare(scores.getOrDefault(a, 0.0), scores.getOrDefault(b, 0.0));
        right += order > 0 ? 1 : order == 0 ? 0.5 : 0;
      }
    }
    return TableRow.plain(right / pairs);
  }

  /// Pairs of posts in different folds that share more than 40 % of the shorter one's runs of six words.
  private static int duplicates(List<Prepared> posts) {
    Map<String, List<Integer>> where = new HashMap<>();
    List<Set<String>> shingles = new ArrayList<>();
    for (int i = 0; i < posts.size(); i++) {
      Set<String> own = new HashSet<>();
      List<String> words =
          ANY_WORD.matcher(posts.get(i).item().text()).results().map(r -> r.group()).toList();
      for (int w = 0; w + WORDS_OF_A_SHINGLE <= words.size(); w++) {
        own.add(String.join(" ", words.subList(w, w + WORDS_OF_A_SHINGLE)));
      }
      for (String shingle : own) where.computeIfAbsent(shingle, s -> new ArrayList<>()).add(i);
      shingles.add(own);
    }
    Map<Long, Integer> shared = new HashMap<>();
    for (List<Integer> holders : where.values()) {
      for (int a = 0; a < holders.size(); a++) {
        for (int b = a + 1; b < holders.size(); b++) {
          shared.merge(((long) holders.get(a) << 32) | holders.get(b), 1, Integer::sum);
        }
      }
    }
    int found = 0;
    for (var pair : shared.entrySet()) {
      int a = (int) (pair.getKey() >> 32);
      int b = (int) (long) pair.getKey();
      int shorter = Math.min(shingles.get(a).size(), shingles.get(b).size());
      boolean apart = Folds.of(posts.get(a).item()) != Folds.of(posts.get(b).item());
      if (apart && pair.getValue() > NEAR_DUPLICATE * shorter) found++;
    }
    return found;
  }

  private static Prepared rewritten(Prepared text, String as) {
    Item i = text.item();
    return Prepared.of(
        new Item(
            i.id(),
            i.origin(),
            i.language(),
            as,
            i.manipulative(),
            i.techniques(),
            List.of(),
            List.of(),
            i.group()));
  }

  private static Item relabelled(Item i, boolean manipulative) {
    return new Item(
        i.id(),
        i.origin(),
        i.language(),
        i.text(),
        manipulative,
        i.techniques(),
        i.spans(),
        i.ignored(),
        i.group());
  }

  private static Figures.Figure auc(Expert expert, List<Prepared> test) {
    var scores = new double[test.size()];
    var labels = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = expert.measure(test.get(i).passage(), test.get(i).grams()).document();
      labels[i] = test.get(i).item().manipulative();
    }
    return Figures.withInterval(new Figures.Scored(scores, labels), Figures::auc);
  }
}
