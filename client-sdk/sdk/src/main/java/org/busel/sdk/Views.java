package org.busel.sdk;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.wire.v1.Content;

/// What is stored, as the app sees it.
final class Views {
  private Views() {}

  static Contact contact(StoredContact stored) {
    return new Contact(
        stored.getId(),
        stored.getName(),
        stored.getVerified(),
        Instant.ofEpochMilli(stored.getAddedAtMillis()));
  }

  static Message message(StoredMessage stored) {
    Content content = content(stored);
    return new Message(
        stored.getNumber(),
        ConversationKeys.id(ConversationKey.of(stored)),
        stored.getContact(),
        stored.getOutgoing() ? Message.Direction.OUTGOING : Message.Direction.INCOMING,
        body(content),
        Instant.ofEpochMilli(content.getSentAtMillis()),
        state(stored));
  }

  private static Message.Body body(Content content) {
    return switch (content.getKindCase()) {
      case TEXT -> new Message.Body.Text(content.getText().getBody());
      case INTRODUCTION,
          EDIT,
          DELETION,
          REACTION,
          RECEIPT,
          TYPING,
          TIMER,
          REPAIR,
          DESK_INVITATION,
          DESK_ANSWER,
          DESK_CHANGES,
          DESK_ASK,
          KIND_NOT_SET ->
          new Message.Body.NeedsNewerApp();
    };
  }

  /// A conversation, oldest first. Messages of one author stand in the order in which they were sent, whatever order
  /// a relay brought them in: within the places that their messages have, they are sorted by their times, which only
  /// grow.
  static List<Message> history(List<StoredMessage> newestFirst) {
    List<Message> asSaved = new ArrayList<>();
    newestFirst.forEach(stored -> asSaved.add(0, message(stored)));
    Map<Long, Deque<Message>> incoming = new HashMap<>();
    asSaved.stream()
        .filter(message -> message.direction() == Message.Direction.INCOMING)
        .sorted(Comparator.comparing(Message::sentAt))
        .forEach(message ->
            incoming
                .computeIfAbsent(message.contact(), unused -> new ArrayDeque<>())
                .add(message));
    return asSaved.stream()
        .map(message -> {
          Deque<Message> theirs = incoming.get(message.contact());
          return message.direction() == Message.Direction.INCOMING && theirs != null
              ? theirs.removeFirst()
              : message;
        })
        .toList();
  }

  static Content content(StoredMessage stored) {
    try {
      return Content.parseFrom(stored.getContent());
    } catch (InvalidProtocolBufferException e) {
      throw new BuselException("reading a message", e);
    }
  }

  private static Message.State state(StoredMessage stored) {
    return switch (stored.getState()) {
      case STATE_RECEIVED -> Message.State.RECEIVED;
      case STATE_QUEUED -> Message.State.QUEUED;
      case STATE_ACCEPTED -> Message.State.ACCEPTED;
      case STATE_REFUSED, STATE_UNSPECIFIED, UNRECOGNIZED -> Message.State.REFUSED;
    };
  }
}
