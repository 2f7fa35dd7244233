package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.busel.sdk.transport.Answer;
import org.busel.sdk.transport.Dialed;
import org.busel.sdk.transport.Incoming;
import org.busel.sdk.transport.Incoming.Ending;
import org.busel.sdk.transport.LoginAnswer;
import org.busel.sdk.transport.RelayConnection;
import org.busel.wire.v1.Delivery;
import org.busel.wire.v1.Push;
import org.busel.wire.v1.Request;
import org.jspecify.annotations.Nullable;

/// The logged-in connection: opens it, keeps keys up on it, and hands what comes in to the [Intake].
///
/// One connection at a time, because a relay closes the older of two. Safe for many threads.
final class Inbox {
  /// Envelopes that are opened in one transaction at most.
  private static final int BATCH = 64;

  // Long enough for what a relay sends at once after a login, so that nothing is offered in vain.
  private static final Duration BRIEF = Duration.ofSeconds(5);

  private static final Duration SHORT_WAIT = Duration.ofMillis(50);

  private final Profile profile;
  private final RelayLines lines;
  private final Intake intake;
  private final Upkeep upkeep;
  private final EventLog events;
  private final ReentrantLock turn = new ReentrantLock(); // held by whoever has the connection
  private volatile @Nullable RelayConnection present; // set under the turn, read by certificate()

  Inbox(Profile profile, RelayLines lines, Intake intake, Upkeep upkeep, EventLog events) {
    this.profile = profile;
    this.lines = lines;
    this.intake = intake;
    this.upkeep = upkeep;
    this.events = events;
  }

  /// What became of opening it.
  sealed interface Entry {
    /// Logged in, keys and certificate kept up.
    record In(RelayConnection connection) implements Entry {}

    record Unreachable(String reason) implements Entry {}

    record NotTrusted(String reason) implements Entry {}

    record LoginRefused() implements Entry {}

    record VersionTooOld() implements Entry {}
  }

  /// How reading it ended.
  sealed interface End {
    record Drained() implements End {}

    record TimeOver() implements End {}

    record Gone(Ending ending) implements End {}
  }

  /// Waits for the turn, which [#leave] gives back.
  Entry enter() {
    turn.lock();
    Entry entry = logIn();
    if (entry instanceof Entry.In in) {
      present = in.connection();
    } else {
      turn.unlock();
    }
    return entry;
  }

  /// Closes the connection of the matching [#enter].
  void leave(RelayConnection connection) {
    present = null;
    connection.close();
    turn.unlock();
  }

  private Entry logIn() {
    Dialed dialed = lines.dialInbox();
    if (dialed instanceof Dialed.Unreachable unreachable) {
      return new Entry.Unreachable(unreachable.reason());
    }
    if (dialed instanceof Dialed.NotTrusted notTrusted) {
      return new Entry.NotTrusted(notTrusted.reason());
    }
    if (!(dialed instanceof Dialed.Open open)) {
      return new Entry.VersionTooOld();
    }
    RelayConnection connection = open.connection();
    boolean in = false;
    try {
      LoginAnswer answer =
          connection.login(
              profile.self().device(), profile.login()::sign, profile.options().timing().request());
      if (answer instanceof LoginAnswer.LoggedIn loggedIn) {
        upkeep.run(connection, loggedIn.keys());
        in = true;
        return new Entry.In(connection);
      }
      return answer instanceof LoginAnswer.Refused
          ? new Entry.LoginRefused()
          : new Entry.Unreachable(((LoginAnswer.Unanswered) answer).reason());
    } finally {
      if (!in) {
        connection.close();
      }
    }
  }

  /// Takes in what comes until the relay says that the mailbox is empty, or the time is over.
  End drain(RelayConnection connection, Duration time) {
    long until = System.nanoTime() + time.toNanos();
    while (true) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        return new End.TimeOver();
      }
      Optional<End> end = step(connection, Duration.ofNanos(left));
      if (end.isPresent()) {
        return end.get();
      }
    }
  }

  /// Takes in what comes next, if anything does in time.
  ///
  /// @return [End.Drained] each time the relay says so; nothing if there may be more
  Optional<End> step(RelayConnection connection, Duration wait) {
    List<Delivery> batch = new ArrayList<>();
    Incoming incoming = connection.next(wait);
    while (batch.size() < BATCH
        && incoming instanceof Incoming.Pushed pushed
        && pushed.push().hasDelivery()) {
      batch.add(pushed.push().getDelivery());
      incoming = batch.size() < BATCH ? connection.next(Duration.ZERO) : new Incoming.Nothing();
    }
    if (!batch.isEmpty()) {
      Intake.Taken taken = intake.take(batch);
      // Only now: the other order loses messages if we crash between.
      connection.acknowledge(taken.done());
      taken.events().forEach(events::add);
    }
    if (incoming instanceof Incoming.Gone gone) {
      return Optional.of(new End.Gone(gone.ending()));
    }
    return incoming instanceof Incoming.Pushed pushed
        ? said(connection, pushed.push())
        : Optional.empty();
  }

  private Optional<End> said(RelayConnection connection, Push push) {
    if (push.hasEphemeral()) {
      intake
          .takeEphemeral(push.getEphemeral())
          .ifPresent(contact -> events.add(new Event.Typing(contact)));
    }
    if (push.hasKeysLow()) {
      upkeep.run(connection, push.getKeysLow());
    }
    return push.hasDrained() ? Optional.of(new End.Drained()) : Optional.empty();
  }

  /// Uploads keys and renews the certificate, as far as that is due.
  void keepUp(RelayConnection connection) {
    upkeep.run(connection);
  }

  /// The sender certificate, renewed first if it is due: over the connection that stands, or over one opened for it.
  Optional<ByteString> certificate() {
    boolean tried = false;
    while (!tried && upkeep.isCertificateDue()) {
      RelayConnection standing = present;
      if (standing != null) {
        upkeep.run(standing);
        tried = true;
      } else {
        tried = visitIfFree();
      }
    }
    return upkeep.certificate();
  }

  // Never waits for the turn for good: whoever has it may be waiting for the sender who asks here.
  private boolean visitIfFree() {
    try {
      if (!turn.tryLock(SHORT_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
    try {
      visit();
      return true;
    } finally {
      turn.unlock();
    }
  }

  /// Takes in what waits, unless somebody is connected and doing that anyway.
  void catchUp() {
    if (present == null) {
      boolean unused = visitIfFree();
    }
  }

  /// Asks something on the connection that stands, or on one opened for it.
  ///
  /// @return nothing if there is none
  Optional<Answer> ask(Request call) {
    Duration patience = profile.options().timing().request();
    RelayConnection standing = present;
    if (standing != null) {
      return Optional.of(standing.request(call, patience));
    }
    if (!(enter() instanceof Entry.In in)) {
      return Optional.empty();
    }
    try {
      Answer answer = in.connection().request(call, patience);
      End unused = drain(in.connection(), BRIEF);
      return Optional.of(answer);
    } finally {
      leave(in.connection());
    }
  }

  /// Logs in for upkeep, takes in what comes meanwhile, and leaves.
  void visit() {
    visit(() -> {});
  }

  /// As [#visit()].
  ///
  /// @param more may [#ask] on the connection
  void visit(Runnable more) {
    if (enter() instanceof Entry.In in) {
      try {
        more.run();
        End unused = drain(in.connection(), BRIEF);
      } finally {
        leave(in.connection());
      }
    }
  }
}
