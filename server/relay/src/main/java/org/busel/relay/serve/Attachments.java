package org.busel.relay.serve;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.busel.attachment.AttachmentStore;
import org.busel.attachment.Held;
import org.busel.attachment.OpenOutcome;
import org.busel.attachment.Opening;
import org.busel.attachment.PutOutcome;
import org.busel.relay.auth.UploadTokens;
import org.busel.relay.telemetry.RelayMeters;
import org.busel.store.StoreUnavailableException;
import org.busel.wire.AttachmentBodies;
import org.busel.wire.AttachmentId;
import org.busel.wire.AttachmentSize;
import org.busel.wire.Decoded;
import org.busel.wire.Limits;
import org.busel.wire.v1.AttachmentParts;
import org.busel.wire.v1.OpenAttachment;
import org.busel.wire.v1.UploadToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes sealed attachments from whoever has tokens for them, and gives them to whoever knows their ids. Nobody is asked
/// who they are. Safe for many threads; every call blocks on the store and may throw [StoreUnavailableException].
public final class Attachments {
  private static final Logger log = LoggerFactory.getLogger(Attachments.class);

  private final AttachmentStore store;
  private final UploadTokens tokens;
  private final AttachmentRules rules;
  private final Clock clock;
  private final RelayMeters meters;

  public Attachments(
      AttachmentStore store,
      UploadTokens tokens,
      AttachmentRules rules,
      Clock clock,
      RelayMeters meters) {
    this.store = store;
    this.tokens = tokens;
    this.rules = rules;
    this.clock = clock;
    this.meters = meters;
    meters.attachmentsHeld(store);
  }

  /// A part on its way to somebody who fetches.
  ///
  /// @param first byte of the sealed stream, from 0
  /// @param sealedBytes length of the whole
  record Piece(long first, ByteString bytes, long sealedBytes) {}

  Reply key() {
    return Reply.bytes(tokens.key().toByteArray());
  }

  Reply open(AttachmentId id, byte[] body) {
    if (!(AttachmentBodies.open(ByteString.copyFrom(body))
        instanceof Decoded.Frame<OpenAttachment>(OpenAttachment open))) {
      return Reply.text(Reply.BAD_REQUEST, "Bad Request");
    }
    List<AttachmentId> spends =
        open.getTokensList().stream().map(token -> AttachmentId.of(token.getUploadKey())).toList();
    if (!spends.getFirst().equals(id)) {
      return count(RelayMeters.Attachment.REFUSED, Reply.text(Reply.FORBIDDEN, "Forbidden"));
    }
    Optional<Held> before = store.find(id, clock.instant());
    if (before.isPresent()) {
      return parts(open, before.get());
    }
    if (!areGood(open, spends)) {
      return count(RelayMeters.Attachment.REFUSED, Reply.text(Reply.FORBIDDEN, "Forbidden"));
    }
    if (!hasRoomFor(open.getSealedBytes())) {
      return count(RelayMeters.Attachment.NO_ROOM, Reply.text(Reply.NO_ROOM, "Insufficient Storage"));
    }
    int newestKey = open.getTokensList().stream().mapToInt(UploadToken::getKeyNumber).max().orElseThrow();
    return opened(
        open,
        store.open(new Opening(id, open.getSealedBytes(), expiry(), newestKey, spends)));
  }

  private Reply opened(OpenAttachment open, OpenOutcome outcome) {
    return switch (outcome) {
      case OpenOutcome.Opened(Held held) -> count(RelayMeters.Attachment.OPENED, parts(open, held));
      case OpenOutcome.AlreadyOpen(Held held) -> parts(open, held);
      case OpenOutcome.OtherLength() -> Reply.text(Reply.CONFLICT, "Conflict");
      case OpenOutcome.TokenSpent() ->
          count(RelayMeters.Attachment.REFUSED, Reply.text(Reply.FORBIDDEN, "Forbidden"));
    };
  }

  private boolean areGood(OpenAttachment open, List<AttachmentId> spends) {
    return open.getTokensCount() == AttachmentSize.tokens(open.getSealedBytes())
        && new HashSet<>(spends).size() == spends.size()
        && open.getTokensList().stream().allMatch(tokens::isGood);
  }

  private boolean hasRoomFor(long bytes) {
    return store.heldBytes() + bytes <= rules.quotaBytes()
        && store.freeBytes() >= bytes + rules.reserveBytes();
  }

  private static Reply parts(OpenAttachment open, Held held) {
    if (open.getSealedBytes() != held.sealedBytes()) {
      return Reply.text(Reply.CONFLICT, "Conflict");
    }
    return Reply.bytes(
        AttachmentParts.newBuilder()
            .setSealedBytes(held.sealedBytes())
            .setPresent(ByteString.copyFrom(held.present().toByteArray()))
            .build()
            .toByteArray());
  }

  /// Whether `uploadKey` is that of the attachment; no store needs to be asked for that.
  static boolean opens(AttachmentId id, ByteString uploadKey) {
    return MessageDigest.isEqual(
        AttachmentId.of(uploadKey).bytes().toByteArray(), id.bytes().toByteArray());
  }

  Reply put(AttachmentId id, int part, byte[] body) {
    return switch (store.put(id, part, ByteString.copyFrom(body))) {
      case PutOutcome.Stored() -> {
        meters.attachmentPart(RelayMeters.Way.IN);
        yield Reply.nothing();
      }
      case PutOutcome.NotOpen() -> Reply.notFound();
      case PutOutcome.WrongSize() -> Reply.text(Reply.BAD_REQUEST, "Bad Request");
    };
  }

  /// What stands from byte `first` to `last`, or to the end of the part that `first` is in.
  Optional<Piece> read(AttachmentId id, long first, long last) {
    Instant now = clock.instant();
    Optional<Held> held = store.find(id, now).filter(it -> first < it.sealedBytes());
    if (held.isEmpty()) {
      return Optional.empty();
    }
    int part = Math.toIntExact(first / Limits.ATTACHMENT_PART_BYTES);
    return store
        .part(id, part, now)
        .map(bytes -> {
          meters.attachmentPart(RelayMeters.Way.OUT);
          long begin = (long) part * Limits.ATTACHMENT_PART_BYTES;
          int from = Math.toIntExact(first - begin);
          int to = Math.toIntExact(Math.min(bytes.size() - 1L, last - begin)) + 1;
          return new Piece(first, bytes.substring(from, to), held.get().sealedBytes());
        });
  }

  Reply withdraw(AttachmentId id) {
    if (store.remove(id)) {
      meters.attachment(RelayMeters.Attachment.WITHDRAWN);
    }
    return Reply.nothing();
  }

  /// Removes what has expired. Called from one virtual thread at a time.
  public void expire() {
    try {
      for (long gone = store.expire(clock.instant()); gone > 0; gone--) {
        meters.attachment(RelayMeters.Attachment.EXPIRED);
      }
      store.forgetTokens(tokens.oldestTaken());
    } catch (StoreUnavailableException unavailable) {
      log.warn("attachment store unavailable, expired attachments are removed in the next round");
    }
  }

  private Instant expiry() {
    return clock
        .instant()
        .plus(rules.retention())
        .truncatedTo(ChronoUnit.HOURS)
        .plus(1, ChronoUnit.HOURS);
  }

  private Reply count(RelayMeters.Attachment outcome, Reply reply) {
    meters.attachment(outcome);
    return reply;
  }
}
