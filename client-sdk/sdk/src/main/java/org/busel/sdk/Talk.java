package org.busel.sdk;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
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
  private static final int MOST_HISTORY = 10_000;
  private static final int MOST_SEARCHED = 1_000_000;
  private static final long TYPING_EVERY_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long TALKING_MILLIS = Duration.ofMinutes(10).toMillis();

  private final Profile profile;
  private final Parts parts;
  private final Changes changes;
  private final Authors authors;
  private final Map<Long, Long> typedAtNanos = new ConcurrentHashMap<>();

  /// What it is made of.
  record Parts(
      Correspondence correspondence,
      Outgoing outgoing,
      Posting posting,
      Disappearing disappearing,
      Receipts receipts,
      Notes notes) {}

  Talk(Profile profile, Parts parts) {
    this.profile = profile;
    this.parts = parts;
    this.changes =
        new Changes(profile, parts.posting(), parts.outgoing(), parts.correspondence());
    this.authors = new Authors(profile.self());
  }

  Changes changes() {
    return changes;
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

  SendOutcome sendAgain(Contact contact, Message message) {
    return parts.correspondence().sendAgain(contact, message.number());
  }

  List<Message> history(Contact contact, int limit) {
    requireLimit(limit);
    return Views.history(
        profile.transact(
            "reading messages",
            tx -> {
              parts.disappearing().sweep(tx);
              return tx.messages().last(ConversationKeys.of(contact), limit);
            }));
  }

  Optional<Message> message(Contact contact, long number) {
    return profile
        .transact(
            "reading a message",
            tx -> {
              parts.disappearing().sweep(tx);
              return find(tx, contact, number);
            })
        .map(Views::message);
  }

  void markRead(Contact contact, long upTo) {
    profile.save(
        "noting what was read",
        tx -> {
          ConversationKey conversation = ConversationKeys.of(contact);
          long before = tx.conversations().of(conversation).getReadUpTo();
          for (StoredMessage message : tx.messages().unread(conversation, before, upTo)) {
            if (!message.getOutgoing()) {
              tx.messages()
                  .save(
                      parts
                          .disappearing()
                          .started(tx, message.toBuilder().setRead(true).build()));
              if (Views.content(message).getKindCase() != Content.KindCase.KIND_NOT_SET) {
                parts.receipts().read(tx, message);
              }
            }
          }
          tx.conversations().change(conversation, it -> it.setReadUpTo(Math.max(before, upTo)));
        });
  }

  void deleteHere(Contact contact, long number) {
    profile.save(
        "erasing a message",
        tx ->
            find(tx, contact, number)
                .ifPresent(it -> tx.messages().erase(it, Views.content(it).getMessageId())));
  }

  List<Message> search(List<Contact> contacts, String words, int limit) {
    requireLimit(limit);
    SearchWords wanted = SearchWords.of(words);
    if (wanted.isEmpty()) {
      return List.of();
    }
    return profile.transact(
        "searching",
        tx -> {
          parts.disappearing().sweep(tx);
          List<Message> found = new ArrayList<>();
          for (Contact contact : contacts) {
            tx.messages().last(ConversationKeys.of(contact), MOST_SEARCHED).stream()
                .filter(stored -> matches(wanted, stored))
                .limit(limit)
                .map(Views::message)
                .forEach(found::add);
          }
          return found.stream()
              .sorted(Comparator.comparingLong(Message::number).reversed())
              .limit(limit)
              .toList();
        });
  }

  private static boolean matches(SearchWords wanted, StoredMessage stored) {
    Content content = Views.content(stored);
    return content.hasText() && wanted.isIn(Views.words(stored, content));
  }

  ExportOutcome export(Contact contact, Path file) {
    return Export.write(
        file,
        contact,
        Views.history(
            profile.transact(
                "reading messages",
                tx -> {
                  parts.disappearing().sweep(tx);
                  return tx.messages().last(ConversationKeys.of(contact), MOST_SEARCHED);
                })));
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
    boolean inRange =
        time.compareTo(Limits.TIMER_SHORTEST) >= 0 && time.compareTo(Limits.TIMER_LONGEST) <= 0;
    if (!time.isZero() && !inRange) {
      throw new IllegalArgumentException("messages disappear after 5 minutes to 365 days");
    }
    profile.save("setting a timer", tx -> disappearAfter(tx, contact, time.toSeconds()));
    boolean unused = parts.correspondence().flush(contact.id());
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

  void receipts(Contact contact, Optional<ReceiptMode> mode) {
    keep(
        contact,
        it ->
            it.setReceipts(
                mode.map(ReceiptMode::stored)
                    .orElse(StoredConversation.Receipts.RECEIPTS_AS_DEVICE)));
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

  void mute(Contact contact, Instant until) {
    long millis =
        until.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE))
            ? Long.MAX_VALUE
            : Math.max(0, until.toEpochMilli());
    keep(contact, it -> it.setMutedUntilMillis(millis));
  }

  void block(Contact contact, boolean blocked) {
    profile.save(
        "blocking a contact",
        tx -> {
          tx.conversations().change(ConversationKeys.of(contact), it -> it.setBlocked(blocked));
          if (blocked) {
            tx.pending().forgetReceipts(contact.id());
          }
        });
  }

  void archive(Contact contact, boolean archived) {
    keep(contact, it -> it.setArchived(archived));
  }

  void draft(Contact contact, String text) {
    keep(contact, it -> it.setDraft(text));
  }

  ConversationSettings settings(Contact contact) {
    return profile.transact(
        "reading how a conversation is kept",
        tx -> {
          StoredConversation kept = tx.conversations().of(ConversationKeys.of(contact));
          long muted = kept.getMutedUntilMillis();
          return new ConversationSettings(
              kept.getTimerSeconds() == 0
                  ? Optional.empty()
                  : Optional.of(Duration.ofSeconds(kept.getTimerSeconds())),
              Receipts.mode(tx, ConversationKeys.of(contact)),
              ReceiptMode.of(kept.getReceipts()).isPresent(),
              muted > profile.now().toEpochMilli()
                  ? Optional.of(Instant.ofEpochMilli(muted))
                  : Optional.empty(),
              kept.getBlocked(),
              kept.getArchived(),
              kept.getDraft());
        });
  }

  private void keep(Contact contact, UnaryOperator<StoredConversation.Builder> change) {
    profile.save(
        "changing how a conversation is kept",
        tx -> tx.conversations().change(ConversationKeys.of(contact), change));
  }

  private static Optional<StoredMessage> find(Transaction tx, Contact contact, long number) {
    return tx.messages().find(ConversationKeys.of(contact), number);
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > MOST_HISTORY) {
      throw new IllegalArgumentException("limit is not within 1 to 10,000");
    }
  }
}
