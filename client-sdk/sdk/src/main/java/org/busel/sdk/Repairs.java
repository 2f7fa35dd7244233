package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.local.Contacts;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredConversation;
import org.busel.sdk.local.records.StoredNote;
import org.busel.sdk.local.records.StoredRepair;
import org.busel.sdk.local.records.StoredSubmit;
import org.busel.wire.EnvelopeId;
import org.busel.wire.Limits;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.Repair;

/// Starts a session anew when what a contact has truly sent cannot be opened, and asks for it again.
///
/// Bounded, so that nobody can make a device fetch keys without end: so many times a day for one contact. Nothing that
/// is not proved to come from the contact's trusted identity leads here, and a bundle of another identity stops it: a
/// repair never changes whom a device trusts. Safe for many threads.
final class Repairs {
  /// For one contact, in a day of passed time.
  static final int MOST_A_DAY = 3;

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final Profile profile;
  private final KeyFetch keys;
  private final Posting posting;
  private final Notes notes;
  private final PassedTime time;

  Repairs(Profile profile, KeyFetch keys, Posting posting, Notes notes, PassedTime time) {
    this.profile = profile;
    this.keys = keys;
    this.posting = posting;
    this.notes = notes;
    this.time = time;
  }

  /// Notes that an envelope of a contact could not be opened. Inside a transaction.
  void broken(Transaction tx, StoredContact contact, EnvelopeId envelope) {
    ConversationKey conversation = ConversationKey.ofContact(contact.getId());
    StoredConversation kept = tx.conversations().of(conversation);
    if (kept.getBlocked() || kept.getUnopenedCount() >= Limits.IDS_AT_ONCE) {
      return;
    }
    if (kept.getUnopenedCount() == 0) {
      notes.add(tx, conversation, note(StoredNote.Kind.KIND_UNOPENABLE, 0));
    }
    tx.conversations().change(conversation, it -> it.addUnopened(envelope.bytes()));
  }

  /// Asks every contact again for what could not be opened, as far as that is allowed.
  ///
  /// @param events told to the app
  void ask(List<Event> events) {
    List<StoredContact> contacts =
        profile.transact(
            "reading what could not be opened",
            tx -> tx.contacts().all().stream().filter(it -> isBroken(tx, it)).toList());
    for (StoredContact contact : contacts) {
      boolean allowed =
          profile.transact("counting repairs", tx -> isAllowedOrNoted(tx, key(contact)));
      if (allowed && keys.fetch(contact) instanceof KeyFetch.Fetched.Got got) {
        profile.save("repairing a session", tx -> ask(tx, contact, got, events));
      }
    }
  }

  private static boolean isBroken(Transaction tx, StoredContact contact) {
    return tx.conversations().of(key(contact)).getUnopenedCount() > 0;
  }

  private boolean isAllowedOrNoted(Transaction tx, ConversationKey conversation) {
    if (isAllowed(tx, tx.conversations().of(conversation).getRepairsList())) {
      return true;
    }
    tx.conversations().change(conversation, StoredConversation.Builder::clearUnopened);
    notes.add(tx, conversation, note(StoredNote.Kind.KIND_REPAIR_LIMIT, 0));
    return false;
  }

  /// Whether one more is within what a day allows.
  boolean isAllowed(Transaction tx, List<StoredRepair> before) {
    return before.stream().filter(it -> isRecent(tx, it)).count() < MOST_A_DAY;
  }

  /// Those of the last day, and one more.
  List<StoredRepair> withOneMore(Transaction tx, List<StoredRepair> before) {
    StoredRepair now = StoredRepair.newBuilder().setAtMillis(time.now(tx)).build();
    return java.util.stream.Stream.concat(
            before.stream().filter(it -> isRecent(tx, it)), java.util.stream.Stream.of(now))
        .toList();
  }

  private boolean isRecent(Transaction tx, StoredRepair repair) {
    return time.now(tx) - repair.getAtMillis() < DAY_MILLIS;
  }

  private void ask(
      Transaction tx, StoredContact contact, KeyFetch.Fetched.Got got, List<Event> events) {
    ConversationKey conversation = key(contact);
    StoredConversation kept = tx.conversations().of(conversation);
    KeyFetch.Started started = keys.start(tx, Contacts.accountOf(contact), got.bundles());
    Optional<StoredContact> now = tx.contacts().byId(contact.getId());
    List<StoredRepair> counted = withOneMore(tx, kept.getRepairsList());
    tx.conversations()
        .change(conversation, it -> it.clearRepairs().addAllRepairs(counted).clearUnopened());
    if (started == KeyFetch.Started.IDENTITY_CHANGED) {
      events.add(new Event.IdentityChanged(Views.contact(contact)));
    }
    if (started != KeyFetch.Started.ALL || now.isEmpty()) {
      return;
    }
    List<ByteString> ids = kept.getUnopenedList();
    Content content =
        posting
            .content(now.get())
            .setRepair(Repair.newBuilder().addAllEnvelopeIds(ids))
            .build();
    StoredSubmit unused = posting.submit(tx, now.get(), content);
    notes.add(tx, conversation, note(StoredNote.Kind.KIND_REPAIR_ASKED, ids.size()));
  }

  static StoredNote note(StoredNote.Kind kind, int count) {
    return StoredNote.newBuilder().setKind(kind).setCount(count).build();
  }

  private static ConversationKey key(StoredContact contact) {
    return ConversationKey.ofContact(contact.getId());
  }
}
