package org.busel.testkit;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.busel.sdk.Event;

/// A subscriber that asks when a test says so.
final class Asking implements Flow.Subscriber<Event> {
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private final CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();
  private final List<Event> heard = new CopyOnWriteArrayList<>();

  void asksFor(long events) {
    subscription.join().request(events);
  }

  void leaves() {
    subscription.join().cancel();
  }

  /// The texts of the messages among what came.
  List<String> texts() {
    return heard.stream()
        .filter(Event.MessageReceived.class::isInstance)
        .map(event -> ((Event.MessageReceived) event).message().text())
        .toList();
  }

  int events() {
    return heard.size();
  }

  void awaitEvents(int number) {
    await().atMost(People.LONG).until(() -> heard.size() >= number);
  }

  boolean isOver() {
    return end.isDone();
  }

  /// What ended it; nothing if all was well.
  Optional<Throwable> awaitEnd() {
    return end.orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public void onSubscribe(Flow.Subscription made) {
    subscription.complete(made);
  }

  @Override
  public void onNext(Event event) {
    heard.add(event);
  }

  @Override
  public void onError(Throwable fault) {
    end.complete(Optional.of(fault));
  }

  @Override
  public void onComplete() {
    end.complete(Optional.empty());
  }
}
