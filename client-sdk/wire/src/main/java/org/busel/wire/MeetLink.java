package org.busel.wire;

import java.time.Instant;
import java.util.Optional;
import org.busel.wire.v1.ContactInvitation;

/// A person's invitation to become a contact: `busel:meet#…`. Whoever holds it can write to that person's account, so
/// it is given to one person, and shown to nobody else.
///
/// @param card whom it leads to
/// @param token what its maker recognises the answer by
/// @param expiresAt after this instant its maker passes an answer over; cut to milliseconds
public record MeetLink(ContactCard card, InvitationToken token, Instant expiresAt) {
  /// How the text begins.
  public static final String PREFIX = "busel:meet#";

  public MeetLink {
    expiresAt = LinkTime.cut(expiresAt);
  }

  /// Reads what a person typed, pasted or scanned.
  public static Parsed<MeetLink> parse(String text) {
    return LinkText.read(PREFIX, text, ContactInvitation.parser(), MeetLink::flaw, MeetLink::of);
  }

  /// The link. It is a secret: never log it.
  public String text() {
    return LinkText.of(
        PREFIX,
        card.toWire().toBuilder()
            .setToken(token.bytes())
            .setExpiresAtMillis(expiresAt.toEpochMilli())
            .build());
  }

  /// Whether its time has run out.
  public boolean hasExpired(Instant now) {
    return now.isAfter(expiresAt);
  }

  @Override
  public String toString() {
    return "MeetLink[hidden]";
  }

  private static Optional<String> flaw(ContactInvitation invitation) {
    Flaws flaws = new Flaws();
    ContactCard.check(flaws, invitation);
    flaws.size("token", invitation.getToken(), InvitationToken.BYTES);
    LinkTime.check(flaws, invitation.getExpiresAtMillis());
    return flaws.first();
  }

  private static MeetLink of(ContactInvitation invitation) {
    return new MeetLink(
        ContactCard.of(invitation),
        new InvitationToken(invitation.getToken()),
        Instant.ofEpochMilli(invitation.getExpiresAtMillis()));
  }
}
