package org.busel.sdk;

import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.busel.sdk.transport.Backoff;
import org.jspecify.annotations.Nullable;

/// Whoever hears what happens on a device: one at a time. Safe for many threads.
final class Listeners {
  private final Options options;
  private final Inbox inbox;
  private final Correspondence correspondence;
  private final Receiving receiving;
  private final Object lock = new Object(); // guards what follows
  private @Nullable Following following;
  private @Nullable EventStream stream;

  Listeners(
      Options options, Inbox inbox, Correspondence correspondence, Receiving receiving) {
    this.options = options;
    this.inbox = inbox;
    this.correspondence = correspondence;
    this.receiving = receiving;
  }

  /// @throws IllegalStateException if somebody listens
  void refuseWhileListening() {
    awaitWhoeverLeaves();
    synchronized (lock) {
      if (isTaken()) {
        throw new IllegalStateException("this device is listening");
      }
    }
  }

  /// Starts to listen.
  ///
  /// @throws IllegalStateException if somebody listens already
  Listening listen(Consumer<Event> onEvent) {
    awaitWhoeverLeaves();
    synchronized (lock) {
      if (isTaken()) {
        throw new IllegalStateException("this device is listening already");
      }
      following = follow(new Telling.AtOnce(onEvent, receiving));
      return following;
    }
  }

  /// As [#listen], once for each subscription; a second one at a time gets an error.
  Flow.Publisher<Event> publisher() {
    return subscriber -> {
      if (subscriber == null) {
        throw new NullPointerException("subscriber");
      }
      awaitWhoeverLeaves();
      EventStream own;
      synchronized (lock) {
        if (isTaken()) {
          refuse(subscriber);
          return;
        }
        EventStream fresh = new EventStream(subscriber, new Waiting());
        following = follow(new Telling.WhenAsked(fresh, receiving));
        stream = fresh;
        own = fresh;
      }
      subscriber.onSubscribe(own);
      own.start();
    };
  }

  private boolean isTaken() {
    return following != null && !following.isOver();
  }

  // What was cancelled a moment ago may still be on its way out; with the lock held it might wait for us.
  private void awaitWhoeverLeaves() {
    Following listener;
    EventStream told;
    synchronized (lock) {
      listener = following;
      told = stream;
    }
    if (listener != null && listener.isEnding()) {
      listener.close();
    }
    if (told != null && told.isOver()) {
      told.end();
    }
  }

  private Following follow(Telling telling) {
    Options.Timing timing = options.timing();
    Backoff backoff = new Backoff(timing.firstRetry(), timing.slowestRetry(), options.random());
    return new Following(inbox, correspondence, receiving, backoff, telling).start();
  }

  private static void refuse(Flow.Subscriber<? super Event> subscriber) {
    subscriber.onSubscribe(new Refused());
    subscriber.onError(new IllegalStateException("this device is listening already"));
  }

  /// Stops listening and waits until the last event has been handed over.
  void close() {
    Following listener;
    EventStream told;
    synchronized (lock) {
      listener = following;
      told = stream;
    }
    if (listener != null) {
      listener.close();
    }
    if (told != null) {
      told.end();
    }
  }

  private final class Waiting implements EventStream.Source {
    @Override
    public List<Event> take(int most) {
      return receiving.untold(most);
    }

    @Override
    public void giveBack(List<Event> untold) {
      receiving.giveBack(untold);
    }

    @Override
    public void leave() {
      Following now;
      synchronized (lock) {
        now = following;
      }
      if (now != null) {
        now.end();
      }
    }
  }

  private record Refused() implements Flow.Subscription {
    @Override
    public void request(long more) {}

    @Override
    public void cancel() {}
  }
}
