package org.busel.wire;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.busel.wire.v1.Attachment;
import org.busel.wire.v1.AttachmentParts;
import org.busel.wire.v1.IssueUploadTokens;
import org.busel.wire.v1.OpenAttachment;
import org.busel.wire.v1.Thumbnail;
import org.busel.wire.v1.UploadToken;
import org.busel.wire.v1.UploadTokenKey;
import org.busel.wire.v1.UploadTokens;

/// What PROTOCOL.md asks of everything about attachments, whoever says it.
final class AttachmentRules {
  /// Length of the key, and of the digest, of an attachment.
  static final int KEY_BYTES = 32;

  static final int TOKEN_BYTES = AttachmentBodies.TOKEN_BYTES;

  private AttachmentRules() {}

  /// Whether the tokens are good is not looked at.
  static Optional<String> flaw(OpenAttachment open) {
    Flaws flaws = new Flaws();
    flaws.unless(
        AttachmentSize.isSealed(open.getSealedBytes()), "sealed_bytes are no padded attachment's");
    int most = AttachmentSize.tokens(AttachmentSize.sealed(Limits.ATTACHMENT_FILE_BYTES));
    flaws.count("tokens", open.getTokensCount(), 1, most);
    for (UploadToken token : open.getTokensList()) {
      flaws.size("tokens.upload_key", token.getUploadKey(), KEY_BYTES);
      flaws.size("tokens.signature", token.getSignature(), TOKEN_BYTES);
    }
    return flaws.first();
  }

  static Optional<String> flaw(AttachmentParts parts) {
    Flaws flaws = new Flaws();
    flaws.unless(
        AttachmentSize.isSealed(parts.getSealedBytes()), "sealed_bytes are no padded attachment's");
    int most = AttachmentSize.parts(AttachmentSize.sealed(Limits.ATTACHMENT_FILE_BYTES));
    flaws.count("present bytes", parts.getPresent().size(), 0, (most + 7) / 8);
    return flaws.first();
  }

  static Optional<String> flaw(UploadTokenKey key) {
    Flaws flaws = new Flaws();
    flaws.size("modulus", key.getModulus(), TOKEN_BYTES);
    flaws.unless(
        !key.getModulus().isEmpty() && key.getModulus().byteAt(0) < 0, "modulus is too short");
    return flaws.first();
  }

  static void check(Flaws flaws, Attachment attachment) {
    flaws.size("attachment.id", attachment.getId(), AttachmentId.BYTES);
    flaws.size("attachment.key", attachment.getKey(), KEY_BYTES);
    flaws.size("attachment.digest", attachment.getDigest(), KEY_BYTES);
    flaws.unless(
        attachment.getFileBytes() >= 0
            && attachment.getFileBytes() <= Limits.ATTACHMENT_FILE_BYTES,
        "attachment.file_bytes are not 0 to " + Limits.ATTACHMENT_FILE_BYTES);
    flaws.count("attachment.name bytes", utf8(attachment.getName()), 0, Limits.FILE_NAME_BYTES);
    flaws.count(
        "attachment.media_type characters",
        attachment.getMediaType().length(),
        0,
        Limits.MEDIA_TYPE_CHARS);
    flaws.count("attachment.caption bytes", utf8(attachment.getCaption()), 0, Limits.CAPTION_BYTES);
    Thumbnail thumbnail = attachment.getThumbnail();
    flaws.count(
        "attachment.thumbnail.image bytes",
        thumbnail.getImage().size(),
        0,
        Limits.THUMBNAIL_BYTES);
  }

  static void issue(Flaws flaws, IssueUploadTokens issue) {
    flaws.count(
        "issue_upload_tokens.blinded", issue.getBlindedCount(), 1, Limits.UPLOAD_TOKENS_AT_ONCE);
    for (ByteString blinded : issue.getBlindedList()) {
      flaws.size("issue_upload_tokens.blinded", blinded, TOKEN_BYTES);
    }
  }

  static void issued(Flaws flaws, UploadTokens issued) {
    flaws.count(
        "upload_tokens.signatures",
        issued.getSignaturesCount(),
        1,
        Limits.UPLOAD_TOKENS_AT_ONCE);
    for (ByteString signature : issued.getSignaturesList()) {
      flaws.size("upload_tokens.signatures", signature, TOKEN_BYTES);
    }
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
