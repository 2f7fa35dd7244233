package org.busel.sdk.desks;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.busel.wire.ContactCard;
import org.busel.wire.v1.DeskChange;
import org.busel.wire.v1.DeskMember;
import org.busel.wire.v1.SignedDeskChange;

/// One change that holds, with its place in the chain.
///
/// @param author seat of its author; its own id in the founding
/// @param index its place in the order in which this device learned of it
/// @param past indices of every change that it follows
/// @param member who comes in with it, in a founding or an adding
record Change(
    ChangeId id,
    ChangeId author,
    DeskChange body,
    SignedDeskChange signed,
    int index,
    BitSet past,
    Optional<Seat> member) {

  boolean follows(Change other) {
    return past.get(other.index);
  }

  boolean isBeside(Change other) {
    return index != other.index && !follows(other) && !other.follows(this);
  }

  int epoch() {
    return body.getEpoch();
  }

  /// Higher epoch, then lower id.
  boolean isAbove(Change other) {
    return epoch() != other.epoch() ? epoch() > other.epoch() : id.compareTo(other.id) < 0;
  }

  /// Whom it takes out, if that is what it does.
  Optional<ChangeId> takesOut() {
    return switch (body.getChangeCase()) {
      case REMOVING -> Optional.of(new ChangeId(body.getRemoving().getSeat()));
      case LEAVING -> Optional.of(author);
      default -> Optional.empty();
    };
  }

  /// Whose right to change the desk it ends, if that is what it does.
  Optional<ChangeId> endsRightsOf() {
    return body.hasDemoting()
        ? Optional.of(new ChangeId(body.getDemoting().getSeat()))
        : takesOut();
  }

  /// The seat that a change gives.
  static Seat seat(ChangeId id, ChangeId author, DeskChange body) {
    ByteString bytes =
        body.hasFounding() ? body.getFounding().getMember() : body.getAdding().getMember();
    DeskMember member = member(bytes);
    return new Seat(
        id,
        ContactCard.of(member.getCard()),
        member.getDeskKey(),
        member.getName(),
        author,
        body.hasFounding() || body.getAdding().getVerified());
  }

  static List<ChangeId> parents(DeskChange body) {
    return body.getParentsList().stream().map(ChangeId::new).toList();
  }

  private static DeskMember member(ByteString bytes) {
    try {
      return DeskMember.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a member that was not checked", e);
    }
  }

  @Override
  public String toString() {
    return "Change[hidden]";
  }
}
