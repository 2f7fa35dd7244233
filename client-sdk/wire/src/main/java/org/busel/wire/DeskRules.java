package org.busel.wire;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.busel.wire.v1.DeskAdding;
import org.busel.wire.v1.DeskAnswer;
import org.busel.wire.v1.DeskAsk;
import org.busel.wire.v1.DeskChange;
import org.busel.wire.v1.DeskChanges;
import org.busel.wire.v1.DeskInvitation;
import org.busel.wire.v1.DeskMark;
import org.busel.wire.v1.DeskMember;
import org.busel.wire.v1.SignedDeskChange;

/// What PROTOCOL.md asks of everything that concerns desks: sizes and order, not who may do what.
final class DeskRules {
  private DeskRules() {}

  static void mark(Flaws flaws, DeskMark mark) {
    flaws.size("desk.desk", mark.getDesk(), DeskProofs.ID_BYTES);
    flaws.range("desk.epoch", mark.getEpoch(), 1, Limits.DESK_CHANGES);
    ids(flaws, "desk.heads", mark.getHeadsList(), 1);
  }

  static void invitation(Flaws flaws, DeskInvitation invitation) {
    flaws.size("desk_invitation.desk", invitation.getDesk(), DeskProofs.ID_BYTES);
    flaws.size("desk_invitation.ticket", invitation.getTicket(), InvitationToken.BYTES);
    name(flaws, "desk_invitation.name characters", invitation.getName(), 1);
    flaws.range("desk_invitation.members", invitation.getMembers(), 1, Limits.DESK_MEMBERS);
    LinkTime.check(flaws, invitation.getExpiresAtMillis());
  }

  static void answer(Flaws flaws, DeskAnswer answer) {
    flaws.size("desk_answer.desk", answer.getDesk(), DeskProofs.ID_BYTES);
    flaws.size("desk_answer.ticket", answer.getTicket(), InvitationToken.BYTES);
    if (answer.getMember().isEmpty()) {
      flaws.size("desk_answer.proof", answer.getProof(), 0);
    } else {
      member(flaws, answer.getMember());
      flaws.size("desk_answer.proof", answer.getProof(), DeskProofs.SIGNATURE_BYTES);
    }
  }

  static void changes(Flaws flaws, DeskChanges changes) {
    flaws.size("desk_changes.desk", changes.getDesk(), DeskProofs.ID_BYTES);
    flaws.count("desk_changes.changes", changes.getChangesCount(), 1, Limits.DESK_CHANGES);
    for (SignedDeskChange signed : changes.getChangesList()) {
      flaws.count("change bytes", signed.getChange().size(), 1, Limits.DESK_CHANGE_BYTES);
      flaws.size("signature", signed.getSignature(), DeskProofs.SIGNATURE_BYTES);
    }
  }

  static void ask(Flaws flaws, DeskAsk ask) {
    flaws.size("desk_ask.desk", ask.getDesk(), DeskProofs.ID_BYTES);
    ids(flaws, "desk_ask.have", ask.getHaveList(), 0);
  }

  static Optional<String> flaw(DeskMember member) {
    Flaws flaws = new Flaws();
    ContactCard.check(flaws, member.getCard());
    flaws.size("member.desk_key", member.getDeskKey(), DeskProofs.KEY_BYTES);
    name(flaws, "member.name characters", member.getName(), 0);
    return flaws.first();
  }

  static Optional<String> flaw(DeskChange change) {
    Flaws flaws = new Flaws();
    flaws.range("change.epoch", change.getEpoch(), 1, Limits.DESK_CHANGES);
    if (change.hasFounding()) {
      flaws.size("change.desk", change.getDesk(), 0);
      flaws.count("change.parents", change.getParentsCount(), 0, 0);
      flaws.size("change.author", change.getAuthor(), 0);
      flaws.range("change.epoch", change.getEpoch(), 1, 1);
      name(flaws, "founding.name characters", change.getFounding().getName(), 1);
      member(flaws, change.getFounding().getMember());
      return flaws.first();
    }
    flaws.size("change.desk", change.getDesk(), DeskProofs.ID_BYTES);
    ids(flaws, "change.parents", change.getParentsList(), 1);
    flaws.size("change.author", change.getAuthor(), DeskProofs.ID_BYTES);
    step(flaws, change);
    return flaws.first();
  }

  private static void step(Flaws flaws, DeskChange change) {
    switch (change.getChangeCase()) {
      case ADDING -> {
        DeskAdding adding = change.getAdding();
        member(flaws, adding.getMember());
        flaws.size("adding.proof", adding.getProof(), DeskProofs.SIGNATURE_BYTES);
      }
      case REMOVING -> seat(flaws, change.getRemoving().getSeat());
      case PROMOTING -> seat(flaws, change.getPromoting().getSeat());
      case DEMOTING -> seat(flaws, change.getDemoting().getSeat());
      case NAMING -> name(flaws, "naming.name characters", change.getNaming().getName(), 1);
      case TIMING -> timer(flaws, "timing.seconds", change.getTiming().getSeconds());
      case LEAVING, FOUNDING, CHANGE_NOT_SET -> {}
    }
  }

  /// A time after which messages disappear, or 0.
  static void timer(Flaws flaws, String field, int seconds) {
    if (seconds != 0) {
      flaws.range(
          field,
          seconds,
          (int) Limits.TIMER_SHORTEST.toSeconds(),
          (int) Limits.TIMER_LONGEST.toSeconds());
    }
  }

  private static void seat(Flaws flaws, ByteString seat) {
    flaws.size("change.seat", seat, DeskProofs.ID_BYTES);
  }

  private static void member(Flaws flaws, ByteString member) {
    flaws.unless(
        Frames.deskMember(member) instanceof Decoded.Frame<DeskMember>, "a member is malformed");
  }

  private static void name(Flaws flaws, String field, String name, int from) {
    flaws.count(field, name.length(), from, Limits.NAME_CHARS);
  }

  private static void ids(Flaws flaws, String field, List<ByteString> ids, int from) {
    flaws.count(field, ids.size(), from, Limits.DESK_HEADS);
    ids.forEach(id -> flaws.size(field, id, DeskProofs.ID_BYTES));
    for (int i = 1; i < ids.size(); i++) {
      flaws.unless(
          ByteString.unsignedLexicographicalComparator().compare(ids.get(i - 1), ids.get(i)) < 0,
          field + " are not ascending");
    }
  }
}
