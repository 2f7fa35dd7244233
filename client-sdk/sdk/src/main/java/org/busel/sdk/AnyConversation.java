package org.busel.sdk;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What can be done in every conversation, be it with one contact or in a desk. Safe for many threads; calls block as
/// those of the device do.
public sealed interface AnyConversation permits Conversation, DeskConversation {
  /// Names it on this device.
  ConversationId id();

  /// Puts other words in the place of one's own text, for up to 2 days and 20 times. What it said before stays in
  /// [Message.Marks#earlier] here and may be shown by others.
  ChangeOutcome edit(Message message, String text);

  /// Takes one's own message back: erases it here, takes it out of every mailbox in which nobody has fetched it, has the
  /// relay erase its file, and asks the others' devices to erase it. What somebody has read or copied cannot be taken
  /// back.
  ChangeOutcome deleteForEveryone(Message message);

  /// Erases a message on this device only.
  void deleteHere(Message message);

  /// Reacts to a message, in place of one's reaction before.
  ///
  /// @param emoji exactly one; empty takes the reaction back
  ChangeOutcome react(Message message, String emoji);

  /// The last messages, oldest first.
  ///
  /// @param limit 1 to 10,000
  List<Message> history(int limit);

  /// The message with that number, if it is in this conversation.
  Optional<Message> message(long number);

  /// Notes that everything up to a message was seen: what disappears begins to, and authors are told if receipts are
  /// [ReceiptMode#READ].
  void markRead(Message upTo);

  /// Messages with all of these words, newest first, whatever their case and ending.
  ///
  /// @param limit 1 to 10,000
  List<Message> search(String words, int limit);

  /// Writes the whole conversation into a new file that is *not encrypted*, as UTF-8 text, readable by its owner only.
  ExportOutcome export(Path file);

  /// How it is kept.
  ConversationSettings settings();

  /// Which receipts go out for what is said here.
  ///
  /// @param mode nothing to undo a wish: then [Device#receipts()] stands with a contact, and [ReceiptMode#OFF] in a desk
  void receipts(Optional<ReceiptMode> mode);

  /// Asks the app not to make a noise for this conversation.
  ///
  /// @param until in the past to undo it; [Instant#MAX] for good
  void mute(Instant until);

  /// Asks the app to show this conversation among the old ones, until something new is said.
  void archive(boolean archived);

  /// Keeps words that are not sent yet; they never leave this device, and are forgotten when something is sent.
  ///
  /// @param text empty to forget them
  void draft(String text);
}
