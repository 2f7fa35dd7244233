package org.busel.sdk;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.local.ConversationKey;

/// What can be said and done in the conversation with one contact. Made by [Device#conversation(Contact)]; lives as long
/// as the device.
public final class Conversation implements AnyConversation {
  private final Contact contact;
  private final ConversationKey key;
  private final Talk talk;

  Conversation(Contact contact, Talk talk) {
    this.contact = contact;
    this.key = ConversationKeys.of(contact);
    this.talk = talk;
  }

  @Override
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

  @Override
  public ChangeOutcome edit(Message message, String text) {
    return talk.changes().edit(talk.channel(contact), message.number(), text);
  }

  @Override
  public ChangeOutcome deleteForEveryone(Message message) {
    return talk.changes().delete(talk.channel(contact), message.number());
  }

  @Override
  public void deleteHere(Message message) {
    talk.history().delete(key, message.number());
  }

  @Override
  public ChangeOutcome react(Message message, String emoji) {
    return talk.changes().react(talk.channel(contact), message.number(), emoji);
  }

  @Override
  public List<Message> history(int limit) {
    return talk.history().last(key, limit);
  }

  @Override
  public Optional<Message> message(long number) {
    return talk.history().message(key, number);
  }

  @Override
  public void markRead(Message upTo) {
    talk.history().markRead(key, upTo.number());
  }

  @Override
  public List<Message> search(String words, int limit) {
    return talk.history().search(List.of(key), words, limit);
  }

  @Override
  public ExportOutcome export(Path file) {
    return talk.history().export(key, file, message -> contact.name());
  }

  /// Tells the contact that its owner is writing, if that is switched on by [Device#showTyping] and something came from
  /// them in the last 10 minutes; at most once in 10 seconds, so it may be called at every key. Never stored, never
  /// repeated.
  public void typing() {
    talk.typing(contact);
  }

  @Override
  public ConversationSettings settings() {
    return talk.keeping().settings(key);
  }

  /// From now on messages of both sides disappear that long after they were read; the contact is told.
  ///
  /// @param time 5 minutes to 365 days, or zero: they stay
  /// @throws IllegalArgumentException if it is out of range
  public void disappearAfter(Duration time) {
    talk.disappearAfter(contact, time);
  }

  @Override
  public void receipts(Optional<ReceiptMode> mode) {
    talk.keeping().receipts(key, mode);
  }

  @Override
  public void mute(Instant until) {
    talk.keeping().mute(key, until);
  }

  /// What a blocked contact sends is dropped unseen, nothing is answered, and nothing can be sent to them. They are not
  /// told, and the relay cannot tell. They can still fill the mailbox. What they say in a desk is still shown there.
  public void block(boolean blocked) {
    talk.keeping().block(contact, blocked);
  }

  @Override
  public void archive(boolean archived) {
    talk.keeping().archive(key, archived);
  }

  @Override
  public void draft(String text) {
    talk.keeping().draft(key, text);
  }

  @Override
  public String toString() {
    return "Conversation[hidden]";
  }
}
