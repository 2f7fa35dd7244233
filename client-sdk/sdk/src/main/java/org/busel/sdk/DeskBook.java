package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.busel.keys.DeskKey;
import org.busel.keys.Secret;
import org.busel.sdk.desks.Chain;
import org.busel.sdk.desks.ChangeId;
import org.busel.sdk.desks.Seat;
import org.busel.sdk.local.Contacts;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredDesk;
import org.busel.sdk.local.records.StoredProfile;
import org.busel.wire.AccountId;
import org.busel.wire.ContactCard;
import org.busel.wire.v1.DeskMember;
import org.busel.wire.v1.SignedDeskChange;

/// Desks on this device, and their members as somebody to write to. Inside a transaction only.
final class DeskBook {
  private final Profile profile;
  private final AddressBook addressBook;

  DeskBook(Profile profile, AddressBook addressBook) {
    this.profile = profile;
    this.addressBook = addressBook;
  }

  Optional<OpenDesk> find(Transaction tx, ByteString desk) {
    return tx.desks().find(desk).map(stored -> open(tx, stored));
  }

  OpenDesk open(Transaction tx, StoredDesk stored) {
    List<SignedDeskChange> changes = tx.desks().changes(stored.getDesk());
    return new OpenDesk(stored, Chain.load(new ChangeId(stored.getDesk()), changes));
  }

  /// The desk of that conversation, if both this device's owner and somebody else belong to it.
  Optional<OpenDesk> shared(Transaction tx, ConversationKey conversation, StoredContact with) {
    return find(tx, ConversationKeys.desk(conversation))
        .filter(OpenDesk::isMember)
        .filter(desk -> desk.members().has(Contacts.accountOf(with)));
  }

  /// A new seed of a desk key, as it is stored.
  ByteString newSeed() {
    try (Secret seed = DeskKey.makeSeed(profile.options().random())) {
      return seed.use(ByteString::copyFrom);
    }
  }

  /// How this device's owner introduces themselves to a desk.
  ByteString member(Transaction tx, DeskKey key) {
    return DeskMember.newBuilder()
        .setCard(profile.self().card().toWire())
        .setDeskKey(ByteString.copyFrom(key.publicKey()))
        .setName(tx.profile().map(StoredProfile::getOwnName).orElse(""))
        .build()
        .toByteString();
  }

  /// The member behind a seat as somebody to write to, who is made known if need be: not as a contact, and heard in
  /// desks alone.
  ///
  /// @return nothing for this device's owner, and for an account that is known under another identity than the seat's
  Optional<StoredContact> peer(Transaction tx, Seat seat) {
    ContactCard card = seat.card();
    if (card.account().equals(profile.self().device().account()) || !isHere(card)) {
      return Optional.empty();
    }
    Optional<StoredContact> known = tx.contacts().byAccount(card.account());
    if (known.isPresent()) {
      return known.filter(it -> hasIdentity(tx, card));
    }
    if (!profile.sessions().trust(tx.sessions(), card.account(), card.identityFingerprint())) {
      return Optional.empty();
    }
    StoredContact peer =
        addressBook.make(tx, card, shown(seat.name()), List.of()).toBuilder().setPeer(true).build();
    tx.contacts().save(peer);
    return Optional.of(peer);
  }

  /// Everybody else in a desk who can be written to.
  List<StoredContact> peers(Transaction tx, OpenDesk desk) {
    return desk.members().all().stream().flatMap(seat -> peer(tx, seat).stream()).toList();
  }

  AccountId self() {
    return profile.self().device().account();
  }

  /// A name that somebody else has chosen, if it can be shown.
  static String shown(String name) {
    return AddressBook.flaw(name).isEmpty() ? name : "somebody";
  }

  private boolean hasIdentity(Transaction tx, ContactCard card) {
    return profile
        .sessions()
        .identity(tx.sessions(), card.account())
        .filter(known -> known.fingerprint().equals(card.identityFingerprint()))
        .isPresent();
  }

  private boolean isHere(ContactCard card) {
    return card.relays().stream().anyMatch(relay -> relay.id().equals(profile.self().relay().id()));
  }
}
