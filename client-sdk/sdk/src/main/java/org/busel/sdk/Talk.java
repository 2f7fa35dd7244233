package org.busel.sdk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredConversation;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredNote;
import org.busel.sdk.local.records.StoredSettings;
import org.busel.sdk.local.records.StoredSubmit;
import org.busel.wire.Limits;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.Timer;
import org.busel.wire.v1.Typing;

/// What is behind a [Conversation]. Safe for many threads.
final class Talk {
  private static final long TYPING_EVERY_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long TALKING_MILLIS = Duration.ofMinutes(10).toMillis();

  private final Profile profile;
  private final Parts parts;
  private final Authors authors;
  private final Map<Long, Long> typedAtNanos = new ConcurrentHashMap<>();

  /// What it is made of.
  record Parts(
      Correspondence correspondence,
      Outgoing outgoing,
      Posting posting,
      Notes notes,
      Conversing conversing) {}

  /// What is the same in every conversation.
  record Conversing(Changes changes, History history, Keeping keeping) {}

  Talk(Profile profile, Parts parts) {
    this.profile = profile;
    this.parts = parts;
    this.authors = new Authors(profile.self());
  }

  Changes changes() {
    return parts.conversing().changes();
  }

  History history() {
    return parts.conversing().history();
  }

  Keeping keeping() {
    return parts.conversing().keeping();
  }

  /// The conversation with a contact as something to speak in.
  Channel channel(Contact contact) {
    return new Channel(
        ConversationKeys.of(contact),
        tx ->
            tx.contacts()
                .byId(contact.id())
                .map(to -> new Audience(List.of(to), parts.posting().content(to))),
        new ChangeOutcome.NoSuchMessage());
  }

  SendOutcome send(Contact contact, String text) {
    return parts.correspondence().send(contact, text, (tx, content) -> content);
  }

  SendOutcome reply(Contact contact, Message answered, String text) {
    return parts
        .correspondence()
        .send(contact, text, (tx, content) -> answering(tx, contact, answered, content));
  }

  private Content.Builder answering(
      Transaction tx, Contact contact, Message answered, Content.Builder content) {
    find(tx, contact, answered.number())
        .filter(it -> !it.hasNote())
        .ifPresent(it -> content.setAnswers(authors.reference(tx, it)));
    return content;
  }

  /// The conversation with a contact as a place to which files go.
  Destination<StoredMessage> files(Contact contact) {
    return new Destination<>(
        ConversationKeys.of(contact),
        tx -> tx.contacts().byId(contact.id()).isPresent(),
        (tx, kind) ->
            tx.contacts()
                .byId(contact.id())
                .map(to -> parts.correspondence().save(tx, contact, to, kind)),
        message -> message);
  }

  /// Sends a message that was saved.
  SendOutcome send(Contact contact, StoredMessage saved) {
    return parts.correspondence().sendSaved(contact, saved.getNumber());
  }

  SendOutcome sendAgain(Contact contact, Message message) {
    return parts.correspondence().sendAgain(contact, message.number());
  }

  void typing(Contact contact) {
    long now = System.nanoTime();
    boolean wanted =
        profile.transact(
            "asking whether to show typing",
            tx -> {
              StoredConversation kept = tx.conversations().of(ConversationKeys.of(contact));
              long heardAgo = profile.now().toEpochMilli() - kept.getHeardAtMillis();
              return tx.conversations().settings().getTyping()
                  && !kept.getBlocked()
                  && heardAgo >= 0
                  && heardAgo < TALKING_MILLIS;
            });
    Long before = typedAtNanos.get(contact.id());
    if (wanted && (before == null || now - before >= TYPING_EVERY_NANOS)) {
      typedAtNanos.put(contact.id(), now);
      Optional<StoredContact> to =
          profile.transact("reading a contact", tx -> tx.contacts().byId(contact.id()));
      to.ifPresent(it ->
          parts
              .outgoing()
              .pass(
                  contact.id(),
                  parts.posting().content(it).setTyping(Typing.getDefaultInstance()).build()));
    }
  }

  void disappearAfter(Contact contact, Duration time) {
    requireTimer(time);
    profile.save("setting a timer", tx -> disappearAfter(tx, contact, time.toSeconds()));
    boolean unused = parts.correspondence().flush(contact.id());
  }

  static void requireTimer(Duration time) {
    boolean inRange =
        time.compareTo(Limits.TIMER_SHORTEST) >= 0 && time.compareTo(Limits.TIMER_LONGEST) <= 0;
    if (!time.isZero() && !inRange) {
      throw new IllegalArgumentException("messages disappear after 5 minutes to 365 days");
    }
  }

  private void disappearAfter(Transaction tx, Contact contact, long seconds) {
    ConversationKey conversation = ConversationKeys.of(contact);
    StoredContact to =
        tx.contacts()
            .byId(contact.id())
            .orElseThrow(() -> new IllegalArgumentException("no such contact"));
    Content.Builder content = parts.posting().content(to);
    // Later than the contact's, even if their clock is ahead: the latest stands at both ends.
    long setAt =
        Math.max(
            content.getSentAtMillis(),
            tx.conversations().of(conversation).getTimerSetAtMillis() + 1);
    StoredSubmit unused =
        parts
            .posting()
            .submit(
                tx,
                to,
                content
                    .setSentAtMillis(setAt)
                    .setTimer(Timer.newBuilder().setSeconds((int) seconds))
                    .build());
    tx.conversations()
        .change(conversation, it -> it.setTimerSeconds(seconds).setTimerSetAtMillis(setAt));
    parts
        .notes()
        .addOwn(
            tx,
            conversation,
            StoredNote.newBuilder()
                .setKind(StoredNote.Kind.KIND_TIMER_SET)
                .setSeconds(seconds)
                .build());
  }

  void receipts(ReceiptMode mode) {
    profile.save(
        "setting receipts",
        tx -> settings(tx, tx.conversations().settings().toBuilder().setReceipts(mode.stored())));
  }

  ReceiptMode receipts() {
    return profile
        .transact("reading settings", tx -> ReceiptMode.of(tx.conversations().settings().getReceipts()))
        .orElse(ReceiptMode.DELIVERED);
  }

  void showTyping(boolean shown) {
    profile.save(
        "setting typing",
        tx -> settings(tx, tx.conversations().settings().toBuilder().setTyping(shown)));
  }

  boolean showsTyping() {
    return profile.transact("reading settings", tx -> tx.conversations().settings().getTyping());
  }

  private static void settings(Transaction tx, StoredSettings.Builder settings) {
    tx.conversations().settings(settings.build());
  }

  private static Optional<StoredMessage> find(Transaction tx, Contact contact, long number) {
    return tx.messages().find(ConversationKeys.of(contact), number);
  }
}
