package org.busel.sdk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What happened and has not been told to the app yet. Messages are not here: they are on disk. Safe for many threads.
final class EventLog {
  private static final int MOST = 1_000;

  private final Deque<Event> waiting = new ArrayDeque<>(); // guarded by this

  /// Adds an event; the oldest gives way when an app never listens.
  synchronized void add(Event event) {
    if (waiting.size() == MOST) {
      waiting.removeFirst();
    }
    waiting.add(event);
  }

  /// Adds an event before all others, because it was taken and not told.
  synchronized void addFirst(Event event) {
    if (waiting.size() < MOST) {
      waiting.addFirst(event);
    }
  }

  synchronized List<Event> take(int most) {
    List<Event> some = new ArrayList<>();
    while (some.size() < most && !waiting.isEmpty()) {
      some.add(waiting.removeFirst());
    }
    return some;
  }
}
