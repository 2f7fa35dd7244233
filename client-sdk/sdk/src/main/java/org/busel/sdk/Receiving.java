package org.busel.sdk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.transport.Incoming.Ending;

/// One visit to the mailbox, for apps that ask rather than listen. Safe for many threads, which take turns.
final class Receiving {
  private static final int MOST_AT_ONCE = 10_000;

  private final Profile profile;
  private final Inbox inbox;
  private final Correspondence correspondence;
  private final DeskCatchUp desks;
  private final EventLog events;
  private final Runnable files;

  /// @param files looks after files and upload tokens, with the connection that stands
  Receiving(
      Profile profile,
      Inbox inbox,
      Correspondence correspondence,
      DeskCatchUp desks,
      EventLog events,
      Runnable files) {
    this.files = files;
    this.profile = profile;
    this.inbox = inbox;
    this.correspondence = correspondence;
    this.desks = desks;
    this.events = events;
  }

  ReceiveOutcome receive(Duration wait) {
    Inbox.Entry entry = inbox.enter();
    if (entry instanceof Inbox.Entry.In in) {
      Inbox.End end;
      try {
        end = inbox.drain(in.connection(), wait);
        // After what came: it may say that somebody has left a desk, or what to answer.
        if (end instanceof Inbox.End.Drained) {
          desks.heard();
        }
        correspondence.flushAll();
        if (end instanceof Inbox.End.Drained) {
          files.run();
        }
      } finally {
        inbox.leave(in.connection());
      }
      return outcome(end);
    }
    if (entry instanceof Inbox.Entry.Unreachable unreachable) {
      return new ReceiveOutcome.RelayUnreachable(untold(), unreachable.reason());
    }
    if (entry instanceof Inbox.Entry.NotTrusted notTrusted) {
      return new ReceiveOutcome.RelayNotTrusted(untold(), notTrusted.reason());
    }
    return entry instanceof Inbox.Entry.LoginRefused
        ? new ReceiveOutcome.LoginRefused(untold())
        : new ReceiveOutcome.VersionTooOld(untold());
  }

  private ReceiveOutcome outcome(Inbox.End end) {
    if (end instanceof Inbox.End.Drained) {
      return new ReceiveOutcome.Drained(untold());
    }
    if (end instanceof Inbox.End.TimeOver) {
      return new ReceiveOutcome.TimeOver(untold());
    }
    Ending ending = ((Inbox.End.Gone) end).ending();
    return switch (ending.kind()) {
      case BROKEN, REPLACED -> new ReceiveOutcome.RelayUnreachable(untold(), ending.reason());
      case LOGIN_REFUSED -> new ReceiveOutcome.LoginRefused(untold());
      case VERSION_TOO_OLD -> new ReceiveOutcome.VersionTooOld(untold());
    };
  }

  /// The mailbox was empty just now.
  void drained() {
    desks.heard();
    files.run();
  }

  /// It stays connected, and time has passed.
  void keepUp() {
    files.run();
  }

  /// What the app has not heard of: also messages of an earlier visit that was cut off before it could tell.
  List<Event> untold() {
    return untold(MOST_AT_ONCE);
  }

  /// As [#untold()], but no more than that many; the others wait.
  List<Event> untold(int most) {
    List<Event> untold = new ArrayList<>(events.take(most));
    int room = most - untold.size();
    if (room > 0) {
      List<StoredMessage> messages =
          profile.transact("reading new messages", tx -> tx.messages().takeUnreported(room));
      messages.forEach(stored -> untold.add(new Event.MessageReceived(Views.message(stored))));
    }
    return untold;
  }

  /// Keeps an event until the app asks.
  void keep(Event event) {
    events.add(event);
  }

  /// Takes back what the app has not heard of after all.
  void giveBack(List<Event> untold) {
    List<Event> newestFirst = new ArrayList<>(untold);
    Collections.reverse(newestFirst);
    for (Event event : newestFirst) {
      if (event instanceof Event.MessageReceived received) {
        Message message = received.message();
        profile.save(
            "keeping what was not told",
            tx ->
                tx.messages()
                    .find(ConversationKeys.of(message.conversation()), message.number())
                    .ifPresent(tx.messages()::unreported));
      } else {
        events.addFirst(event);
      }
    }
  }
}
