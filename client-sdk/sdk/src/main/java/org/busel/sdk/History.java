package org.busel.sdk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.wire.v1.Content;

/// What was said, read and erased on this device alone. Whatever has disappeared is erased before anything is shown.
/// Safe for many threads.
final class History {
  private static final int MOST_HISTORY = 10_000;
  private static final int MOST_SEARCHED = 1_000_000;

  private final Profile profile;
  private final Disappearing disappearing;
  private final Receipts receipts;

  History(Profile profile, Disappearing disappearing, Receipts receipts) {
    this.profile = profile;
    this.disappearing = disappearing;
    this.receipts = receipts;
  }

  List<Message> last(ConversationKey conversation, int limit) {
    requireLimit(limit);
    return Views.history(newestFirst(conversation, limit));
  }

  Optional<Message> message(ConversationKey conversation, long number) {
    return profile
        .transact(
            "reading a message",
            tx -> {
              disappearing.sweep(tx);
              return tx.messages().find(conversation, number);
            })
        .map(Views::message);
  }

  void markRead(ConversationKey conversation, long upTo) {
    profile.save(
        "noting what was read",
        tx -> {
          long before = tx.conversations().of(conversation).getReadUpTo();
          tx.messages().unread(conversation, before, upTo).stream()
              .filter(message -> !message.getOutgoing())
              .forEach(message -> read(tx, message));
          tx.conversations().change(conversation, it -> it.setReadUpTo(Math.max(before, upTo)));
        });
  }

  private void read(Transaction tx, StoredMessage message) {
    tx.messages().save(disappearing.started(tx, message.toBuilder().setRead(true).build()));
    if (Views.content(message).getKindCase() != Content.KindCase.KIND_NOT_SET) {
      receipts.read(tx, message);
    }
  }

  void delete(ConversationKey conversation, long number) {
    profile.save(
        "erasing a message",
        tx -> tx.messages().find(conversation, number).ifPresent(it -> Erasing.whole(tx, it)));
  }

  List<Message> search(List<ConversationKey> conversations, String words, int limit) {
    requireLimit(limit);
    SearchWords wanted = SearchWords.of(words);
    if (wanted.isEmpty()) {
      return List.of();
    }
    return profile.transact(
        "searching",
        tx -> {
          disappearing.sweep(tx);
          List<Message> found = new ArrayList<>();
          for (ConversationKey conversation : conversations) {
            tx.messages().last(conversation, MOST_SEARCHED).stream()
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

  /// @param names who wrote a message of somebody else
  ExportOutcome export(ConversationKey conversation, Path file, Function<Message, String> names) {
    return Export.write(file, names, Views.history(newestFirst(conversation, MOST_SEARCHED)));
  }

  private List<StoredMessage> newestFirst(ConversationKey conversation, int limit) {
    return profile.transact(
        "reading messages",
        tx -> {
          disappearing.sweep(tx);
          return tx.messages().last(conversation, limit);
        });
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > MOST_HISTORY) {
      throw new IllegalArgumentException("limit is not within 1 to 10,000");
    }
  }
}
