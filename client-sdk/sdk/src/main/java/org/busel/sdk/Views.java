package org.busel.sdk;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.busel.sdk.attachments.FileNames;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Messages;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredHeard;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredNote;
import org.busel.wire.v1.Attachment;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.Thumbnail;

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
        body(stored, content),
        Instant.ofEpochMilli(content.getSentAtMillis()),
        state(stored),
        marks(stored, content));
  }

  private static Message.Body body(StoredMessage stored, Content content) {
    if (stored.getDeleted()) {
      return new Message.Body.Deleted();
    }
    if (stored.hasNote()) {
      return note(stored.getNote());
    }
    return switch (content.getKindCase()) {
      case TEXT -> new Message.Body.Text(words(stored, content));
      case ATTACHMENT -> attachment(content.getAttachment());
      case INTRODUCTION,
          EDIT,
          DELETION,
          REACTION,
          RECEIPT,
          TYPING,
          TIMER,
          REPAIR,
          RESTORED,
          DESK_INVITATION,
          DESK_ANSWER,
          DESK_CHANGES,
          DESK_ASK,
          OWN_DEVICE,
          DEVICES_CHANGED,
          KIND_NOT_SET ->
          new Message.Body.NeedsNewerApp();
    };
  }

  /// What a text says now.
  static String words(StoredMessage stored, Content content) {
    return stored.getEditsCount() == 0
        ? content.getText().getBody()
        : stored.getEdits(stored.getEditsCount() - 1).getBody();
  }

  private static Message.Body note(StoredNote note) {
    Message.Happened what =
        switch (note.getKind()) {
          case KIND_TIMER_SET -> Message.Happened.TIMER_SET;
          case KIND_REPAIR_ASKED -> Message.Happened.ASKED_AGAIN;
          case KIND_REPAIR_GIVEN -> Message.Happened.SENT_AGAIN;
          case KIND_REPAIR_LIMIT -> Message.Happened.ASKED_TOO_OFTEN;
          case KIND_RESTORED -> Message.Happened.RESTORED;
          case KIND_CLOCK_JUMPED -> Message.Happened.CLOCK_JUMPED;
          case KIND_UNOPENABLE, KIND_UNSPECIFIED, UNRECOGNIZED -> Message.Happened.UNOPENABLE;
        };
    return new Message.Body.Note(what, note.getCount(), Duration.ofSeconds(note.getSeconds()));
  }

  private static Message.Marks marks(StoredMessage stored, Content content) {
    List<String> earlier = new ArrayList<>();
    if (stored.getEditsCount() > 0) {
      earlier.add(content.getText().getBody());
      stored.getEditsList().stream()
          .limit(stored.getEditsCount() - 1L)
          .forEach(edit -> earlier.add(edit.getBody()));
    }
    List<Message.Reaction> reactions =
        stored.getReactionsList().stream()
            .filter(it -> !it.getEmoji().isEmpty())
            .map(it ->
                new Message.Reaction(
                    it.getContact() == Messages.OURS
                        ? Optional.empty()
                        : Optional.of(it.getContact()),
                    it.getEmoji()))
            .toList();
    long seconds = content.getDisappearsAfterSeconds();
    return new Message.Marks(
        content.hasAnswers() ? Optional.of(stored.getAnswers().getNumber()) : Optional.empty(),
        List.copyOf(earlier),
        reactions,
        seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)),
        reach(stored));
  }

  private static Optional<Message.Reach> reach(StoredMessage stored) {
    return stored.getOutgoing() && !stored.hasNote() && !ConversationKey.of(stored).isWithContact()
        ? Optional.of(
            new Message.Reach(
                stored.getCopiesAccepted() + stored.getCopiesWaiting(),
                stored.getHeardCount(),
                (int) stored.getHeardList().stream().filter(StoredHeard::getRead).count()))
        : Optional.empty();
  }

  private static Message.Body attachment(Attachment attachment) {
    Thumbnail thumbnail = attachment.getThumbnail();
    return new Message.Body.Attachment(
        FileNames.safe(attachment.getName()),
        attachment.getMediaType(),
        attachment.getFileBytes(),
        thumbnail.getImage().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Message.Picture(
                    thumbnail.getImage(), thumbnail.getWidth(), thumbnail.getHeight())),
        attachment.getCaption());
  }

  /// A conversation, oldest first. Messages of one author stand in the order in which they were sent, whatever order
  /// a relay brought them in: within the places that their messages have, they are sorted by their times, which only
  /// grow.
  static List<Message> history(List<StoredMessage> newestFirst) {
    List<Message> asSaved = new ArrayList<>();
    newestFirst.forEach(stored -> asSaved.add(0, message(stored)));
    Map<Long, Deque<Message>> incoming = new HashMap<>();
    asSaved.stream()
        .filter(Views::isTheirs)
        .sorted(Comparator.comparing(Message::sentAt))
        .forEach(message ->
            incoming
                .computeIfAbsent(message.contact(), unused -> new ArrayDeque<>())
                .add(message));
    return asSaved.stream()
        .map(message -> {
          Deque<Message> theirs = incoming.get(message.contact());
          return isTheirs(message) && theirs != null
              ? theirs.removeFirst()
              : message;
        })
        .toList();
  }

  private static boolean isTheirs(Message message) {
    return message.direction() == Message.Direction.INCOMING
        && !(message.body() instanceof Message.Body.Note);
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
      case STATE_DELIVERED -> Message.State.DELIVERED;
      case STATE_READ -> Message.State.READ;
      case STATE_EXPIRING -> Message.State.EXPIRING;
      case STATE_EXPIRED -> Message.State.EXPIRED;
      case STATE_REFUSED, STATE_UNSPECIFIED, UNRECOGNIZED -> Message.State.REFUSED;
    };
  }
}
