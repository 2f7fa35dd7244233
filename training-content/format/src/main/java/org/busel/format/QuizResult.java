package org.busel.format;

/// How an attempt ended.
///
/// @param right how many graded questions were answered right
/// @param graded how many count: all but reflections
/// @param passPercent how much has to be right
public record QuizResult(int right, int graded, int passPercent) {
  /// How much was right, rounded down; 100 if nothing counts.
  public int percent() {
    return graded == 0 ? 100 : right * 100 / graded;
  }

  /// Whether it was enough.
  public boolean passed() {
    return right * 100 >= passPercent * graded;
  }
}
