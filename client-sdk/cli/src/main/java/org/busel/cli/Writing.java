package org.busel.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.busel.sdk.Conversation;

/// Shows a contact that words for them are being written, again and again until they are. One thread of its own.
final class Writing implements AutoCloseable {
  private static final long EVERY_SECONDS = 10;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;

  private Writing(Conversation conversation) {
    this.thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                do {
                  conversation.typing();
                } while (!over.await(EVERY_SECONDS, TimeUnit.SECONDS));
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /// Begins; the conversation itself asks whether its owner wants that.
  static Writing to(Conversation conversation) {
    return new Writing(conversation);
  }

  @Override
  public void close() {
    over.countDown();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
