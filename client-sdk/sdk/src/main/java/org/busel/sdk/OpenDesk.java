package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.busel.keys.DeskKey;
import org.busel.keys.Secret;
import org.busel.keys.SecretLabel;
import org.busel.sdk.desks.Chain;
import org.busel.sdk.desks.ChangeId;
import org.busel.sdk.desks.Members;
import org.busel.sdk.local.records.StoredDesk;
import org.busel.sdk.local.records.StoredDesk.Standing;
import org.busel.wire.AccountId;
import org.busel.wire.v1.DeskMark;

/// A desk as it stands inside a transaction.
///
/// @param stored how this device stands to it
/// @param chain its changes; empty before anything of them came
record OpenDesk(StoredDesk stored, Chain chain) {
  ByteString id() {
    return stored.getDesk();
  }

  OpenDesk with(StoredDesk other) {
    return new OpenDesk(other, chain);
  }

  Members members() {
    return chain.members();
  }

  boolean isMember() {
    return stored.getStanding() == Standing.STANDING_MEMBER;
  }

  /// The seat that this device's owner acts from, if they belong to the desk.
  Optional<ChangeId> ownSeat(AccountId self) {
    if (chain.isEmpty() || stored.getKeySeed().isEmpty()) {
      return Optional.empty();
    }
    Members members = chain.members();
    ByteString key;
    try (DeskKey own = key()) {
      key = ByteString.copyFrom(own.publicKey());
    }
    return members.seats().values().stream()
        .filter(seat -> seat.card().account().equals(self) && seat.key().equals(key))
        .map(org.busel.sdk.desks.Seat::id)
        .min(
            Comparator.<ChangeId, Boolean>comparing(seat -> !members.adminSeats().contains(seat))
                .thenComparing(Comparator.naturalOrder()));
  }

  /// The own key; the caller closes it.
  DeskKey key() {
    try (Secret seed = Secret.takeOver(SecretLabel.DESK_KEY, stored.getKeySeed().toByteArray())) {
      return DeskKey.of(seed);
    }
  }

  /// What a message says of what its author knows.
  DeskMark mark() {
    return DeskMark.newBuilder()
        .setDesk(id())
        .setEpoch(members().epoch())
        .addAllHeads(heads())
        .build();
  }

  List<ByteString> heads() {
    return chain.namedHeads().stream().map(ChangeId::bytes).toList();
  }

  @Override
  public String toString() {
    return "OpenDesk[hidden]";
  }
}
