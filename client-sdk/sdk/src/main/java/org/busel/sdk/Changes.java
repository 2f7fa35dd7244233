package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.busel.sdk.local.Messages;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredEdit;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredPlace;
import org.busel.sdk.local.records.StoredReaction;
import org.busel.sdk.local.records.StoredSent;
import org.busel.sdk.local.records.StoredSubmit;
import org.busel.wire.Limits;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.Deletion;
import org.busel.wire.v1.Reaction;

/// Edits, deletes and reacts, with one contact or in a desk. The change here and what tells the others of it are one
/// transaction. Safe for many threads.
final class Changes {
  private final Profile profile;
  private final Posting posting;
  private final Correspondence correspondence;
  private final Withdrawals withdrawals;
  private final Authors authors;

  Changes(
      Profile profile, Posting posting, Correspondence correspondence, Withdrawals withdrawals) {
    this.profile = profile;
    this.posting = posting;
    this.correspondence = correspondence;
    this.withdrawals = withdrawals;
    this.authors = new Authors(profile.self());
  }

  ChangeOutcome edit(Channel channel, long number, String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > Correspondence.MAX_TEXT_BYTES) {
      return new ChangeOutcome.TooLarge(Correspondence.MAX_TEXT_BYTES);
    }
    return change(channel, number, (tx, to, message) -> edit(tx, to, message, text));
  }

  ChangeOutcome delete(Channel channel, long number) {
    ChangeOutcome outcome = change(channel, number, this::delete);
    if (outcome instanceof ChangeOutcome.Changed changed && changed.told()) {
      withdrawals.run();
    }
    return outcome;
  }

  /// @param emoji empty takes the reaction back
  ChangeOutcome react(Channel channel, long number, String emoji) {
    return emoji.isEmpty() || Emoji.isOne(emoji)
        ? change(channel, number, (tx, to, message) -> react(tx, to, message, emoji))
        : new ChangeOutcome.NotAnEmoji();
  }

  private interface Change {
    Done of(Transaction tx, Audience to, StoredMessage message);
  }

  /// @param concerned to whom something is to be sent now
  private record Done(ChangeOutcome outcome, List<Long> concerned) {
    static Done not(ChangeOutcome why) {
      return new Done(why, List.of());
    }

    static Done changed(StoredMessage message, LongStream concerned) {
      return new Done(
          new ChangeOutcome.Changed(Views.message(message), false),
          concerned.distinct().boxed().toList());
    }
  }

  private ChangeOutcome change(Channel channel, long number, Change change) {
    Done done =
        profile.transact(
            "changing a message",
            tx -> {
              Optional<Audience> to = channel.audience().apply(tx);
              Optional<StoredMessage> message =
                  tx.messages()
                      .find(channel.key(), number)
                      .filter(it -> !it.getDeleted() && !it.hasNote());
              if (to.isEmpty()) {
                return Done.not(channel.closed());
              }
              return message.isEmpty()
                  ? Done.not(new ChangeOutcome.NoSuchMessage())
                  : change.of(tx, to.get(), message.get());
            });
    if (done.outcome() instanceof ChangeOutcome.Changed changed) {
      Outgoing.End end = correspondence.flush(done.concerned(), 0);
      return new ChangeOutcome.Changed(changed.message(), end instanceof Outgoing.End.Empty);
    }
    return done.outcome();
  }

  private Done edit(Transaction tx, Audience to, StoredMessage message, String text) {
    if (!message.getOutgoing()) {
      return Done.not(new ChangeOutcome.NotYours());
    }
    if (!Revisions.isText(message)) {
      return Done.not(new ChangeOutcome.NotText());
    }
    Content.Builder content = to.content();
    if (!Revisions.isOpen(message, content.getSentAtMillis())) {
      return Done.not(new ChangeOutcome.TooLate(Limits.EDIT_WITHIN));
    }
    int revision =
        message.getEditsCount() == 0
            ? 1
            : message.getEdits(message.getEditsCount() - 1).getRevision() + 1;
    if (revision > Limits.EDITS) {
      return Done.not(new ChangeOutcome.TooOften(Limits.EDITS));
    }
    ByteString id = Views.content(message).getMessageId();
    List<StoredSent> sent = tell(tx, to, content.setEdit(Posting.edit(id, revision, text)).build());
    StoredMessage edited =
        Revisions.edited(
                message,
                StoredEdit.newBuilder()
                    .setRevision(revision)
                    .setBody(text)
                    .setSentAtMillis(content.getSentAtMillis())
                    .build())
            .toBuilder()
            .addAllSent(sent)
            .build();
    tx.messages().save(edited);
    return Done.changed(edited, ids(to));
  }

  private Done delete(Transaction tx, Audience to, StoredMessage message) {
    if (!message.getOutgoing()) {
      return Done.not(new ChangeOutcome.NotYours());
    }
    ByteString id = Views.content(message).getMessageId();
    takeBack(tx, message);
    Erasing.atRelay(tx, message, profile.now());
    List<StoredSent> unused =
        tell(
            tx,
            to,
            to.content().setDeletion(Deletion.newBuilder().setMessageId(id)).build());
    StoredMessage deleted =
        Erasing.words(tx, message.toBuilder().setCopiesWaiting(0).build());
    LongStream had = message.getSentList().stream().mapToLong(StoredSent::getContact);
    return Done.changed(deleted, LongStream.concat(had, ids(to)));
  }

  /// What has not left yet need not leave; what may have left is taken back where it still waits.
  private void takeBack(Transaction tx, StoredMessage message) {
    StoredPlace place = Posting.place(message);
    List<StoredSent> left = new ArrayList<>(message.getSentList());
    message.getSentList().stream()
        .mapToLong(StoredSent::getContact)
        .distinct()
        .boxed()
        .flatMap(contact -> tx.mail().waiting(contact).stream())
        .filter(waiting -> !waiting.getWithdraw())
        .filter(waiting ->
            waiting.getMessage().equals(place)
                || message.getSentList().contains(Posting.sent(waiting)))
        .forEach(waiting -> {
          tx.mail().remove(waiting);
          if (waiting.getEnvelopesCount() == 0) {
            left.remove(Posting.sent(waiting)); // never sealed, so it never left
          }
        });
    left.forEach(sent -> posting.withdraw(tx, sent));
  }

  private Done react(Transaction tx, Audience to, StoredMessage message, String emoji) {
    Content content =
        to.content()
            .setReaction(
                Reaction.newBuilder()
                    .setMessage(authors.reference(tx, message))
                    .setEmoji(emoji))
            .build();
    List<StoredSent> unused = tell(tx, to, content);
    StoredMessage reacted =
        Revisions.reacted(
            message,
            StoredReaction.newBuilder()
                .setContact(Messages.OURS)
                .setEmoji(emoji)
                .setSentAtMillis(content.getSentAtMillis())
                .build());
    tx.messages().save(reacted);
    return Done.changed(reacted, ids(to));
  }

  private List<StoredSent> tell(Transaction tx, Audience to, Content content) {
    List<StoredSent> sent = new ArrayList<>();
    for (StoredContact one : to.people()) {
      StoredSubmit submit = posting.submit(tx, one, content);
      sent.add(Posting.sent(submit));
    }
    return sent;
  }

  private static LongStream ids(Audience audience) {
    return audience.people().stream().mapToLong(StoredContact::getId);
  }
}
