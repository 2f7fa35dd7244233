package org.busel.sdk.local;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.busel.sdk.local.records.StoredEarly;
import org.busel.sdk.local.records.StoredLedger;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredPlace;
import org.busel.sdk.local.records.StoredReceipts;

/// What waits for its time, or for something else to come. Inside a transaction only.
public final class Pending {
  /// Contents about messages that are not here; what comes beyond is passed over.
  public static final int MOST_EARLY = 100;

  private static final byte[] ALL = {};

  private final Table table;

  Pending(Table table) {
    this.table = table;
  }

  /// Lists of messages that something is to happen to.
  public enum Watch {
    /// Accepted, and no receipt yet.
    UNDELIVERED(Area.UNDELIVERED),
    /// Their time to disappear is running.
    DISAPPEARING(Area.DISAPPEARING),
    /// Of a kind that was not known when they came.
    UNKNOWN(Area.UNKNOWN);

    private final Area area;

    Watch(Area area) {
      this.area = area;
    }
  }

  /// Puts a message on a list.
  public void watch(Watch list, StoredMessage message) {
    StoredPlace place =
        StoredPlace.newBuilder()
            .setConversation(ConversationKey.of(message).bytes())
            .setNumber(message.getNumber())
            .build();
    table.line(list.area, ALL, message.getNumber(), place.toByteArray());
  }

  /// Takes a message off a list.
  public void unwatch(Watch list, long number) {
    table.removeLine(list.area, ALL, number);
  }

  /// Every message of a list.
  public List<StoredPlace> watched(Watch list) {
    return table.first(list.area, ALL, Integer.MAX_VALUE).stream()
        .map(line -> Stored.read(StoredPlace.parser(), line.value()))
        .toList();
  }

  /// Keeps content about a message that is not here yet, if there is room.
  ///
  /// @param number as messages have
  public void early(long number, StoredEarly early) {
    if (table.count(Area.EARLY, ALL) < MOST_EARLY) {
      table.line(Area.EARLY, ALL, number, early.toByteArray());
    }
  }

  /// What came about a message before it did, in order; it is no longer kept here.
  public List<StoredEarly> takeEarly(long author, ByteString messageId) {
    List<StoredEarly> taken = new ArrayList<>();
    for (Table.Line line : table.first(Area.EARLY, ALL, MOST_EARLY)) {
      StoredEarly early = Stored.read(StoredEarly.parser(), line.value());
      if (early.getAuthor() == author && early.getMessageId().equals(messageId)) {
        taken.add(early);
        table.removeLine(Area.EARLY, ALL, line.number());
      }
    }
    return taken;
  }

  /// Receipts that wait for a contact in a conversation.
  public Optional<StoredReceipts> receipts(long contact, ConversationKey conversation) {
    return table
        .get(area(conversation), name(contact, conversation))
        .map(value -> Stored.read(StoredReceipts.parser(), value));
  }

  /// Receipts that wait, for everybody.
  public List<StoredReceipts> receipts() {
    return Stream.of(Area.RECEIPTS, Area.DESK_RECEIPTS)
        .flatMap(area -> table.all(area).stream())
        .map(value -> Stored.read(StoredReceipts.parser(), value))
        .toList();
  }

  /// Puts receipts in place of those that waited for the same contact in the same conversation.
  public void receipts(StoredReceipts receipts) {
    ConversationKey conversation = conversation(receipts);
    table.put(
        area(conversation),
        name(receipts.getContact(), conversation),
        receipts.toByteArray());
  }

  /// Nothing waits for a contact in a conversation any more.
  public void forgetReceipts(long contact, ConversationKey conversation) {
    table.remove(area(conversation), name(contact, conversation));
  }

  /// In which conversation receipts were earned.
  public static ConversationKey conversation(StoredReceipts receipts) {
    return receipts.getConversation().isEmpty()
        ? ConversationKey.ofContact(receipts.getContact())
        : new ConversationKey(receipts.getConversation());
  }

  private static Area area(ConversationKey conversation) {
    return conversation.isWithContact() ? Area.RECEIPTS : Area.DESK_RECEIPTS;
  }

  private static byte[] name(long contact, ConversationKey conversation) {
    return conversation.isWithContact()
        ? Stored.name(contact)
        : Messages.name(contact, conversation.bytes());
  }

  /// The ledger of passed time.
  public StoredLedger ledger() {
    return table
        .get(Area.LEDGER, ALL)
        .map(value -> Stored.read(StoredLedger.parser(), value))
        .orElse(StoredLedger.getDefaultInstance());
  }

  /// Puts a ledger in place of the one before.
  public void ledger(StoredLedger ledger) {
    table.put(Area.LEDGER, ALL, ledger.toByteArray());
  }
}
