package org.busel.wire;

import com.google.protobuf.ByteString;
import org.busel.wire.v1.AttachmentParts;
import org.busel.wire.v1.OpenAttachment;
import org.busel.wire.v1.UploadTokenKey;

/// Reads the bodies of the HTTPS requests about attachments. Never throws, never guesses; safe for any thread.
public final class AttachmentBodies {
  /// Longest body but that of a part, in bytes.
  public static final int MAX_BYTES = 4 << 10;

  /// Length of a token key's modulus, of what is blinded for it, and of its signatures, in bytes.
  public static final int TOKEN_BYTES = 256;

  /// Public exponent of every token key.
  public static final int TOKEN_EXPONENT = 65_537;

  /// Path below which everything about attachments is.
  public static final String PATH = "/v1/attachments/";

  private AttachmentBodies() {}

  /// Reads a request to open an attachment. Whether its tokens are good is not looked at.
  public static Decoded<OpenAttachment> open(ByteString bytes) {
    return Frames.read(bytes, MAX_BYTES, OpenAttachment.parser(), AttachmentRules::flaw);
  }

  /// Reads which parts a relay has.
  public static Decoded<AttachmentParts> parts(ByteString bytes) {
    return Frames.read(bytes, MAX_BYTES, AttachmentParts.parser(), AttachmentRules::flaw);
  }

  /// Reads a relay's token key.
  public static Decoded<UploadTokenKey> key(ByteString bytes) {
    return Frames.read(bytes, MAX_BYTES, UploadTokenKey.parser(), AttachmentRules::flaw);
  }
}
