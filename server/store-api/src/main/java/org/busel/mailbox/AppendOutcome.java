package org.busel.mailbox;

/// What became of an envelope that was offered to a mailbox.
public sealed interface AppendOutcome {
  /// Durable: it survives a crash of the relay, and of the machine, from here on.
  ///
  /// @param sequence its place in the mailbox
  record Stored(long sequence) implements AppendOutcome {}

  /// Already there under the same id; the sender may treat it as stored.
  ///
  /// @param sequence its place in the mailbox
  record AlreadyStored(long sequence) implements AppendOutcome {}

  /// Refused, nothing written; the sender should retry after the owner has read.
  record MailboxFull() implements AppendOutcome {}
}
