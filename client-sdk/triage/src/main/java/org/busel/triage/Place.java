package org.busel.triage;

/// A stretch of the text that was given to the review.
///
/// @param start first UTF-16 unit
/// @param end one past the last UTF-16 unit
public record Place(int start, int end) {
  public Place {
    if (start < 0 || end < start)
      throw new IllegalArgumentException("a place from " + start + " to " + end);
  }
}
