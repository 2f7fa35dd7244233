package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredMessage.State;
import org.busel.sdk.local.records.StoredSubmit;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.Introduction;
import org.busel.wire.v1.Text;

/// Says things to contacts: saves first, sends then. Safe for many threads.
///
/// The message, the sealed envelopes and the ratchet's step are one transaction, so that a crash leaves either nothing
/// or something that will be sent.
final class Correspondence {
  /// Longest text, in bytes of UTF-8: what surely fits into content beside addresses and times.
  static final int MAX_TEXT_BYTES = 88 * 1024;

  private final Profile profile;
  private final Outgoing outgoing;
  private final Upkeep upkeep;
  private final EventLog events;
  private final Sealer sealer;
  private final Posting posting;
  private final Chores chores;

  Correspondence(
      Profile profile,
      Outgoing outgoing,
      Upkeep upkeep,
      EventLog events,
      Posting posting,
      Chores chores) {
    this.profile = profile;
    this.outgoing = outgoing;
    this.upkeep = upkeep;
    this.events = events;
    this.sealer = new Sealer(profile.sessions());
    this.posting = posting;
    this.chores = chores;
  }

  /// What somebody says, but for its time and id.
  interface Draft {
    /// Sets the kind, and what else is not the same for all.
    Content.Builder finish(Transaction tx, Content.Builder content);
  }

  SendOutcome send(Contact contact, String text, Draft more) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES) {
      return new SendOutcome.TooLarge(MAX_TEXT_BYTES);
    }
    Draft draft =
        (tx, content) -> more.finish(tx, content.setText(Text.newBuilder().setBody(text)));
    return send(contact, (tx, to, certificate) -> save(tx, contact, to, draft, certificate));
  }

  /// Sends a message once more that the relay dropped or refused. It keeps its id, so that it is shown once.
  SendOutcome sendAgain(Contact contact, long number) {
    return send(
        contact,
        (tx, to, certificate) -> {
          Optional<StoredMessage> message =
              tx.messages()
                  .find(ConversationKeys.of(contact), number)
                  .filter(Correspondence::isLost);
          if (message.isEmpty()) {
            return new Saved(Optional.empty(), Optional.of(new SendOutcome.Refused(contact)));
          }
          StoredMessage queued =
              message.get().toBuilder()
                  .setState(State.STATE_QUEUED)
                  .setRefusal(StoredMessage.Refusal.REFUSAL_NONE)
                  .build();
          tx.messages().save(queued);
          StoredSubmit unused = posting.submit(tx, to, Views.content(queued), queued);
          return new Saved(Optional.of(queued), Optional.empty());
        });
  }

  private static boolean isLost(StoredMessage message) {
    return !message.getDeleted()
        && (message.getState() == State.STATE_EXPIRED || message.getState() == State.STATE_REFUSED);
  }

  private interface Save {
    Saved of(Transaction tx, StoredContact to, Optional<ByteString> certificate);
  }

  private SendOutcome send(Contact contact, Save save) {
    ReentrantLock turn = outgoing.turn(contact.id());
    turn.lock();
    try {
      Optional<ByteString> certificate = upkeep.certificate();
      Saved saved =
          profile.transact(
              "saving a message",
              tx -> {
                Optional<StoredContact> known = tx.contacts().byId(contact.id());
                if (known.isEmpty()) {
                  return Saved.instead(new SendOutcome.NoSuchContact());
                }
                return tx.conversations().of(ConversationKeys.of(contact)).getBlocked()
                    ? Saved.instead(new SendOutcome.Blocked(contact))
                    : save.of(tx, known.get(), certificate);
              });
      if (saved.instead().isPresent()) {
        return saved.instead().get();
      }
      StoredMessage message = saved.message().orElseThrow();
      Outgoing.End end = outgoing.flush(contact.id(), sent -> report(sent, message.getNumber()));
      return outcome(contact, message.getNumber(), end);
    } finally {
      turn.unlock();
    }
  }

  /// Sends what waits for one contact.
  ///
  /// @return whether nothing waits any more
  boolean flush(long contact) {
    return outgoing.flush(contact, sent -> report(sent, 0)) instanceof Outgoing.End.Empty;
  }

  /// Sends a message that was saved by somebody else, and what waits before it.
  SendOutcome sendSaved(Contact contact, long number) {
    Outgoing.End end = outgoing.flush(contact.id(), sent -> report(sent, number));
    return outcome(contact, number, end);
  }

  /// Does what is due, and sends everything that waits.
  void flushAll() {
    chores.run().forEach(events::add);
    Outgoing.End unused =
        flush(
            profile.transact(
                "reading contacts",
                tx -> tx.contacts().all().stream().map(StoredContact::getId).toList()),
            0);
  }

  /// Sends what waits for several contacts: in an order and with pauses that are made up anew each time, so that
  /// what is said in a desk leaves as so many single messages would.
  ///
  /// @param silent number of a message whose end is not told to the app
  Outgoing.End flush(List<Long> contacts, long silent) {
    List<Long> waiting =
        new ArrayList<>(
            profile.transact(
                "reading what waits",
                tx -> contacts.stream().filter(id -> tx.mail().first(id).isPresent()).toList()));
    Collections.shuffle(waiting, profile.options().random());
    Spread spread = new Spread(waiting.size(), profile.options().random());
    for (long contact : waiting) {
      spread.pause();
      Outgoing.End end = outgoing.flush(contact, sent -> report(sent, silent));
      if (!(end instanceof Outgoing.End.Empty)) {
        return end; // what keeps one waiting keeps all
      }
    }
    return new Outgoing.End.Empty();
  }

  /// Saves what introduces this device to a new contact; sent by the next flush.
  void saveIntroduction(Transaction tx, StoredContact contact, ByteString token, String ownName) {
    Content content =
        posting
            .content(contact)
            .setIntroduction(
                Introduction.newBuilder()
                    .setInvitationToken(token)
                    .setCard(profile.self().card().toWire())
                    .setName(ownName))
            .build();
    StoredSubmit unused = posting.submit(tx, contact, content);
  }

  /// @param instead what to answer if nothing was saved
  private record Saved(Optional<StoredMessage> message, Optional<SendOutcome> instead) {
    static Saved instead(SendOutcome outcome) {
      return new Saved(Optional.empty(), Optional.of(outcome));
    }
  }

  private Saved save(
      Transaction tx,
      Contact contact,
      StoredContact to,
      Draft draft,
      Optional<ByteString> certificate) {
    boolean first = tx.mail().first(contact.id()).isEmpty();
    Content content =
        draft.finish(tx, LogHeads.tell(tx, to, timed(tx, contact, to))).build();
    StoredMessage message = posting.message(tx, ConversationKeys.of(contact), to.getId(), content);
    StoredSubmit submit = posting.submit(tx, to, content, message);
    said(tx, contact);
    if (first && certificate.isPresent()) {
      Sealer.Result result = sealer.seal(tx, to, content, certificate.get());
      if (result instanceof Sealer.Result.Refused refused) {
        tx.abandon();
        return Saved.instead(refusal(contact, refused.why(), Optional.empty()));
      }
      if (result instanceof Sealer.Result.Sealed sealed) {
        tx.mail().save(submit.toBuilder().addAllEnvelopes(sealed.envelopes()).build());
      }
    }
    return new Saved(Optional.of(message), Optional.empty());
  }

  /// Saves a message that is sealed only when it is sent.
  ///
  /// @param kind content with nothing but its kind set
  StoredMessage save(Transaction tx, Contact contact, StoredContact to, Content.Builder kind) {
    Content content = timed(tx, contact, to).mergeFrom(kind.build()).build();
    StoredMessage message = posting.message(tx, ConversationKeys.of(contact), to.getId(), content);
    StoredSubmit unused = posting.submit(tx, to, content, message);
    said(tx, contact);
    return message;
  }

  private Content.Builder timed(Transaction tx, Contact contact, StoredContact to) {
    long timer = tx.conversations().of(ConversationKeys.of(contact)).getTimerSeconds();
    return posting.content(to).setDisappearsAfterSeconds((int) timer);
  }

  private static void said(Transaction tx, Contact contact) {
    tx.conversations()
        .change(ConversationKeys.of(contact), it -> it.setArchived(false).clearDraft());
  }

  private SendOutcome outcome(Contact contact, long number, Outgoing.End end) {
    StoredMessage stored =
        profile
            .transact("reading a message", tx -> tx.messages().find(ConversationKeys.of(contact), number))
            .orElseThrow(() -> new BuselException("reading a message"));
    Message message = Views.message(stored);
    return switch (stored.getState()) {
      case STATE_ACCEPTED, STATE_DELIVERED, STATE_READ, STATE_EXPIRING, STATE_EXPIRED ->
          new SendOutcome.Accepted(message);
      case STATE_REFUSED, STATE_RECEIVED, STATE_UNSPECIFIED, UNRECOGNIZED ->
          refusal(contact, stored.getRefusal(), Optional.of(message));
      case STATE_QUEUED -> {
        if (end instanceof Outgoing.End.NotTrusted notTrusted) {
          yield new SendOutcome.RelayNotTrusted(message, notTrusted.reason());
        }
        yield new SendOutcome.Queued(
            message, end instanceof Outgoing.End.Waits waits ? waits.reason() : "not yet");
      }
    };
  }

  private static SendOutcome refusal(
      Contact contact, StoredMessage.Refusal why, Optional<Message> message) {
    return switch (why) {
      case REFUSAL_NO_SUCH_MAILBOX -> new SendOutcome.NoSuchMailbox(contact);
      case REFUSAL_IDENTITY_CHANGED -> new SendOutcome.IdentityChanged(contact);
      case REFUSAL_NOT_PROTECTED -> new SendOutcome.NotProtected(contact);
      case REFUSAL_MAILBOX_FULL -> new SendOutcome.MailboxFull(message.orElseThrow());
      case REFUSAL_BY_RULE, REFUSAL_NONE, UNRECOGNIZED -> new SendOutcome.Refused(contact);
    };
  }

  private void report(StoredMessage sent, long except) {
    if (sent.getNumber() == except) {
      return;
    }
    Message message = Views.message(sent);
    if (sent.getState() == State.STATE_ACCEPTED) {
      events.add(new Event.MessageAccepted(message));
    } else if (message.conversation() instanceof ConversationId.InDesk) {
      events.add(new Event.DeskMessageRefused(message));
    } else {
      events.add(new Event.MessageRefused(message, why(sent)));
    }
  }

  private SendOutcome why(StoredMessage sent) {
    Contact contact =
        profile
            .transact("reading a contact", tx -> tx.contacts().byId(sent.getContact()))
            .map(Views::contact)
            .orElseThrow(() -> new BuselException("reading a contact"));
    return refusal(contact, sent.getRefusal(), Optional.of(Views.message(sent)));
  }
}
