package org.busel.sdk;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredInvitation;
import org.busel.sdk.local.records.StoredStranger;
import org.busel.sdk.session.OpenOutcome;
import org.busel.wire.ContactCard;
import org.busel.wire.DeviceId;
import org.busel.wire.InvitationToken;
import org.busel.wire.Limits;
import org.busel.wire.MeetLink;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.Introduction;

/// The side of a meeting that invites: makes invitations, and takes the one answer to each. Safe for many threads.
final class Introductions {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  private final Profile profile;
  private final AddressBook addressBook;

  Introductions(Profile profile, AddressBook addressBook) {
    this.profile = profile;
    this.addressBook = addressBook;
  }

  /// Makes an invitation.
  ///
  /// @param name what to call whoever answers; empty for what they wish
  MeetLink invite(String name, Duration validFor) {
    if (validFor.compareTo(SHORTEST) < 0 || validFor.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("an invitation is valid for one minute to 30 days");
    }
    InvitationToken token = InvitationToken.random(profile.options().random());
    Instant expiresAt = profile.now().plus(validFor);
    MeetLink link = new MeetLink(profile.self().card(), token, expiresAt);
    StoredInvitation invitation =
        StoredInvitation.newBuilder()
            .setExpiresAtMillis(link.expiresAt().toEpochMilli())
            .setName(name)
            .build();
    profile.save("saving an invitation", tx -> tx.contacts().invited(token, invitation));
    return link;
  }

  void introduceAs(String name) {
    profile.save(
        "saving the own name",
        tx -> tx.profile().ifPresent(it -> tx.profile(it.toBuilder().setOwnName(name).build())));
  }

  /// Makes a contact of a stranger whose introduction is an answer to an invitation that is still good, and whose card
  /// is their own. Uses the invitation up.
  ///
  /// @return nothing if it is not
  Optional<StoredContact> accept(Transaction tx, OpenOutcome.Opened opened) {
    if (!opened.content().hasIntroduction()) {
      return Optional.empty();
    }
    Introduction introduction = opened.content().getIntroduction();
    InvitationToken token = new InvitationToken(introduction.getInvitationToken());
    ContactCard card = ContactCard.of(introduction.getCard());
    Optional<StoredInvitation> invitation = tx.contacts().invitation(token).filter(this::isGood);
    if (invitation.isEmpty() || !isOwnCard(card, opened) || !isHere(card)) {
      return Optional.empty();
    }
    if (!profile.sessions().trust(tx.sessions(), card.account(), card.identityFingerprint())) {
      return Optional.empty();
    }
    tx.contacts().used(token);
    String wished = invitation.get().getName();
    String name = AddressBook.freeName(tx, wished.isEmpty() ? introduction.getName() : wished);
    StoredContact made = addressBook.make(tx, card, name, List.of(opened.sender().number()));
    // A member of a desk who becomes a contact stays the same person here.
    StoredContact contact =
        tx.contacts()
            .byAccount(card.account())
            .map(peer -> made.toBuilder().setId(peer.getId()).build())
            .orElse(made);
    tx.contacts().save(contact);
    return Optional.of(contact);
  }

  /// A contact introduces themselves again, because they answered an invitation too, or gave out a new capability.
  void again(Transaction tx, StoredContact contact, Introduction introduction) {
    tx.contacts().used(new InvitationToken(introduction.getInvitationToken()));
    ContactCard card = ContactCard.of(introduction.getCard());
    if (card.account().bytes().equals(contact.getAccount())) {
      tx.contacts().save(contact.toBuilder().setCapability(card.capability().bytes()).build());
    }
  }

  /// The contact, with a device that has just proved to be theirs.
  StoredContact withDevice(Transaction tx, StoredContact contact, DeviceId device) {
    if (contact.getDevicesList().contains(device.number())
        || contact.getDevicesCount() >= Limits.DEVICES) {
      return contact;
    }
    List<Integer> devices = new ArrayList<>(contact.getDevicesList());
    devices.add(device.number());
    StoredContact with = contact.toBuilder().clearDevices().addAllDevices(devices).build();
    tx.contacts().save(with);
    return with;
  }

  static Content content(StoredStranger stranger) {
    try {
      return Content.parseFrom(stranger.getContent());
    } catch (InvalidProtocolBufferException e) {
      throw new BuselException("reading a message", e);
    }
  }

  private boolean isGood(StoredInvitation invitation) {
    return !profile.now().isAfter(Instant.ofEpochMilli(invitation.getExpiresAtMillis()));
  }

  private boolean isHere(ContactCard card) {
    return card.relays().stream().anyMatch(relay -> relay.id().equals(profile.self().relay().id()));
  }

  private static boolean isOwnCard(ContactCard card, OpenOutcome.Opened opened) {
    return card.account().equals(opened.sender().account())
        && card.identityFingerprint().equals(ContactCard.fingerprintOf(opened.identity()));
  }
}
