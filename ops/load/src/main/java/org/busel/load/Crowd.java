package org.busel.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/// Begins many things of a kind, so many at a time: connecting thousands at once would measure how a listen queue overflows.
public final class Crowd<T> {
  private final IntFunction<CompletableFuture<T>> beginOne;
  private final int count;
  private final List<T> begun = new ArrayList<>();
  private final CompletableFuture<List<T>> all = new CompletableFuture<>();
  private int next;

  private Crowd(int count, IntFunction<CompletableFuture<T>> beginOne) {
    this.count = count;
    this.beginOne = beginOne;
  }

  /// Begins `count` of them, and waits. Never call it on the loop.
  public static <T> List<T> connect(
      Loop loop, int count, int atOnce, IntFunction<CompletableFuture<T>> beginOne) {
    return loop.await("connecting", () -> begin(count, atOnce, beginOne));
  }

  /// Begins `count` of them. On the loop only.
  ///
  /// @return done when all have begun, in any order
  public static <T> CompletableFuture<List<T>> begin(
      int count, int atOnce, IntFunction<CompletableFuture<T>> beginOne) {
    Crowd<T> crowd = new Crowd<>(count, beginOne);
    for (int i = 0; i < atOnce; i++) {
      crowd.beginNext();
    }
    return crowd.all;
  }

  private void beginNext() {
    if (next == count || all.isDone()) {
      return;
    }
    var _ =
        beginOne
            .apply(next++)
            .whenComplete((one, failed) -> {
              if (failed != null) {
                all.completeExceptionally(failed);
                return;
              }
              begun.add(one);
              if (begun.size() == count) {
                all.complete(begun);
              } else {
                beginNext();
              }
            });
  }
}
