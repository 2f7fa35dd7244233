package org.busel.triage.own;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.busel.triage.learn.LogisticRegression;
import org.busel.triage.own.Comparison.Quality;

/// Cross-validation, and one inside the other.
final class Trial {
  private static final int FOLDS = 5;
  private static final int INNER_FOLDS = 4;
  private static final int DRAWS = 1_000;
  // Log-loss a text that a less simple way must save before it is preferred.
  private static final double WORTH_IT = 0.002;

  private Trial() {}

  /// Compares the model alone with the best correction, chosen anew for each fold.
  static Comparison compare(List<Example> examples, int[] groups) {
    int n = examples.size();
    int[] folds = folds(examples, groups, FOLDS);
    var before = new double[n];
    var after = new double[n];
    for (int fold = 0; fold < FOLDS; fold++) {
      var inside = new ArrayList<Example>();
      var insideGroups = new ArrayList<Integer>();
      for (int i = 0; i < n; i++) {
        if (folds[i] == fold) continue;
        inside.add(examples.get(i));
        insideGroups.add(groups[i]);
      }
      Fit fit = best(inside, insideGroups.stream().mapToInt(g -> g).toArray());
      for (int i = 0; i < n; i++) {
        if (folds[i] == fold) after[i] = probability(fit, examples.get(i));
      }
    }
    for (int i = 0; i < n; i++) before[i] = LogisticRegression.probability(examples.get(i).logit());
    return comparison(examples, groups, before, after);
  }

  /// The way that does best in a cross-validation among these examples, fitted on all of them.
  static Fit best(List<Example> examples, int[] groups) {
    int[] folds = folds(examples, groups, INNER_FOLDS);
    Fit.Way best = Fit.Way.ALL.get(0);
    double least = Double.POSITIVE_INFINITY;
    for (Fit.Way way : Fit.Way.ALL) {
      double loss = 0;
      for (int fold = 0; fold < INNER_FOLDS; fold++) {
        var inside = new ArrayList<Example>();
        for (int i = 0; i < folds.length; i++) if (folds[i] != fold) inside.add(examples.get(i));
        Fit fit = Fit.of(way, inside);
        for (int i = 0; i < folds.length; i++) {
          if (folds[i] == fold)
            loss += surprise(probability(fit, examples.get(i)), examples.get(i).manipulative());
        }
      }
      loss /= folds.length;
      if (loss < least - WORTH_IT) {
        least = loss;
        best = way;
      }
    }
    return Fit.of(best, examples);
  }

  /// Deals groups out to folds, those that hold a manipulative text and the others in turn.
  static int[] folds(List<Example> examples, int[] groups, int count) {
    Map<Integer, Integer> dealt = new HashMap<>();
    var next = new int[2];
    var folds = new int[groups.length];
    for (int i = 0; i < groups.length; i++) {
      int kind = examples.get(i).manipulative() ? 1 : 0;
      folds[i] = dealt.computeIfAbsent(groups[i], g -> next[kind]++ % count);
    }
    return folds;
  }

  private static double probability(Fit fit, Example example) {
    return LogisticRegression.probability(fit.correction().logit(example.logit(), example.row()));
  }

  private static double surprise(double probability, boolean manipulative) {
    double said = manipulative ? probability : 1 - probability;
    return -StrictMath.log(Math.max(1e-12, said));
  }

  private static Comparison comparison(
      List<Example> examples, int[] groups, double[] before, double[] after) {
    int n = before.length;
    var labels = new boolean[n];
    Map<Integer, Integer> numbers = new HashMap<>();
    var gains = new double[n];
    var sizes = new double[n];
    int manipulative = 0;
    double gain = 0;
    for (int i = 0; i < n; i++) {
      labels[i] = examples.get(i).manipulative();
      if (labels[i]) manipulative++;
      double saved = surprise(before[i], labels[i]) - surprise(after[i], labels[i]);
      int group = numbers.computeIfAbsent(groups[i], g -> numbers.size());
      gains[group] += saved;
      sizes[group]++;
      gain += saved / n;
    }
    double[] draws = draws(gains, sizes, numbers.size());
    return new Comparison(
        n,
        manipulative,
        quality(before, labels),
        quality(after, labels),
        gain,
        draws[(int) (DRAWS * 0.025)],
        draws[(int) (DRAWS * 0.975)]);
  }

  /// The gain in resampled sets of groups, ascending.
  private static double[] draws(double[] gains, double[] sizes, int groups) {
    var random = new Random(17);
    var draws = new double[DRAWS];
    for (int d = 0; d < DRAWS; d++) {
      double sum = 0;
      double texts = 0;
      for (int k = 0; k < groups; k++) {
        int group = random.nextInt(groups);
        sum += gains[group];
        texts += sizes[group];
      }
      draws[d] = sum / texts;
    }
    java.util.Arrays.sort(draws);
    return draws;
  }

  private static Quality quality(double[] probabilities, boolean[] labels) {
    double loss = 0;
    for (int i = 0; i < labels.length; i++)
      loss += surprise(probabilities[i], labels[i]) / labels.length;
    return new Quality(
        Measuring.auc(probabilities, labels),
        Measuring.macroF1(probabilities, labels),
        Measuring.calibrationError(probabilities, labels),
        loss);
  }
}
