package org.busel.sdk;

/// What became of a message that somebody wants to send.
public sealed interface SendOutcome {
  /// The relay has it on disk.
  record Accepted(Message message) implements SendOutcome {}

  /// Saved here; it goes out, in order, on the next connection, also after a restart of the app.
  ///
  /// @param reason why not now, for people
  record Queued(Message message, String reason) implements SendOutcome {}

  /// The contact has not read for so long that the relay keeps no more; nothing was delivered. The message stays in
  /// the history as not sent.
  record MailboxFull(Message message) implements SendOutcome {}

  /// Longer than a message can be; nothing was saved.
  ///
  /// @param limitBytes of UTF-8
  record TooLarge(int limitBytes) implements SendOutcome {}

  /// The contact's identity is another one than before: a new device, or somebody in between. Nothing was sent, and
  /// nothing will be. Compare [Device#safetyNumber] over another channel: if it is still the same, say so by
  /// [Device#markVerified]; if not, ask for a new invitation and [Device#add] it.
  record IdentityChanged(Contact contact) implements SendOutcome {}

  /// The account is gone, or this profile may no longer write to it; the relay does not say which.
  record NoSuchMailbox(Contact contact) implements SendOutcome {}

  /// The session lacks the post-quantum ratchet; nothing was sent.
  record NotProtected(Contact contact) implements SendOutcome {}

  /// The owner of this device has blocked the contact. Nothing was saved; [Conversation#block] can undo that.
  record Blocked(Contact contact) implements SendOutcome {}

  /// The contact is no longer there.
  record NoSuchContact() implements SendOutcome {}

  /// Something answered that cannot prove to be the relay. The message is saved and waits for the right one.
  record RelayNotTrusted(Message message, String reason) implements SendOutcome {}

  /// The relay refuses messages of this kind, for instance for their size. Nothing was sent.
  record Refused(Contact contact) implements SendOutcome {}
}
