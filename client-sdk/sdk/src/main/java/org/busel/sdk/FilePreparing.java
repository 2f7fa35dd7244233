package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.attachments.FileNames;
import org.busel.sdk.attachments.Pointer;
import org.busel.sdk.attachments.Transfers;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.records.StoredUpload;
import org.busel.sdk.local.records.StoredUploadToken;
import org.busel.sdk.pictures.FileKind;
import org.busel.sdk.pictures.Pictures;
import org.busel.wire.AttachmentId;
import org.busel.wire.AttachmentSize;
import org.busel.wire.Limits;
import org.busel.wire.v1.Attachment;
import org.busel.wire.v1.Thumbnail;

/// Makes of a file what will be uploaded: cleaned, sealed under a key of its own, and noted, so that a kill at any later
/// moment loses nothing.
final class FilePreparing {
  private static final long SPARE_BYTES = 4L << 20;

  private final Profile profile;
  private final Transfers transfers;
  private final TokenStock tokens;

  FilePreparing(Profile profile, Transfers transfers, TokenStock tokens) {
    this.profile = profile;
    this.transfers = transfers;
    this.tokens = tokens;
  }

  /// Either of the two.
  record Prepared(Optional<StoredUpload> upload, Optional<SendFileOutcome> instead) {
    static Prepared not(SendFileOutcome why) {
      return new Prepared(Optional.empty(), Optional.of(why));
    }
  }

  /// What is to be uploaded for that file; the same as before, if that has begun.
  Prepared prepare(ConversationKey to, SendFile what) {
    try (FileChannel file = FileChannel.open(what.file(), StandardOpenOption.READ)) {
      if (!Files.isRegularFile(what.file())) {
        return Prepared.not(new SendFileOutcome.NoSuchFile());
      }
      if (file.size() > Limits.ATTACHMENT_FILE_BYTES) {
        return Prepared.not(new SendFileOutcome.TooLarge(Limits.ATTACHMENT_FILE_BYTES));
      }
      byte[] source = source(to, what);
      Optional<StoredUpload> begun =
          profile
              .transact("looking for an upload", tx -> tx.attachments().upload(source))
              .filter(this::isWhole);
      return begun.isPresent()
          ? new Prepared(begun, Optional.empty())
          : seal(what, source, file);
    } catch (IOException e) {
      return Prepared.not(new SendFileOutcome.NoSuchFile());
    }
  }

  private Prepared seal(SendFile what, byte[] source, FileChannel file)
      throws IOException {
    FileKind kind = Pictures.kind(file);
    if (!what.asIs() && kind.mayTell()) {
      return Prepared.not(new SendFileOutcome.MayTell(kind.mediaType()));
    }
    long needed = AttachmentSize.sealed(file.size()) + SPARE_BYTES;
    if (transfers.usableBytes() < needed) {
      return Prepared.not(new SendFileOutcome.NoRoomHere(needed));
    }
    int cost = AttachmentSize.tokens(AttachmentSize.sealed(file.size()));
    List<StoredUploadToken> paying =
        profile.transact("taking upload tokens", tx -> tokens.take(tx, cost));
    Pointer unknown = unknown(paying.get(0).getUploadKey());
    Pointer sealed;
    try (Transfers.Draft draft = transfers.draft(unknown)) {
      Pictures.Outcome outcome =
          what.asIs() ? Pictures.copy(file, draft::write) : Pictures.clean(file, draft::write);
      if (outcome instanceof Pictures.Outcome.Malformed malformed) {
        return Prepared.not(new SendFileOutcome.NotAPicture(malformed.reason()));
      }
      sealed = draft.finish(unknown);
    }
    StoredUpload upload =
        StoredUpload.newBuilder()
            .setSource(ByteString.copyFrom(source))
            .setAttachment(attachment(what, kind, sealed).toByteString())
            .addAllTokens(paying.subList(0, AttachmentSize.tokens(sealed.sealedBytes())))
            .setBegunAtMillis(profile.now().toEpochMilli())
            .build();
    profile.save("keeping an upload", tx -> tx.attachments().save(upload));
    return new Prepared(Optional.of(upload), Optional.empty());
  }

  private Pointer unknown(ByteString uploadKey) {
    byte[] key = new byte[32];
    profile.options().random().nextBytes(key);
    AttachmentId id = AttachmentId.of(uploadKey);
    String fileName = profile.transact("naming a file", tx -> tx.attachments().fileName(id));
    return new Pointer(id, ByteString.copyFrom(key), ByteString.EMPTY, 0, fileName);
  }

  private static Attachment attachment(SendFile what, FileKind kind, Pointer sealed) {
    Attachment.Builder attachment =
        Attachment.newBuilder()
            .setId(sealed.id().bytes())
            .setKey(sealed.key())
            .setDigest(sealed.digest())
            .setFileBytes(sealed.fileBytes())
            .setName(FileNames.safe(String.valueOf(what.file().getFileName())))
            .setMediaType(kind.mediaType())
            .setCaption(what.caption());
    Optional<Message.Picture> small =
        kind.isCleaned() ? what.thumbnails().of(what.file()) : Optional.empty();
    small
        .filter(it -> it.image().size() <= Limits.THUMBNAIL_BYTES)
        .ifPresent(it ->
            attachment.setThumbnail(
                Thumbnail.newBuilder()
                    .setImage(it.image())
                    .setWidth(it.width())
                    .setHeight(it.height())));
    return attachment.build();
  }

  private boolean isWhole(StoredUpload upload) {
    Pointer pointer =
        profile.transact(
            "looking at an upload", tx -> Pointers.of(tx, Pointers.attachment(upload)));
    Transfers.Progress here = transfers.progress(pointer);
    return here.parts() == here.partsInAll();
  }

  /// Names what was asked for: the same file, unchanged, to the same conversation, in the same way.
  private static byte[] source(ConversationKey to, SendFile what) throws IOException {
    Path file = what.file().toAbsolutePath().normalize();
    String all =
        String.join(
            "\0",
            HexFormat.of().formatHex(to.bytes().toByteArray()),
            file.toString(),
            String.valueOf(Files.size(file)),
            String.valueOf(Files.getLastModifiedTime(file).toMillis()),
            String.valueOf(what.asIs()),
            what.caption());
    try {
      return MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every platform has SHA-256", e);
    }
  }
}
