package org.busel.sdk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.busel.sdk.attachments.Pointer;
import org.busel.sdk.attachments.RelayAttachments;
import org.busel.sdk.attachments.TransferOutcome;
import org.busel.sdk.attachments.TransferProgress;
import org.busel.sdk.attachments.Transfers;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredAttachment;
import org.busel.sdk.local.records.StoredUpload;
import org.busel.sdk.local.records.StoredUploadToken;
import org.busel.sdk.transport.RelayHttp;
import org.busel.wire.Limits;
import org.busel.wire.v1.Attachment;
import org.busel.wire.v1.Content;

/// Sends files: prepares, uploads, and only then says so. One at a time; safe for many threads.
final class FileSending {
  private static final Duration ABANDONED = Limits.ATTACHMENT_RETENTION;

  private final Profile profile;
  private final RelayLines lines;
  private final Inbox inbox;
  private final Transfers transfers;
  private final TokenStock tokens;
  private final FilePreparing preparing;
  private final ReentrantLock turn = new ReentrantLock();

  FileSending(
      Profile profile,
      RelayLines lines,
      Inbox inbox,
      Transfers transfers) {
    this.profile = profile;
    this.lines = lines;
    this.inbox = inbox;
    this.transfers = transfers;
    this.tokens = new TokenStock(profile, lines, transfers);
    this.preparing = new FilePreparing(profile, transfers, tokens);
  }

  /// What came of it: said, and still to be sent; or not.
  ///
  /// @param closed whether nothing can be said there
  record End<T>(Optional<T> said, Optional<SendFileOutcome> instead, boolean closed) {
    static <T> End<T> not(SendFileOutcome why) {
      return new End<>(Optional.empty(), Optional.of(why), false);
    }
  }

  <T> End<T> send(Destination<T> to, SendFile what, TransferProgress progress) {
    if (what.caption().getBytes(StandardCharsets.UTF_8).length > Limits.CAPTION_BYTES) {
      return End.not(new SendFileOutcome.CaptionTooLong(Limits.CAPTION_BYTES));
    }
    turn.lock();
    try {
      if (!profile.transact("looking where a file goes", to.isOpen()::test)) {
        return new End<>(Optional.empty(), Optional.empty(), true);
      }
      dropAbandoned();
      FilePreparing.Prepared prepared = preparing.prepare(to.key(), what);
      return prepared.instead().isPresent()
          ? End.not(prepared.instead().get())
          : upload(to, prepared.upload().orElseThrow(), progress);
    } finally {
      turn.unlock();
    }
  }

  private <T> End<T> upload(Destination<T> to, StoredUpload upload, TransferProgress progress) {
    boolean isSigned = upload.getTokensList().stream().noneMatch(it -> it.getSignature().isEmpty());
    Attempt first = isSigned ? new Attempt(upload) : signed(upload);
    if (first.instead().isPresent()) {
      return End.not(first.instead().get());
    }
    TransferOutcome outcome = move(first.upload(), progress);
    if (outcome instanceof TransferOutcome.Refused && isSigned) {
      Attempt second = signed(upload); // tokens in stock grow old
      if (second.instead().isPresent()) {
        return End.not(second.instead().get());
      }
      outcome = move(second.upload(), progress);
    }
    if (outcome instanceof TransferOutcome.Gone) {
      drop(upload); // withdrawn or expired in the middle: its tokens are spent
      return End.not(
          new SendFileOutcome.Interrupted("the relay has dropped what was uploaded", 0, 1));
    }
    return outcome instanceof TransferOutcome.Done
        ? say(to, first.upload())
        : End.not(instead(outcome));
  }

  private record Attempt(StoredUpload upload, Optional<SendFileOutcome> instead) {
    Attempt(StoredUpload upload) {
      this(upload, Optional.empty());
    }
  }

  private Attempt signed(StoredUpload upload) {
    TokenStock.Signed signed = tokens.sign(upload.getTokensList(), inbox::ask);
    if (signed instanceof TokenStock.Signed.Tokens got) {
      StoredUpload paid = upload.toBuilder().clearTokens().addAllTokens(got.tokens()).build();
      profile.save("keeping an upload", tx -> tx.attachments().save(paid));
      return new Attempt(paid);
    }
    if (signed instanceof TokenStock.Signed.EnoughForToday enough) {
      return new Attempt(
          upload, Optional.of(new SendFileOutcome.EnoughForToday(enough.retryAfter())));
    }
    if (signed instanceof TokenStock.Signed.Refused refused) {
      return new Attempt(upload, Optional.of(new SendFileOutcome.Refused(refused.reason())));
    }
    String reason = ((TokenStock.Signed.Interrupted) signed).reason();
    return new Attempt(upload, Optional.of(new SendFileOutcome.Interrupted(reason, 0, 1)));
  }

  private TransferOutcome move(StoredUpload upload, TransferProgress progress) {
    Pointer pointer =
        profile.transact(
            "reading an upload", tx -> Pointers.of(tx, Pointers.attachment(upload)));
    try (RelayHttp line = lines.attachment()) {
      return transfers.upload(
          pointer,
          upload.getTokensList().stream().map(TokenStock::token).toList(),
          new RelayAttachments(line.client(), line.place().url()),
          progress);
    }
  }

  /// Everything is at the relay: the message, and the end of the upload, are one transaction.
  private <T> End<T> say(Destination<T> to, StoredUpload upload) {
    Optional<T> said = profile.transact("saving a message", tx -> save(tx, to, upload));
    return new End<>(said, Optional.empty(), said.isEmpty());
  }

  private static <T> Optional<T> save(Transaction tx, Destination<T> to, StoredUpload upload) {
    Attachment attachment = Pointers.attachment(upload);
    Optional<T> said = to.say().apply(tx, Content.newBuilder().setAttachment(attachment));
    said.ifPresent(it -> {
      tx.attachments()
          .save(
              Pointers.of(tx, attachment).fileName(),
              StoredAttachment.newBuilder()
                  .setUploadKey(upload.getTokens(0).getUploadKey())
                  .setMessage(Pointers.place(to.message().apply(it)))
                  .build());
      tx.attachments().remove(upload);
    });
    return said;
  }

  private static SendFileOutcome instead(TransferOutcome outcome) {
    if (outcome instanceof TransferOutcome.Interrupted interrupted) {
      return new SendFileOutcome.Interrupted(
          interrupted.reason(), interrupted.partsDone(), interrupted.partsInAll());
    }
    if (outcome instanceof TransferOutcome.Cancelled cancelled) {
      return new SendFileOutcome.Cancelled(cancelled.partsDone(), cancelled.partsInAll());
    }
    if (outcome instanceof TransferOutcome.NoRoomAtRelay) {
      return new SendFileOutcome.NoRoomAtRelay();
    }
    if (outcome instanceof TransferOutcome.NoRoomHere room) {
      return new SendFileOutcome.NoRoomHere(room.bytesNeeded());
    }
    return new SendFileOutcome.Refused(
        outcome instanceof TransferOutcome.Refused refused
            ? refused.reason()
            : "the relay answers something else");
  }

  /// The first upload tokens of a device that has just joined.
  void begin() {
    tokens.begin(inbox::ask);
  }

  /// Fills the stock of upload tokens up.
  void keepUp() {
    tokens.refill(inbox::ask);
  }

  /// Removes sealed files to which no message and no upload points any more, unless one is being made.
  void sweep(FileSweep files) {
    if (!turn.tryLock()) {
      return;
    }
    try {
      files.run();
    } finally {
      turn.unlock();
    }
  }

  private void dropAbandoned() {
    Instant before = profile.now().minus(ABANDONED);
    List<StoredUpload> all =
        profile.transact("reading uploads", tx -> tx.attachments().uploads());
    all.stream()
        .filter(upload -> Instant.ofEpochMilli(upload.getBegunAtMillis()).isBefore(before))
        .forEach(this::drop);
  }

  private void drop(StoredUpload upload) {
    Pointer pointer =
        profile.transact(
            "dropping an upload",
            tx -> {
              tx.attachments().remove(upload);
              return Pointers.of(tx, Pointers.attachment(upload));
            });
    transfers.remove(pointer);
  }
}
