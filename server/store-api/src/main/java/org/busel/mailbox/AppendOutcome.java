package org.busel.mailbox;

/// What became of an envelope that was offered to a mailbox.
public sealed interface AppendOutcome {
  /// Durable: it survives a crash of the relay, and of the machine, from here on.
  ///
  /// @param sequence its place in the mailbox
  /// @param previous below `sequence`, 0 or more: nothing in this mailbox stands, or ever will, between the two. So a
  ///     reader that has seen everything up to `previous` has missed nothing before this envelope
  record Stored(long sequence, long previous) implements AppendOutcome {}

  /// Already there under the same id; the sender may treat it as stored.
  ///
  /// @param sequence its place in the mailbox
  record AlreadyStored(long sequence) implements AppendOutcome {}

  /// Refused, nothing written; the sender should retry after the owner has read.
  record MailboxFull() implements AppendOutcome {}

  /// Refused, nothing written: more is on its way to the disk than the store holds in memory. The sender should retry
  /// soon.
  record Busy() implements AppendOutcome {}
}
