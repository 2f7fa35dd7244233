package org.busel.relay.serve;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.busel.format.StrictJson;

/// Reads what trainers upload, a few at a time, and no more of each than it may have. Bodies are read on the event loop
/// of their request.
final class Uploads {
  /// Largest document of the trust chain, manifest or chunk.
  static final int DOCUMENT_BYTES = StrictJson.MAX_BYTES;

  private static final int AT_ONCE = 16;
  private static final Duration WITHIN = Duration.ofSeconds(60);

  private final Vertx vertx;
  private final Semaphore places = new Semaphore(AT_ONCE);

  Uploads(Vertx vertx) {
    this.vertx = vertx;
  }

  /// What is done with a whole body.
  interface Use {
    Reply of(byte[] bytes);
  }

  /// Reads the body of `request` and gives it to `whole`; or gives a refusal to `refused`, if there are too many
  /// uploads, or too many bytes, or they take too long. Exactly one of them is called, unless the peer hangs up.
  void read(
      HttpServerRequest request, int mostBytes, Consumer<byte[]> whole, Consumer<Reply> refused) {
    if (!places.tryAcquire()) {
      refused.accept(
          Reply.refused(Reply.UNAVAILABLE, "too many uploads at once", "try again in a minute"));
      return;
    }
    AtomicBoolean over = new AtomicBoolean();
    Buffer body = Buffer.buffer();
    long timer =
        vertx.setTimer(
            WITHIN.toMillis(),
            _ -> {
              if (finish(over)) {
                refused.accept(
                    Reply.refused(Reply.BAD_REQUEST, "the upload took too long", "try again"));
              }
            });
    request.handler(part -> {
      if (body.length() + part.length() > mostBytes) {
        boolean _ = vertx.cancelTimer(timer);
        if (finish(over)) {
          refused.accept(
              Reply.refused(
                  Reply.TOO_LARGE,
                  "more than " + mostBytes + " bytes",
                  "cut it into smaller pieces"));
        }
      } else if (!over.get()) {
        body.appendBuffer(part);
      }
    });
    request.endHandler(_ -> {
      boolean _ = vertx.cancelTimer(timer);
      if (finish(over)) {
        whole.accept(body.getBytes());
      }
    });
    request
        .connection()
        .closeHandler(_ -> {
          boolean _ = vertx.cancelTimer(timer);
          boolean _ = finish(over);
        });
  }

  private boolean finish(AtomicBoolean over) {
    boolean first = over.compareAndSet(false, true);
    if (first) {
      places.release();
    }
    return first;
  }
}
