package org.busel.sdk;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What can be said and done in the conversation with one contact. Made by [Device#conversation]; lives as long as the
/// device. Safe for many threads; calls block as those of the device do.
public final class Conversation {
  private final Contact contact;
  private final Talk talk;

  Conversation(Contact contact, Talk talk) {
    this.contact = contact;
    this.talk = talk;
  }

  /// Names it on this device.
  public ConversationId id() {
    return new ConversationId.WithContact(contact.id());
  }

  /// Sends words. Saved before anything leaves; without a connection they wait.
  public SendOutcome send(String text) {
    return talk.send(contact, text);
  }

  /// Sends words that answer a message of this conversation. The words of that message are not sent again.
  public SendOutcome reply(Message answered, String text) {
    return talk.reply(contact, answered, text);
  }

  /// Sends a message once more that the relay dropped unread or refused. The contact sees it once. Of any other message it
  /// is [SendOutcome.Refused].
  public SendOutcome sendAgain(Message message) {
    return talk.sendAgain(contact, message);
  }

  /// Puts other words in the place of one's own text, for up to 2 days and 20 times. What it said before stays in
  /// [Message.Marks#earlier] here and may be shown by the contact.
  public ChangeOutcome edit(Message message, String text) {
    return talk.changes().edit(contact, message.number(), text);
  }

  /// Takes one's own message back: erases it here, takes it out of the mailbox if nobody has fetched it, and asks the
  /// contact's device to erase it. What somebody has read or copied cannot be taken back.
  public ChangeOutcome deleteForEveryone(Message message) {
    return talk.changes().delete(contact, message.number());
  }

  /// Erases a message on this device only.
  public void deleteHere(Message message) {
    talk.deleteHere(contact, message.number());
  }

  /// Reacts to a message, in place of one's reaction before.
  ///
  /// @param emoji exactly one; empty takes the reaction back
  public ChangeOutcome react(Message message, String emoji) {
    return talk.changes().react(contact, message.number(), emoji);
  }

  /// The last messages, oldest first.
  ///
  /// @param limit 1 to 10,000
  public List<Message> history(int limit) {
    return talk.history(contact, limit);
  }

  /// The message with that number, if it is in this conversation.
  public Optional<Message> message(long number) {
    return talk.message(contact, number);
  }

  /// Notes that everything up to a message was seen: what disappears begins to, and the contact is told if receipts are
  /// [ReceiptMode#READ].
  public void markRead(Message upTo) {
    talk.markRead(contact, upTo.number());
  }

  /// Messages with all of these words, newest first, whatever their case and ending.
  ///
  /// @param limit 1 to 10,000
  public List<Message> search(String words, int limit) {
    return talk.search(List.of(contact), words, limit);
  }

  /// Writes the whole conversation into a new file that is *not encrypted*, as UTF-8 text, readable by its owner only.
  public ExportOutcome export(Path file) {
    return talk.export(contact, file);
  }

  /// Tells the contact that its owner is writing, if that is switched on by [Device#showTyping] and something came from
  /// them in the last 10 minutes; at most once in 10 seconds, so it may be called at every key. Never stored, never
  /// repeated.
  public void typing() {
    talk.typing(contact);
  }

  /// How it is kept.
  public ConversationSettings settings() {
    return talk.settings(contact);
  }

  /// From now on messages of both sides disappear that long after they were read; the contact is told.
  ///
  /// @param time 5 minutes to 365 days, or zero: they stay
  /// @throws IllegalArgumentException if it is out of range
  public void disappearAfter(Duration time) {
    talk.disappearAfter(contact, time);
  }

  /// Which receipts this contact gets.
  ///
  /// @param mode nothing to leave it to [Device#receipts()]
  public void receipts(Optional<ReceiptMode> mode) {
    talk.receipts(contact, mode);
  }

  /// Asks the app not to make a noise for this conversation.
  ///
  /// @param until in the past to undo it; [Instant#MAX] for good
  public void mute(Instant until) {
    talk.mute(contact, until);
  }

  /// What a blocked contact sends is dropped unseen, nothing is answered, and nothing can be sent to them. They are not
  /// told, and the relay cannot tell. They can still fill the mailbox.
  public void block(boolean blocked) {
    talk.block(contact, blocked);
  }

  /// Asks the app to show this conversation among the old ones, until something new is said.
  public void archive(boolean archived) {
    talk.archive(contact, archived);
  }

  /// Keeps words that are not sent yet; they never leave this device, and are forgotten when something is sent.
  ///
  /// @param text empty to forget them
  public void draft(String text) {
    talk.draft(contact, text);
  }

  @Override
  public String toString() {
    return "Conversation[hidden]";
  }
}
