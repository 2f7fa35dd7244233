package org.busel.sdk;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.local.ConversationKey;

/// What can be said and done in a desk. Made by [Device#conversation(Desk)]; lives as long as the device. Who belongs to
/// the desk, and who may change that, is with [Desks].
///
/// Calls that say or change something first take in what waits at the relay, so that they go by the newest members that
/// can be known.
public final class DeskConversation implements AnyConversation {
  private final Desk desk;
  private final ConversationKey key;
  private final DeskTalk talk;
  private final Desks desks;

  DeskConversation(Desk desk, DeskTalk talk, Desks desks) {
    this.desks = desks;
    this.desk = desk;
    this.key = ConversationKeys.ofDesk(desk.id().bytes());
    this.talk = talk;
  }

  @Override
  public ConversationId id() {
    return new ConversationId.InDesk(desk.id());
  }

  /// Says words to every member. Saved before anything leaves; without a connection they wait.
  public DeskSendOutcome send(String text) {
    return talk.send(desk, text, Optional.empty());
  }

  /// Says words that answer a message of this desk. The words of that message are not sent again.
  public DeskSendOutcome reply(Message answered, String text) {
    return talk.send(desk, text, Optional.of(answered));
  }

  @Override
  public ChangeOutcome edit(Message message, String text) {
    return talk.changes(desk).edit(talk.channel(desk), message.number(), text);
  }

  @Override
  public ChangeOutcome deleteForEveryone(Message message) {
    return talk.changes(desk).delete(talk.channel(desk), message.number());
  }

  @Override
  public void deleteHere(Message message) {
    talk.history().delete(key, message.number());
  }

  @Override
  public ChangeOutcome react(Message message, String emoji) {
    return talk.changes(desk).react(talk.channel(desk), message.number(), emoji);
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
    return talk.export(desk, file);
  }

  @Override
  public ConversationSettings settings() {
    return talk.settings(desk);
  }

  /// From now on what anybody says in the desk disappears that long after it was read. Only an admin may set it; all
  /// members are told, and so is whoever comes in later.
  ///
  /// @param time 5 minutes to 365 days, or zero: it stays
  /// @throws IllegalArgumentException if it is out of range
  public DeskOutcome disappearAfter(Duration time) {
    return desks.disappearAfter(desk, time);
  }

  /// Which receipts authors get for what they say in this desk; none unless it is asked for here, because receipts to one
  /// author from many members show a relay that watches the clock that they belong together.
  @Override
  public void receipts(Optional<ReceiptMode> mode) {
    talk.keeping().receipts(key, mode);
  }

  @Override
  public void mute(Instant until) {
    talk.keeping().mute(key, until);
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
    return "DeskConversation[hidden]";
  }
}
