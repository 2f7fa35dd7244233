package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.local.Contacts;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredHeld;
import org.busel.sdk.local.records.StoredStranger;
import org.busel.sdk.session.OpenOutcome;
import org.busel.sdk.session.SessionException;
import org.busel.wire.AccountId;
import org.busel.wire.EnvelopeId;
import org.busel.wire.SealedContent;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.Delivery;

/// Opens what a mailbox delivered and hands what was in it to its [ContentKind].
///
/// The ratchet's step, the message, and the note that this envelope is dealt with are one transaction, and only after
/// its commit does the caller acknowledge: a crash before it changes nothing and the relay delivers again; a crash after
/// it is answered by the note. Safe for many threads.
final class Intake {
  private final Profile profile;
  private final Introductions introductions;
  private final ContentKinds kinds;
  private final DeskGate desks;
  private final Repairs repairs;
  private final KeyLog keyLog;

  Intake(
      Profile profile,
      Introductions introductions,
      ContentKinds kinds,
      DeskGate desks,
      Repairs repairs,
      KeyLog keyLog) {
    this.profile = profile;
    this.introductions = introductions;
    this.kinds = kinds;
    this.desks = desks;
    this.repairs = repairs;
    this.keyLog = keyLog;
  }

  /// What became of a batch.
  ///
  /// @param done to be acknowledged
  /// @param events in order; new messages are not among them
  record Taken(List<EnvelopeId> done, List<Event> events) {}

  /// Deals with a batch. An envelope at which the session room fails is left to the relay, which sets it aside after
  /// some offers; the others do not suffer from it.
  Taken take(List<Delivery> batch) {
    try {
      return profile.transact("saving messages", tx -> takeAll(tx, batch));
    } catch (BuselException e) {
      if (!(e.getCause() instanceof SessionException)) {
        throw e;
      }
      return batch.size() > 1
          ? oneByOne(batch)
          : new Taken(List.of(), List.of(new Event.EnvelopeUnopenable()));
    }
  }

  private Taken oneByOne(List<Delivery> batch) {
    Taken all = new Taken(new ArrayList<>(), new ArrayList<>());
    for (Delivery delivery : batch) {
      Taken one = take(List.of(delivery));
      all.done().addAll(one.done());
      all.events().addAll(one.events());
    }
    return all;
  }

  private Taken takeAll(Transaction tx, List<Delivery> batch) {
    Taken taken = new Taken(new ArrayList<>(), new ArrayList<>());
    long today = Duration.ofMillis(profile.now().toEpochMilli()).toDays();
    tx.mail().forgetOld(today);
    for (Delivery delivery : batch) {
      EnvelopeId id = EnvelopeId.of(delivery.getEnvelopeId());
      if (tx.mail().hasSeen(id) || take(tx, delivery, taken.events())) {
        tx.mail().saw(id, today);
        taken.done().add(id);
      }
    }
    return taken;
  }

  /// Opens one envelope and saves what is in it.
  ///
  /// @return whether it is dealt with for good
  private boolean take(Transaction tx, Delivery delivery, List<Event> events) {
    OpenOutcome outcome =
        profile.sessions().open(tx.sessions(), new SealedContent(delivery.getContent()));
    if (outcome instanceof OpenOutcome.Opened opened) {
      opened(tx, opened, events);
      return true;
    }
    if (outcome instanceof OpenOutcome.IdentityChanged changed) {
      Optional<StoredContact> contact = tx.contacts().byAccount(changed.sender().account());
      Optional<StoredContact> person = contact.filter(it -> !it.getPeer());
      person.ifPresent(it -> events.add(new Event.IdentityChanged(Views.contact(it))));
      return person.isEmpty();
    }
    if (outcome instanceof OpenOutcome.Undecryptable undecryptable) {
      undecryptable
          .from()
          .flatMap(from -> tx.contacts().byAccount(from.account()))
          .ifPresent(from -> repairs.broken(tx, from, EnvelopeId.of(delivery.getEnvelopeId())));
    }
    if (outcome instanceof OpenOutcome.NotProtected) {
      Tally.UNPROTECTED.countOne(tx);
      events.add(new Event.NotProtected());
    } else if (outcome instanceof OpenOutcome.Undecryptable undecryptable
        && undecryptable.reason() == OpenOutcome.Reason.PREKEY_GONE) {
      Tally.REUSED_KEY.countOne(tx);
      events.add(new Event.OneTimeKeyReused());
    } else if (!(outcome instanceof OpenOutcome.Duplicate)) {
      Tally.UNOPENABLE.countOne(tx);
      events.add(new Event.EnvelopeUnopenable());
    }
    return true;
  }

  /// Opens what was never stored, for the one kind that may come so.
  ///
  /// @return who is typing, if that is what it says
  Optional<Contact> takeEphemeral(Delivery delivery) {
    try {
      return profile.transact("opening an ephemeral push", tx -> typing(tx, delivery));
    } catch (BuselException e) {
      if (!(e.getCause() instanceof SessionException)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Optional<Contact> typing(Transaction tx, Delivery delivery) {
    OpenOutcome outcome =
        profile.sessions().open(tx.sessions(), new SealedContent(delivery.getContent()));
    if (!(outcome instanceof OpenOutcome.Opened opened)
        || opened.standing() != OpenOutcome.Standing.TRUSTED
        || !opened.content().hasTyping()) {
      return Optional.empty();
    }
    return tx.contacts()
        .byAccount(opened.sender().account())
        .filter(
            it -> !tx.conversations().of(ConversationKey.ofContact(it.getId())).getBlocked())
        .map(Views::contact);
  }

  private void opened(Transaction tx, OpenOutcome.Opened opened, List<Event> events) {
    AccountId account = opened.sender().account();
    Content content = opened.content();
    Optional<StoredContact> contact = tx.contacts().byAccount(account);
    if (contact.isPresent() && opened.standing() == OpenOutcome.Standing.TRUSTED) {
      StoredContact known = introductions.withDevice(tx, contact.get(), opened.sender());
      if (known.getPeer() ? concernsDesk(content) || content.hasRepair() : !content.hasIntroduction()) {
        save(tx, known, content, events);
        return;
      }
      if (!known.getPeer()) {
        introductions.again(tx, known, content.getIntroduction());
        return;
      }
    }
    Optional<StoredContact> introduced = introductions.accept(tx, opened);
    if (introduced.isPresent()) {
      events.add(new Event.ContactIntroduced(Views.contact(introduced.get())));
      for (StoredStranger earlier : tx.mail().takeFrom(account)) {
        save(tx, introduced.get(), Introductions.content(earlier), events);
      }
    } else {
      Tally.STRANGER.countOne(tx);
      tx.mail().setAside(tx.messages().nextNumber(), stranger(opened));
      events.add(new Event.StrangerSetAside());
    }
  }

  private void save(Transaction tx, StoredContact from, Content content, List<Event> events) {
    if (tx.conversations().of(ConversationKey.ofContact(from.getId())).getBlocked()
        && !concernsDesk(content)) {
      return; // not shown, not answered, not kept
    }
    if (content.hasLogHead()) {
      keyLog.heard(tx, content.getLogHead());
    }
    Optional<ConversationKey> conversation =
        content.hasDesk()
            ? desks.conversation(tx, from, content, events)
            : Optional.of(ConversationKey.ofContact(from.getId()));
    conversation.ifPresent(it -> kinds.take(new Arrival(tx, from, it, content, events)));
    if (content.hasDeskChanges()) {
      again(tx, content.getDeskChanges().getDesk(), events);
    }
  }

  /// More is known of a desk: what waited for that is looked at again.
  private void again(Transaction tx, ByteString desk, List<Event> events) {
    for (StoredHeld held : tx.desks().takeHeld(desk)) {
      tx.contacts()
          .byId(held.getContact())
          .ifPresent(from -> save(tx, from, DeskGate.content(held), events));
    }
    for (StoredContact member : desks.newcomers(tx)) {
      for (StoredStranger earlier : tx.mail().takeFrom(Contacts.accountOf(member))) {
        Content content = Introductions.content(earlier);
        if (concernsDesk(content)) {
          save(tx, member, content, events);
        }
      }
    }
  }

  /// Who is known through a desk alone is heard in desks alone, and when what they were sent there could not be opened.
  private static boolean concernsDesk(Content content) {
    return content.hasDesk() || content.hasDeskChanges() || content.hasDeskAsk();
  }

  private static StoredStranger stranger(OpenOutcome.Opened opened) {
    return StoredStranger.newBuilder()
        .setAccount(opened.sender().account().bytes())
        .setDevice(opened.sender().number())
        .setContent(opened.content().toByteString())
        .build();
  }
}
