package org.busel.sdk;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.desks.ChangeId;
import org.busel.sdk.local.Contacts;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredDesk.Standing;
import org.busel.sdk.local.records.StoredHeld;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.DeskMark;

/// Decides whether something that was said in a desk is shown there: now, later, or never. Inside a transaction only.
///
/// Now, if the author knew of no change that this device lacks, and belongs to the desk by all that this device knows.
/// Later, if changes are missing here: it is held back, and they are asked for. Whatever is said there by somebody who
/// is out is never shown, even if they said it before: when they did is their word alone.
final class DeskGate {
  private final DeskBook book;
  private final DeskPost post;

  DeskGate(DeskBook book, DeskPost post) {
    this.book = book;
    this.post = post;
  }

  /// Where it belongs, if it is to be shown now.
  Optional<ConversationKey> conversation(
      Transaction tx, StoredContact from, Content content, List<Event> events) {
    DeskMark mark = content.getDesk();
    Optional<OpenDesk> known = book.find(tx, mark.getDesk());
    if (known.isEmpty()) {
      return Optional.empty();
    }
    OpenDesk desk = known.get();
    if (desk.stored().getStanding() == Standing.STANDING_ACCEPTED) {
      hold(tx, desk, from, content);
      return Optional.empty();
    }
    if (!desk.isMember()) {
      return Optional.empty();
    }
    List<ChangeId> heads = mark.getHeadsList().stream().map(ChangeId::new).toList();
    if (!heads.stream().allMatch(desk.chain()::knows)) {
      hold(tx, desk, from, content);
      OpenDesk unused = post.ask(tx, from, desk);
      return Optional.empty();
    }
    if (!desk.members().has(Contacts.accountOf(from))
        || desk.chain().epochOf(heads) != mark.getEpoch()) {
      events.add(new Event.DeskMessageDropped(DeskViews.desk(desk, book.self())));
      return Optional.empty();
    }
    // They lack something: an admin helps, so that they do not write to somebody who has left.
    if (desk.members().isAdmin(book.self())) {
      OpenDesk unused = post.answer(tx, from, desk, mark.getHeadsList());
    }
    return Optional.of(ConversationKeys.ofDesk(desk.id()));
  }

  /// Members who wrote before this device knew that they were some.
  List<StoredContact> newcomers(Transaction tx) {
    return tx.mail().strangers().stream()
        .flatMap(account -> tx.contacts().byAccount(account).stream())
        .toList();
  }

  static Content content(StoredHeld held) {
    return content(held.getContent());
  }

  static Content content(ByteString stored) {
    try {
      return Content.parseFrom(stored);
    } catch (InvalidProtocolBufferException e) {
      throw new BuselException("reading a message", e);
    }
  }

  private static void hold(Transaction tx, OpenDesk desk, StoredContact from, Content content) {
    StoredHeld held =
        StoredHeld.newBuilder().setContact(from.getId()).setContent(content.toByteString()).build();
    boolean unused = tx.desks().hold(desk.id(), tx.messages().nextNumber(), held);
  }
}
