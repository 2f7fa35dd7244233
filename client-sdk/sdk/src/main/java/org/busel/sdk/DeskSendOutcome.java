package org.busel.sdk;

/// What became of something that a person wants to say in a desk.
public sealed interface DeskSendOutcome {
  /// The relay has it on disk for every member.
  record Accepted(Message message) implements DeskSendOutcome {}

  /// The relay has it for all but some members, who cannot be written to: their mailbox is full or gone, or they have
  /// another identity than the desk names.
  ///
  /// @param without how many
  record AcceptedForSome(Message message, int without) implements DeskSendOutcome {}

  /// Nobody could be written to; the message stays in the history as not sent.
  record Refused(Message message) implements DeskSendOutcome {}

  /// Saved here; what has not left goes out on the next connection, to those who are members then.
  ///
  /// @param reason why not now, for people
  record Queued(Message message, String reason) implements DeskSendOutcome {}

  /// Longer than a message can be; nothing was saved.
  ///
  /// @param limitBytes of UTF-8
  record TooLarge(int limitBytes) implements DeskSendOutcome {}

  /// This device's owner does not belong to that desk, or does so no more. Nothing was saved.
  record NotAMember() implements DeskSendOutcome {}

  /// Something answered that cannot prove to be the relay. The message is saved and waits for the right one.
  record RelayNotTrusted(Message message, String reason) implements DeskSendOutcome {}
}
