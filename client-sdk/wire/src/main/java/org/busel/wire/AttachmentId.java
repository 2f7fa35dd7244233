package org.busel.wire;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names one attachment at a relay. It is a hash of the upload key, so that whoever shows that key may fill or withdraw
/// the attachment, and whoever only knows the id may fetch it. Prints as nothing.
///
/// @param bytes 32 of them
public record AttachmentId(ByteString bytes) {
  /// Length on the wire.
  public static final int BYTES = 32;

  private static final ByteString LABEL =
      ByteString.copyFrom("busel attachment id v1\0", StandardCharsets.US_ASCII);
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  public AttachmentId {
    if (bytes.size() != BYTES) {
      throw new IllegalArgumentException("attachment id is " + bytes.size() + " bytes, not 32");
    }
  }

  /// The id of the attachment that `uploadKey` is for.
  ///
  /// @param uploadKey 32 random bytes
  public static AttachmentId of(ByteString uploadKey) {
    return new AttachmentId(Sha256.of(LABEL, uploadKey));
  }

  /// Reads an id as it stands in a path.
  public static Optional<AttachmentId> parse(String hex) {
    return HEX.matcher(hex).matches()
        ? Optional.of(new AttachmentId(ByteString.copyFrom(HexFormat.of().parseHex(hex))))
        : Optional.empty();
  }

  /// As it stands in a path: 64 lower-case hexadecimal digits.
  public String hex() {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  @Override
  public String toString() {
    return "AttachmentId[hidden]";
  }
}
