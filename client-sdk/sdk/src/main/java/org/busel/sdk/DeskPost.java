package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.desks.ChangeId;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredAnswers;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredDesk;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredSubmit;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.DeskAsk;
import org.busel.wire.v1.DeskChanges;
import org.busel.wire.v1.SignedDeskChange;

/// What is said about a desk to its members: saved, to be sent by the next flush. Inside a transaction only.
final class DeskPost {
  /// Changes in one message, in bytes: well within the largest size bucket.
  private static final int PAGE_BYTES = 60 << 10;

  /// Messages in one answer; who lacks more asks again.
  private static final int MOST_PAGES = 8;

  private static final int ANSWERS_AN_HOUR = 4;
  private static final Duration BETWEEN_ASKS = Duration.ofMinutes(1);

  private final Profile profile;
  private final Posting posting;

  DeskPost(Profile profile) {
    this.profile = profile;
    this.posting = new Posting(profile);
  }

  /// Sends `content` with its kind set to one person.
  void send(Transaction tx, StoredContact to, Content kind) {
    StoredContact present = tx.contacts().byId(to.getId()).orElse(to);
    Content content = posting.content(present).mergeFrom(kind).build();
    StoredSubmit unused = posting.submit(tx, present, content);
  }

  /// Gives somebody changes, in as many messages as it takes.
  void give(Transaction tx, StoredContact to, OpenDesk desk, List<SignedDeskChange> changes) {
    for (List<SignedDeskChange> page : pages(changes)) {
      DeskChanges kind = DeskChanges.newBuilder().setDesk(desk.id()).addAllChanges(page).build();
      send(tx, to, Content.newBuilder().setDeskChanges(kind).build());
    }
  }

  /// Gives a member what they lack, unless they had that too often of late: so that nobody can make this device work
  /// and fill mailboxes by asking again and again.
  ///
  /// @param have what they have
  /// @return the desk with a note of it
  OpenDesk answer(Transaction tx, StoredContact to, OpenDesk desk, List<ByteString> have) {
    List<SignedDeskChange> lacked =
        desk.chain().lackedBy(have.stream().map(ChangeId::new).toList());
    if (lacked.isEmpty()) {
      return desk;
    }
    long now = profile.now().toEpochMilli();
    StoredAnswers before =
        desk.stored().getAnswersList().stream()
            .filter(it -> it.getContact() == to.getId())
            .filter(it -> Math.abs(now - it.getSinceMillis()) < Duration.ofHours(1).toMillis())
            .findFirst()
            .orElse(StoredAnswers.newBuilder().setContact(to.getId()).setSinceMillis(now).build());
    if (before.getTimes() >= ANSWERS_AN_HOUR) {
      return desk;
    }
    StoredDesk.Builder noted = desk.stored().toBuilder().clearAnswers();
    desk.stored().getAnswersList().stream()
        .filter(it -> it.getContact() != to.getId())
        .forEach(noted::addAnswers);
    noted.addAnswers(before.toBuilder().setTimes(before.getTimes() + 1));
    give(tx, to, desk, lacked);
    tx.desks().save(noted.build());
    return desk.with(noted.build());
  }

  /// Asks somebody for what is missing here, unless somebody was asked just now.
  OpenDesk ask(Transaction tx, StoredContact whom, OpenDesk desk) {
    long now = profile.now().toEpochMilli();
    if (Math.abs(now - desk.stored().getAskedAtMillis()) < BETWEEN_ASKS.toMillis()) {
      return desk;
    }
    askNow(tx, whom, desk);
    StoredDesk asked = desk.stored().toBuilder().setAskedAtMillis(now).build();
    tx.desks().save(asked);
    return desk.with(asked);
  }

  void askNow(Transaction tx, StoredContact whom, OpenDesk desk) {
    DeskAsk kind = DeskAsk.newBuilder().setDesk(desk.id()).addAllHave(desk.heads()).build();
    send(tx, whom, Content.newBuilder().setDeskAsk(kind).build());
  }

  /// Content for several members with one id and one time, strictly later than what any of them got before, and with what
  /// this device knows of the desk. Its kind is still to be set.
  Content.Builder content(OpenDesk desk, List<StoredContact> to) {
    long last = to.stream().mapToLong(StoredContact::getLastSentAtMillis).max().orElse(0);
    StoredContact latest =
        StoredContact.newBuilder()
            .setLastSentAtMillis(Math.max(last, desk.stored().getLastSentAtMillis()))
            .build();
    return posting.content(latest).setDesk(desk.mark());
  }

  /// Says something in a desk: one message here, a copy of its own for each who is to have it.
  ///
  /// @param kind content with nothing but its kind set
  StoredMessage say(Transaction tx, OpenDesk desk, List<StoredContact> to, Content kind) {
    Content content = content(desk, to).mergeFrom(kind).build();
    StoredMessage message =
        posting.message(
            tx,
            ConversationKeys.ofDesk(desk.id()),
            org.busel.sdk.local.Messages.OURS,
            content,
            to.size());
    for (StoredContact member : to) {
      StoredSubmit unused = posting.submit(tx, member, content, message);
    }
    tx.desks()
        .save(desk.stored().toBuilder().setLastSentAtMillis(content.getSentAtMillis()).build());
    return to.isEmpty() ? noted(tx, message) : message;
  }

  /// Nobody is there to be told, so it waits for nothing.
  private static StoredMessage noted(Transaction tx, StoredMessage message) {
    StoredMessage noted = message.toBuilder().setState(StoredMessage.State.STATE_ACCEPTED).build();
    tx.messages().save(noted);
    return noted;
  }

  /// Takes back what was said in a desk and has not left yet for somebody who has.
  void takeBack(Transaction tx, StoredContact from, ByteString desk) {
    for (StoredSubmit waiting : tx.mail().waiting(from.getId())) {
      Content content = DeskGate.content(waiting.getContent());
      if (content.hasDesk() && content.getDesk().getDesk().equals(desk)) {
        tx.mail().remove(waiting);
        Optional<StoredMessage> unused =
            Fate.refused(tx, waiting, StoredMessage.Refusal.REFUSAL_BY_RULE);
      }
    }
  }

  private static List<List<SignedDeskChange>> pages(List<SignedDeskChange> changes) {
    List<List<SignedDeskChange>> pages = new ArrayList<>();
    int room = 0;
    for (SignedDeskChange change : changes) {
      if (change.getSerializedSize() > room) {
        if (pages.size() == MOST_PAGES) {
          return pages;
        }
        pages.add(new ArrayList<>());
        room = PAGE_BYTES;
      }
      pages.get(pages.size() - 1).add(change);
      room -= change.getSerializedSize() + 8;
    }
    return pages;
  }
}
