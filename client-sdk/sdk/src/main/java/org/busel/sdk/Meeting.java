package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredProfile;
import org.busel.wire.ContactCard;
import org.busel.wire.MeetLink;
import org.busel.wire.v1.Bundle;

/// The side of a meeting that answers an invitation. Safe for many threads.
final class Meeting {
  private final Profile profile;
  private final KeyFetch keys;
  private final AddressBook addressBook;
  private final Correspondence correspondence;
  private final Outgoing outgoing;

  Meeting(
      Profile profile,
      KeyFetch keys,
      AddressBook addressBook,
      Correspondence correspondence,
      Outgoing outgoing) {
    this.profile = profile;
    this.keys = keys;
    this.addressBook = addressBook;
    this.correspondence = correspondence;
    this.outgoing = outgoing;
  }

  AddOutcome add(MeetLink link, String name) {
    Optional<AddOutcome> refusal = refusal(link, name);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    KeyFetch.Fetched fetched = keys.fetch(link.card().account(), link.card().capability());
    if (!(fetched instanceof KeyFetch.Fetched.Got got)) {
      return notFetched(fetched);
    }
    if (!allNamedBy(link.card(), got.bundles())) {
      return new AddOutcome.KeyMismatch();
    }
    AddOutcome saved =
        profile.transact("saving a contact", tx -> save(tx, link, name, got.bundles()));
    if (!(saved instanceof AddOutcome.Added added)) {
      return saved;
    }
    Outgoing.End end = outgoing.flush(added.contact().id(), unused -> {});
    return new AddOutcome.Added(added.contact(), end instanceof Outgoing.End.Empty);
  }

  private Optional<AddOutcome> refusal(MeetLink link, String name) {
    ContactCard card = link.card();
    if (link.hasExpired(profile.now())) {
      return Optional.of(new AddOutcome.Expired());
    }
    if (card.account().equals(profile.self().device().account())) {
      return Optional.of(new AddOutcome.OwnLink());
    }
    if (card.relays().stream().noneMatch(relay -> relay.id().equals(profile.self().relay().id()))) {
      return Optional.of(new AddOutcome.OtherRelay(card.relays().get(0).url()));
    }
    Optional<String> flaw = AddressBook.flaw(name);
    if (flaw.isPresent()) {
      return Optional.of(new AddOutcome.NameRefused(flaw.get()));
    }
    return profile.transact("reading contacts", tx -> refusal(tx, card, name));
  }

  private Optional<AddOutcome> refusal(Transaction tx, ContactCard card, String name) {
    Optional<StoredContact> known =
        tx.contacts().byAccount(card.account()).filter(contact -> !contact.getPeer());
    if (known.isEmpty()) {
      return AddressBook.isTaken(tx, name)
          ? Optional.of(new AddOutcome.NameTaken())
          : Optional.empty();
    }
    return addressBook.isChangeTo(tx, card.account(), card.identityFingerprint())
        ? Optional.empty()
        : Optional.of(new AddOutcome.AlreadyContact(Views.contact(known.get())));
  }

  private AddOutcome save(Transaction tx, MeetLink link, String name, List<Bundle> bundles) {
    ContactCard card = link.card();
    Optional<AddOutcome> refusal = refusal(tx, card, name);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    boolean trusted =
        profile.sessions().trust(tx.sessions(), card.account(), card.identityFingerprint())
            || profile
                .sessions()
                .acceptIdentity(tx.sessions(), card.account(), card.identityFingerprint());
    KeyFetch.Started started =
        trusted ? keys.start(tx, card.account(), bundles) : KeyFetch.Started.IDENTITY_CHANGED;
    if (started != KeyFetch.Started.ALL) {
      tx.abandon();
      return started == KeyFetch.Started.NOT_PROTECTED
          ? new AddOutcome.NotProtected()
          : new AddOutcome.KeyMismatch();
    }
    List<Integer> devices = bundles.stream().map(Bundle::getDevice).toList();
    StoredContact contact = contact(tx, card, name, devices);
    tx.contacts().save(contact);
    String ownName = tx.profile().map(StoredProfile::getOwnName).orElse("");
    correspondence.saveIntroduction(tx, contact, link.token().bytes(), ownName);
    return new AddOutcome.Added(Views.contact(contact), false);
  }

  private StoredContact contact(
      Transaction tx, ContactCard card, String name, List<Integer> devices) {
    StoredContact made = addressBook.make(tx, card, name, devices);
    return tx.contacts()
        .byAccount(card.account())
        .map(known -> {
          StoredContact.Builder same = made.toBuilder().setId(known.getId());
          return known.getPeer() ? same.build() : same.setName(known.getName()).build();
        })
        .orElse(made);
  }

  private static boolean allNamedBy(ContactCard card, List<Bundle> bundles) {
    ByteString fingerprint = card.identityFingerprint();
    return bundles.stream()
        .allMatch(bundle -> ContactCard.fingerprintOf(bundle.getIdentityKey()).equals(fingerprint));
  }

  private static AddOutcome notFetched(KeyFetch.Fetched fetched) {
    if (fetched instanceof KeyFetch.Fetched.NoSuchMailbox) {
      return new AddOutcome.NoSuchMailbox();
    }
    if (fetched instanceof KeyFetch.Fetched.Unreachable unreachable) {
      return new AddOutcome.RelayUnreachable(unreachable.reason());
    }
    if (fetched instanceof KeyFetch.Fetched.NotTrusted notTrusted) {
      return new AddOutcome.RelayNotTrusted(notTrusted.reason());
    }
    return new AddOutcome.Refused(((KeyFetch.Fetched.Refused) fetched).says());
  }
}
