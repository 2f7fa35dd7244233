package org.busel.load.kill;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.busel.load.Loop;

/// How many messages all senders together have had accepted since somebody began to wait. On the loop only.
final class Progress {
  private CompletableFuture<Boolean> enough = CompletableFuture.completedFuture(true);
  private long missing;

  void accepted() {
    missing--;
    if (missing == 0) {
      enough.complete(true);
    }
  }

  /// Begins something on the loop and waits until so many messages were accepted, or for so long. Never call it on the loop.
  void await(Loop loop, long messages, Duration longest, Runnable begin) {
    boolean _ =
        loop.await(
            "waiting for messages",
            () -> {
              CompletableFuture<Boolean> waiting = new CompletableFuture<>();
              missing = messages;
              enough = waiting;
              loop.later(longest, () -> waiting.complete(false));
              begin.run();
              return waiting;
            });
  }
}
