package org.busel.sdk;

/// What became of answering somebody's contact invitation. Unless it is [Added], no contact was made.
public sealed interface AddOutcome {
  /// The contact is saved, and an introduction is with the relay or waits here for the next connection.
  ///
  /// @param introduced whether the relay has accepted the introduction already
  record Added(Contact contact, boolean introduced) implements AddOutcome {}

  /// The invitation's time ran out; ask for another.
  record Expired() implements AddOutcome {}

  /// It is this device's own invitation.
  record OwnLink() implements AddOutcome {}

  /// The account is a contact already; nothing was sent.
  record AlreadyContact(Contact contact) implements AddOutcome {}

  /// Another contact goes by that name; choose another one.
  record NameTaken() implements AddOutcome {}

  /// The name is empty, longer than [Contact#MAX_NAME_CHARACTERS], or has characters that cannot be seen.
  record NameRefused(String reason) implements AddOutcome {}

  /// The invitation names only relays that this profile is not on.
  record OtherRelay(String url) implements AddOutcome {}

  /// No such account, or the invitation's right to write to it is gone; the relay does not say which.
  record NoSuchMailbox() implements AddOutcome {}

  /// The relay gave out keys that are not those in the invitation: it, or somebody in between, is lying. Tell the
  /// person over another channel.
  record KeyMismatch() implements AddOutcome {}

  /// The other device runs something without the post-quantum ratchet; Busel does not talk to it.
  record NotProtected() implements AddOutcome {}

  /// Nothing answered; try again later.
  record RelayUnreachable(String reason) implements AddOutcome {}

  /// Something answered that cannot prove to be the relay; do not go on over this network.
  record RelayNotTrusted(String reason) implements AddOutcome {}

  /// The relay refused for now.
  ///
  /// @param says the relay's own words, for people
  record Refused(String says) implements AddOutcome {}
}
