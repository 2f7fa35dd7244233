package org.busel.author;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.busel.author.Problem.Place;
import org.busel.author.Problem.Severity;

/// Gathers what is wrong while a module is read, so that a trainer sees everything at once. One thread.
final class Problems {
  private final TreeSet<Problem> found = new TreeSet<>();

  void error(Place place, String message, String hint) {
    add(new Problem(Severity.ERROR, place, message, hint));
  }

  void warning(Place place, String message, String hint) {
    add(new Problem(Severity.WARNING, place, message, hint));
  }

  boolean hasErrors() {
    return found.stream().anyMatch(it -> it.severity() == Severity.ERROR);
  }

  /// By file, line and column.
  List<Problem> all() {
    return new ArrayList<>(found);
  }

  private void add(Problem problem) {
    boolean _ = found.add(problem);
  }

  /// The whole file.
  static Place in(String file) {
    return new Place(file, 1, 1);
  }
}
