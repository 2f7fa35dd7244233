package org.busel.sdk.transport;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.busel.wire.v1.Response;

/// The requests of one connection that wait for an answer. Safe for many threads.
final class PendingRequests {
  private final Map<Long, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();
  private volatile boolean
      ended; // set once; read after each insertion, so that none is left behind

  /// @param id not 0, unique on this connection
  record Ticket(long id, CompletableFuture<Answer> answer) {}

  Ticket open() {
    Ticket ticket = new Ticket(lastId.incrementAndGet(), new CompletableFuture<>());
    waiting.put(ticket.id(), ticket.answer());
    if (ended) {
      ticket.answer().complete(new Answer.Unanswered("the connection is gone"));
    }
    return ticket;
  }

  void forget(Ticket ticket) {
    waiting.remove(ticket.id());
  }

  /// Hands an answer to whoever waits for it; one that nobody waits for is late, and dropped.
  void answered(Response response) {
    CompletableFuture<Answer> answer = waiting.remove(response.getId());
    if (answer != null) {
      answer.complete(
          response.hasRefusal()
              ? new Answer.Refused(response.getRefusal())
              : new Answer.Answered(response));
    }
  }

  /// No more answers will come.
  void end(String reason) {
    ended = true;
    waiting.values().forEach(answer -> answer.complete(new Answer.Unanswered(reason)));
  }
}
