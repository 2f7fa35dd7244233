package org.busel.sdk;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.Text;

/// What is behind a [DeskConversation]. Safe for many threads.
final class DeskTalk {
  private final Profile profile;
  private final Inbox inbox;
  private final Correspondence correspondence;
  private final Parts parts;
  private final Authors authors;

  /// What it is made of.
  record Parts(DeskBook book, DeskPost post, Talk.Conversing conversing) {}

  DeskTalk(Profile profile, Inbox inbox, Correspondence correspondence, Parts parts) {
    this.profile = profile;
    this.inbox = inbox;
    this.correspondence = correspondence;
    this.parts = parts;
    this.authors = new Authors(profile.self());
  }

  /// A message that was saved, and to whom it is to go.
  ///
  /// @param without how many members it can't go to
  record Said(StoredMessage message, List<Long> to, int without) {}

  /// Changes to what was said, after what waits in the own mailbox was taken in.
  Changes changes(Desk desk) {
    inbox.catchUp();
    return parts.conversing().changes();
  }

  History history() {
    return parts.conversing().history();
  }

  Keeping keeping() {
    return parts.conversing().keeping();
  }

  /// A desk as something to speak in.
  Channel channel(Desk desk) {
    return new Channel(
        ConversationKeys.ofDesk(desk.id().bytes()),
        tx ->
            member(tx, desk)
                .map(open -> {
                  List<StoredContact> to = parts.book().peers(tx, open);
                  return new Audience(to, parts.post().content(open, to));
                }),
        new ChangeOutcome.NotAMember());
  }

  DeskSendOutcome send(Desk desk, String text, Optional<Message> answered) {
    if (text.getBytes(StandardCharsets.UTF_8).length > Correspondence.MAX_TEXT_BYTES) {
      return new DeskSendOutcome.TooLarge(Correspondence.MAX_TEXT_BYTES);
    }
    inbox.catchUp();
    Content.Builder kind = Content.newBuilder().setText(Text.newBuilder().setBody(text));
    Optional<Said> said =
        profile.transact(
            "saving a message",
            tx -> {
              answered
                  .flatMap(it -> tx.messages().find(key(desk), it.number()))
                  .filter(it -> !it.hasNote())
                  .ifPresent(it -> kind.setAnswers(authors.reference(tx, it)));
              return say(tx, desk, kind);
            });
    return said.isEmpty() ? new DeskSendOutcome.NotAMember() : send(said.get());
  }

  /// Saves something with nothing but its kind set, to be sent by [#send(Said)].
  ///
  /// @return nothing if this device's owner does not belong to the desk
  Optional<Said> say(Transaction tx, Desk desk, Content.Builder kind) {
    return member(tx, desk)
        .map(open -> {
          List<StoredContact> to = parts.book().peers(tx, open);
          kind.setDisappearsAfterSeconds(open.members().timerSeconds());
          StoredMessage message = parts.post().say(tx, open, to, kind.build());
          tx.conversations().change(key(desk), it -> it.setArchived(false).clearDraft());
          return new Said(
              message,
              to.stream().map(StoredContact::getId).toList(),
              open.members().size() - 1 - to.size());
        });
  }

  /// A desk as a place to which files go.
  Destination<Said> files(Desk desk) {
    return new Destination<>(
        key(desk),
        tx -> member(tx, desk).isPresent(),
        (tx, kind) -> say(tx, desk, kind),
        Said::message);
  }

  DeskSendOutcome send(Said said) {
    Outgoing.End end = correspondence.flush(said.to(), said.message().getNumber());
    StoredMessage stored =
        profile
            .transact(
                "reading a message",
                tx ->
                    tx.messages()
                        .find(ConversationKey.of(said.message()), said.message().getNumber()))
            .orElseThrow(() -> new BuselException("reading a message"));
    Message message = Views.message(stored);
    if (stored.getState() == StoredMessage.State.STATE_QUEUED) {
      return end instanceof Outgoing.End.NotTrusted notTrusted
          ? new DeskSendOutcome.RelayNotTrusted(message, notTrusted.reason())
          : new DeskSendOutcome.Queued(
              message, end instanceof Outgoing.End.Waits waits ? waits.reason() : "not yet");
    }
    int without = said.without() + said.to().size() - stored.getCopiesAccepted();
    if (stored.getState() == StoredMessage.State.STATE_REFUSED) {
      return new DeskSendOutcome.Refused(message);
    }
    return without == 0
        ? new DeskSendOutcome.Accepted(message)
        : new DeskSendOutcome.AcceptedForSome(message, without);
  }

  ExportOutcome export(Desk desk, Path file) {
    Map<Long, String> names =
        profile.transact(
            "reading members of a desk",
            tx ->
                parts
                    .book()
                    .find(tx, desk.id().bytes())
                    .filter(open -> !open.chain().isEmpty())
                    .map(open -> DeskViews.names(tx, open, parts.book()))
                    .orElse(Map.of()));
    return history()
        .export(key(desk), file, message -> names.getOrDefault(message.contact(), "somebody"));
  }

  ConversationSettings settings(Desk desk) {
    return profile.transact(
        "reading how a desk is kept",
        tx -> {
          int seconds =
              parts
                  .book()
                  .find(tx, desk.id().bytes())
                  .filter(open -> !open.chain().isEmpty())
                  .map(open -> open.members().timerSeconds())
                  .orElse(0);
          return keeping().settings(tx, key(desk), seconds);
        });
  }

  private Optional<OpenDesk> member(Transaction tx, Desk desk) {
    return parts.book().find(tx, desk.id().bytes()).filter(OpenDesk::isMember);
  }

  private static ConversationKey key(Desk desk) {
    return ConversationKeys.ofDesk(desk.id().bytes());
  }
}
