package org.busel.sdk.local;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredPlace;

/// Messages of every conversation, in the order in which they were saved here. Inside a transaction only.
///
/// A message is found by its conversation and number, or by its author and the id that its author gave it.
public final class Messages {
  /// The author of what this device's owner wrote; no contact has this id.
  public static final long OURS = 0;

  private static final byte[] ALL = {};

  private final Table table;
  private long lastNumber = -1; // read from the file when first needed

  Messages(Table table) {
    this.table = table;
  }

  /// A number higher than every one before. Taken even if the transaction fails.
  public long nextNumber() {
    if (lastNumber < 0) {
      lastNumber = Stream.of(Area.MESSAGE, Area.SUBMIT, Area.EARLY, Area.UNREPORTED, Area.DESK_HELD)
              .mapToLong(table::highest)
              .max()
              .orElse(0);
    }
    lastNumber++;
    return lastNumber;
  }

  void forgetNumbers() {
    lastNumber = -1;
  }

  /// Saves a message that was not here before, so that it is found by its id too.
  ///
  /// @param messageId 16 bytes, given by its author
  public void saveNew(StoredMessage message, ByteString messageId) {
    StoredPlace place =
        StoredPlace.newBuilder()
            .setConversation(ConversationKey.of(message).bytes())
            .setNumber(message.getNumber())
            .build();
    table.put(Area.MESSAGE_OF_ID, name(authorOf(message), messageId), place.toByteArray());
    save(message);
  }

  /// From now on a message of that author with that id counts as known, though it is not here.
  public void bar(long author, ByteString messageId) {
    table.put(Area.MESSAGE_OF_ID, name(author, messageId), new byte[0]);
  }

  /// Erases a message; its id stays known.
  public void erase(StoredMessage message, ByteString messageId) {
    table.removeLine(Area.MESSAGE, owner(ConversationKey.of(message)), message.getNumber());
    table.removeLine(Area.UNREPORTED, ALL, message.getNumber());
    bar(authorOf(message), messageId);
  }

  /// Saves a message in place of the one with the same number.
  public void save(StoredMessage message) {
    table.line(
        Area.MESSAGE, owner(ConversationKey.of(message)), message.getNumber(), message.toByteArray());
  }

  /// One message of a conversation.
  public Optional<StoredMessage> find(ConversationKey conversation, long number) {
    return table
        .lineAt(Area.MESSAGE, owner(conversation), number)
        .map(ByteString::copyFrom)
        .map(Messages::read);
  }

  /// The message to which its author gave that id.
  ///
  /// @param author a contact, or [#OURS]
  public Optional<StoredMessage> find(long author, ByteString messageId) {
    return table
        .get(Area.MESSAGE_OF_ID, name(author, messageId))
        .map(value -> Stored.read(StoredPlace.parser(), value))
        .filter(place -> !place.getConversation().isEmpty())
        .flatMap(
            place -> find(new ConversationKey(place.getConversation()), place.getNumber()));
  }

  /// Whether a message of that author with that id was ever saved, even if it is gone by now.
  public boolean isKnown(long author, ByteString messageId) {
    return table.has(Area.MESSAGE_OF_ID, name(author, messageId));
  }

  /// The last messages of a conversation, newest first.
  public List<StoredMessage> last(ConversationKey conversation, int limit) {
    return table.last(Area.MESSAGE, owner(conversation), limit).stream()
        .map(line -> read(line.value()))
        .toList();
  }

  /// Messages up to a number that nobody has read here yet, oldest first.
  public List<StoredMessage> unread(ConversationKey conversation, long readUpTo, long upTo) {
    return table.between(Area.MESSAGE, owner(conversation), readUpTo, upTo).stream()
        .map(line -> read(line.value()))
        .filter(message -> !message.getRead())
        .toList();
  }

  /// Notes that the app has not heard of a message yet.
  public void unreported(StoredMessage message) {
    table.line(
        Area.UNREPORTED, ALL, message.getNumber(), owner(ConversationKey.of(message)));
  }

  /// Messages that the app has not heard of, oldest first; they count as reported from the commit on.
  public List<StoredMessage> takeUnreported(int limit) {
    List<Table.Line> lines = table.first(Area.UNREPORTED, ALL, limit);
    lines.forEach(line -> table.removeLine(Area.UNREPORTED, ALL, line.number()));
    return lines.stream()
        .flatMap(line -> find(new ConversationKey(line.value()), line.number()).stream())
        .toList();
  }

  private static long authorOf(StoredMessage message) {
    return message.getOutgoing() ? OURS : message.getContact();
  }

  private static byte[] owner(ConversationKey conversation) {
    return conversation.bytes().toByteArray();
  }

  static byte[] name(long author, ByteString messageId) {
    return ByteBuffer.allocate(Long.BYTES + messageId.size())
        .putLong(author)
        .put(messageId.asReadOnlyByteBuffer())
        .array();
  }

  private static StoredMessage read(ByteString value) {
    return Stored.read(StoredMessage.parser(), value);
  }
}
