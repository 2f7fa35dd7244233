package org.busel.triage.learn;

/// Logistic regression with an L2 penalty, fitted by L-BFGS. The last weight is the intercept and is not penalised.
/// Uses only [StrictMath] and plain sums in a fixed order, so that a fit can be repeated to the bit.
public final class LogisticRegression {
  private static final int MEMORY = 8;

  /// Examples as sparse rows.
  ///
  /// @param indices for each row, the features that are not 0
  /// @param values for each row, their values
  /// @param labels for each row, 1 or 0
  /// @param importance for each row, how much it counts
  /// @param offsets for each row, a margin that is already known and is added to the fitted one
  @SuppressWarnings("ArrayRecordComponent") // millions of numbers, never compared
  public record Examples(
      int[][] indices, float[][] values, float[] labels, float[] importance, float[] offsets) {}

  private final Examples examples;
  private final int features;
  private final double penalty;
  private final double[] margins;

  private LogisticRegression(Examples examples, int features, double penalty) {
    this.examples = examples;
    this.features = features;
    this.penalty = penalty;
    this.margins = new double[examples.labels.length];
  }

  /// Fits `features` weights and an intercept.
  ///
  /// @param penalty half the weight of the squared norm; larger is smoother
  /// @return `features + 1` weights, the intercept last
  public static float[] fit(Examples examples, int features, double penalty, int iterations) {
    return new LogisticRegression(examples, features, penalty).run(iterations);
  }

  /// The probability that goes with a margin.
  public static double probability(double margin) {
    return 1 / (1 + StrictMath.exp(-margin));
  }

  private float[] run(int iterations) {
    int n = features + 1;
    var weights = new float[n];
    var gradient = new float[n];
    var direction = new float[n];
    var steps = new float[MEMORY][];
    var changes = new float[MEMORY][];
    var curvature = new double[MEMORY];
    int kept = 0;
    double loss = evaluate(weights, gradient);
    double startNorm = norm(gradient);
    for (int iteration = 0; iteration < iterations; iteration++) {
      direction(gradient, steps, changes, curvature, kept, direction);
      double slope = dot(direction, gradient);
      if (slope >= 0) break;
      double step = kept == 0 ? Math.min(1, 1 / norm(gradient)) : 1;
      var next = new float[n];
      var nextGradient = new float[n];
      double nextLoss = loss;
      boolean better = false;
      for (int attempt = 0; attempt < 20 && !better; attempt++) {
        for (int i = 0; i < n; i++) next[i] = (float) (weights[i] + step * direction[i]);
        nextLoss = evaluate(next, nextGradient);
        better = nextLoss <= loss + 1e-4 * step * slope;
        if (!better) step /= 2;
      }
      if (!better) break;
      int slot = kept % MEMORY;
      var change = new float[n];
      var moved = new float[n];
      for (int i = 0; i < n; i++) {
        change[i] = nextGradient[i] - gradient[i];
        moved[i] = next[i] - weights[i];
      }
      double bend = dot(change, moved);
      if (bend > 1e-12) {
        steps[slot] = moved;
        changes[slot] = change;
        curvature[slot] = bend;
        kept++;
      }
      weights = next;
      gradient = nextGradient;
      boolean settled = loss - nextLoss < 2e-5 * Math.abs(loss);
      loss = nextLoss;
      if (settled || norm(gradient) < 1e-4 * startNorm) break;
    }
    return weights;
  }

  private double evaluate(float[] weights, float[] gradient) {
    java.util.Arrays.fill(gradient, 0f);
    double loss = 0;
    double interceptGradient = 0;
    for (int row = 0; row < margins.length; row++) {
      int[] index = examples.indices[row];
      float[] value = examples.values[row];
      double margin = weights[features] + examples.offsets[row];
      for (int k = 0; k < index.length; k++) margin += weights[index[k]] * value[k];
      double signed = examples.labels[row] > 0.5f ? margin : -margin;
      double importance = examples.importance[row];
      loss += importance * softplus(-signed);
      float error = (float) (importance * (probability(margin) - examples.labels[row]));
      interceptGradient += error;
      for (int k = 0; k < index.length; k++) gradient[index[k]] += error * value[k];
    }
    for (int i = 0; i < features; i++) {
      loss += penalty * weights[i] * weights[i];
      gradient[i] += (float) (2 * penalty * weights[i]);
    }
    gradient[features] = (float) interceptGradient;
    return loss;
  }

  private static double softplus(double x) {
    return x > 0 ? x + StrictMath.log1p(StrictMath.exp(-x)) : StrictMath.log1p(StrictMath.exp(x));
  }

  /// The two-loop recursion: minus the inverse Hessian, as far as remembered, times the gradient.
  private static void direction(
      float[] gradient,
      float[][] steps,
      float[][] changes,
      double[] curvature,
      int kept,
      float[] out) {
    int n = gradient.length;
    for (int i = 0; i < n; i++) out[i] = -gradient[i];
    int first = Math.max(0, kept - MEMORY);
    var alphas = new double[MEMORY];
    for (int k = kept - 1; k >= first; k--) {
      int slot = k % MEMORY;
      alphas[slot] = dot(steps[slot], out) / curvature[slot];
      add(out, changes[slot], -alphas[slot]);
    }
    if (kept > 0) {
      int slot = (kept - 1) % MEMORY;
      double scale = curvature[slot] / dot(changes[slot], changes[slot]);
      for (int i = 0; i < n; i++) out[i] = (float) (out[i] * scale);
    }
    for (int k = first; k < kept; k++) {
      int slot = k % MEMORY;
      double beta = dot(changes[slot], out) / curvature[slot];
      add(out, steps[slot], alphas[slot] - beta);
    }
  }

  private static void add(float[] to, float[] what, double times) {
    for (int i = 0; i < to.length; i++) to[i] += (float) (times * what[i]);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += (double) a[i] * b[i];
    return sum;
  }

  private static double norm(float[] a) {
    return StrictMath.sqrt(dot(a, a));
  }
}
