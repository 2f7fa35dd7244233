package org.busel.sdk;

import com.google.protobuf.InvalidProtocolBufferException;
import org.busel.sdk.local.records.StoredEarly;
import org.busel.wire.v1.Content;

/// Which [ContentKind] takes what. A kind that is missing here stops the build.
final class ContentKinds {
  private final ContentKind messages;
  private final ContentKind edits = new EditKind();
  private final ContentKind deletions = new DeletionKind();
  private final ContentKind reactions;
  private final ContentKind receipts;
  private final ContentKind timers;
  private final ContentKind repairs;
  private final ContentKind restored;
  private final ContentKind nothing = arrival -> {};
  private final DeskKinds desks;

  /// What the kinds of a conversation with one contact need.
  record Talking(
      Profile profile, Receipts receipts, Repairs repairs, Notes notes, DeskBook desks) {}

  ContentKinds(Talking talking, DeskKinds desks) {
    Authors authors = new Authors(talking.profile().self());
    this.messages =
        new MessageKind(talking.profile(), authors, talking.receipts(), this::early);
    this.reactions = new ReactionKind(authors);
    this.receipts = new ReceiptKind();
    this.timers = new TimerKind(talking.notes());
    this.repairs = new RepairKind(
            talking.repairs(), new Posting(talking.profile()), talking.notes(), talking.desks());
    this.restored = new RestoredKind(talking.notes());
    this.desks = desks;
  }

  /// Takes content in.
  void take(Arrival arrival) {
    of(arrival.content().getKindCase()).take(arrival);
  }

  /// Whether content stands in a history as a message of its own.
  boolean standsByItself(Content content) {
    return of(content.getKindCase()).equals(messages);
  }

  private void early(Arrival arrival, StoredEarly early) {
    try {
      Content content = Content.parseFrom(early.getContent());
      arrival
          .tx()
          .contacts()
          .byId(early.getFrom())
          .map(from -> arrival.with(from, content))
          .filter(Arrival::isAtHome)
          .ifPresent(this::take);
    } catch (InvalidProtocolBufferException e) {
      throw new BuselException("reading what came early", e);
    }
  }

  private ContentKind of(Content.KindCase kind) {
    return switch (kind) {
      // Kinds of a later version are kept as they came and shown as "needs a newer app".
      case TEXT, ATTACHMENT, KIND_NOT_SET -> messages;
      case EDIT -> edits;
      case DELETION -> deletions;
      case REACTION -> reactions;
      case RECEIPT -> receipts;
      case TIMER -> timers;
      case REPAIR -> repairs;
      case RESTORED -> restored;
      case DESK_INVITATION -> desks.invitations();
      case DESK_ANSWER -> desks.answers();
      case DESK_CHANGES -> desks.changes();
      case DESK_ASK -> desks.asks();
      // Introductions takes the one before it comes here; the other comes as an ephemeral push.
      case INTRODUCTION, TYPING, OWN_DEVICE, DEVICES_CHANGED -> nothing;
    };
  }
}
