package org.busel.sdk.local;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.local.records.StoredMessage;

/// Messages of every conversation, in the order in which they were saved here. Inside a transaction only.
public final class Messages {
  private static final byte[] ALL = {};

  private final Table table;
  private long lastNumber = -1; // read from the file when first needed

  Messages(Table table) {
    this.table = table;
  }

  /// A number higher than every one before. Taken even if the transaction fails.
  public long nextNumber() {
    if (lastNumber < 0) {
      lastNumber = Math.max(table.highest(Area.MESSAGE), table.highest(Area.SUBMIT));
    }
    lastNumber++;
    return lastNumber;
  }

  void forgetNumbers() {
    lastNumber = -1;
  }

  /// Saves a message, in place of the one with the same number.
  public void save(StoredMessage message) {
    table.line(
        Area.MESSAGE,
        Stored.name(message.getContact()),
        message.getNumber(),
        message.toByteArray());
  }

  /// One message of a conversation.
  public Optional<StoredMessage> find(long contact, long number) {
    return table
        .lineAt(Area.MESSAGE, Stored.name(contact), number)
        .map(ByteString::copyFrom)
        .map(Messages::read);
  }

  /// The last messages of a conversation, newest first.
  public List<StoredMessage> last(long contact, int limit) {
    return table.last(Area.MESSAGE, Stored.name(contact), limit).stream()
        .map(line -> read(line.value()))
        .toList();
  }

  /// Whether a message with that id came from that contact before; if not, it is noted from now on.
  public boolean isRepeat(long contact, ByteString messageId) {
    byte[] name =
        ByteBuffer.allocate(Long.BYTES + messageId.size())
            .putLong(contact)
            .put(messageId.asReadOnlyByteBuffer())
            .array();
    if (table.has(Area.MESSAGE_OF_ID, name)) {
      return true;
    }
    table.put(Area.MESSAGE_OF_ID, name, new byte[0]);
    return false;
  }

  /// Notes that the app has not heard of a message yet.
  public void unreported(StoredMessage message) {
    table.line(Area.UNREPORTED, ALL, message.getNumber(), Stored.name(message.getContact()));
  }

  /// Messages that the app has not heard of, oldest first; they count as reported from the commit on.
  public List<StoredMessage> takeUnreported(int limit) {
    List<Table.Line> lines = table.first(Area.UNREPORTED, ALL, limit);
    lines.forEach(line -> table.removeLine(Area.UNREPORTED, ALL, line.number()));
    return lines.stream()
        .flatMap(line -> find(Stored.number(line.value()), line.number()).stream())
        .toList();
  }

  private static StoredMessage read(ByteString value) {
    return Stored.read(StoredMessage.parser(), value);
  }
}
