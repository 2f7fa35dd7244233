package org.busel.sdk;

import org.busel.wire.v1.Content;

/// Which [ContentKind] takes what. A kind that is missing here stops the build.
final class ContentKinds {
  private final ContentKind messages = new MessageKind();
  private final ContentKind nothing = arrival -> {};
  private final DeskKinds desks;

  ContentKinds(DeskKinds desks) {
    this.desks = desks;
  }

  /// Takes content in.
  void take(Arrival arrival) {
    of(arrival.content().getKindCase()).take(arrival);
  }

  private ContentKind of(Content.KindCase kind) {
    return switch (kind) {
      // Kinds of a later version are kept as they came and shown as "needs a newer app".
      case TEXT, EDIT, DELETION, REACTION, RECEIPT, TYPING, TIMER, REPAIR, KIND_NOT_SET -> messages;
      case DESK_INVITATION -> desks.invitations();
      case DESK_ANSWER -> desks.answers();
      case DESK_CHANGES -> desks.changes();
      case DESK_ASK -> desks.asks();
      // Dealt with before it comes here, by Introductions.
      case INTRODUCTION -> nothing;
    };
  }
}
