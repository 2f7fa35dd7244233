package org.busel.relay.deliver;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.busel.mailbox.AppendCallback;
import org.busel.mailbox.AppendOutcome;
import org.busel.mailbox.AppendOutcome.AlreadyStored;
import org.busel.mailbox.AppendOutcome.Busy;
import org.busel.mailbox.AppendOutcome.MailboxFull;
import org.busel.mailbox.AppendOutcome.Stored;
import org.busel.mailbox.Envelope;
import org.busel.relay.auth.Refusals;
import org.busel.relay.telemetry.RelayMeters;
import org.busel.relay.telemetry.RelayMeters.Append;
import org.busel.store.StoreUnavailableException;
import org.busel.wire.v1.Response;

/// The envelopes of one submit, until the store has said something about each. Safe for many threads; does nothing but
/// count and pass on, because the store's writer calls it.
final class EnvelopesOnTheWay {
  private final Presence presence;
  private final RelayMeters meters;
  private final StoreState store;
  private final Response accepted;
  private final Consumer<Response> then;
  private final AtomicInteger missing;
  private final AtomicInteger busy = new AtomicInteger(); // nothing was done for so many
  private final int count;
  private volatile boolean full; // set by whoever settles, read by whoever settles last
  private volatile boolean unknown; // likewise

  /// Whom all submits tell what became of their envelopes.
  record Outside(Presence presence, RelayMeters meters, StoreState store) {}

  /// @param count how many envelopes there are
  /// @param accepted the answer if all of them are stored
  /// @param then gets the answer when the last of them is settled
  EnvelopesOnTheWay(int count, Outside outside, Response accepted, Consumer<Response> then) {
    this.accepted = accepted;
    this.count = count;
    this.presence = outside.presence();
    this.meters = outside.meters();
    this.store = outside.store();
    this.then = then;
    this.missing = new AtomicInteger(count);
  }

  /// Who waits for one of them.
  AppendCallback callbackFor(Envelope envelope) {
    return new Waiter(envelope);
  }

  private final class Waiter implements AppendCallback {
    private final Envelope envelope;

    Waiter(Envelope envelope) {
      this.envelope = envelope;
    }

    @Override
    public void settled(AppendOutcome outcome) {
      switch (outcome) {
        case Stored(long sequence, long previous) -> {
          meters.append(Append.STORED);
          store.answered();
          Inbox inbox = presence.at(envelope.recipient());
          if (inbox != null) {
            inbox.stored(envelope, sequence, previous);
          }
        }
        case AlreadyStored _ -> meters.append(Append.REPEATED);
        case MailboxFull _ -> {
          meters.append(Append.FULL);
          full = true;
        }
        case Busy _ -> {
          meters.append(Append.BUSY);
          int _ = busy.incrementAndGet();
        }
      }
      settleOne();
    }

    @Override
    public void unavailable(StoreUnavailableException cause) {
      meters.append(Append.UNAVAILABLE);
      store.didNotAnswer();
      unknown = true;
      settleOne();
    }
  }

  private void settleOne() {
    if (missing.decrementAndGet() == 0) {
      then.accept(answer());
    }
  }

  private Response answer() {
    int refused = busy.get();
    if (unknown || (refused > 0 && refused < count)) {
      return Refusals.unavailable(); // what was done for some of them may be known, but not to a sender
    }
    if (full) {
      return Refusals.mailboxFull();
    }
    return refused > 0 ? Refusals.busy() : accepted;
  }
}
