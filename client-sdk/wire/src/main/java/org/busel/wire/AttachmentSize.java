package org.busel.wire;

/// How long an attachment is: the file, padded, sealed, and cut into parts.
///
/// Padding is PADMÉ: a length of `2^e` and more is rounded up so that only its first `floor(log2 e) + 1` bits after the
/// highest can differ from zero. It adds at most 12 %, and a relay sees one of a few hundred sizes.
public final class AttachmentSize {
  private static final int HEADER_BYTES = 40;
  private static final int TAG_BYTES = 16;

  private AttachmentSize() {}

  /// Length after padding.
  ///
  /// @param fileBytes 0 to [Limits#ATTACHMENT_FILE_BYTES]
  public static long padded(long fileBytes) {
    if (fileBytes < 0 || fileBytes > Limits.ATTACHMENT_FILE_BYTES) {
      throw new IllegalArgumentException("a file of " + fileBytes + " bytes is too large");
    }
    long length = Math.max(fileBytes, Limits.ATTACHMENT_PADDED_LEAST);
    int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(length);
    int kept = Long.SIZE - Long.numberOfLeadingZeros(exponent);
    long mask = (1L << (exponent - kept)) - 1;
    return (length + mask) & ~mask;
  }

  /// Length of the sealed stream of a file.
  ///
  /// @param fileBytes 0 to [Limits#ATTACHMENT_FILE_BYTES]
  public static long sealed(long fileBytes) {
    long inside = padded(fileBytes) + HEADER_BYTES;
    long segment = Limits.ATTACHMENT_PART_BYTES - TAG_BYTES;
    return inside + TAG_BYTES * ((inside + segment - 1) / segment);
  }

  /// Whether a sealed stream may be that long.
  public static boolean isSealed(long sealedBytes) {
    if (sealedBytes < HEADER_BYTES || sealedBytes > 2L * Limits.ATTACHMENT_FILE_BYTES) {
      return false;
    }
    long padded = sealedBytes - HEADER_BYTES - (long) TAG_BYTES * parts(sealedBytes);
    return padded >= Limits.ATTACHMENT_PADDED_LEAST
        && padded <= Limits.ATTACHMENT_FILE_BYTES
        && padded(padded) == padded;
  }

  /// How many parts a sealed stream has.
  public static int parts(long sealedBytes) {
    return Math.toIntExact(
        (sealedBytes + Limits.ATTACHMENT_PART_BYTES - 1) / Limits.ATTACHMENT_PART_BYTES);
  }

  /// Length of one part of a sealed stream.
  ///
  /// @param part from 0
  public static int part(long sealedBytes, int part) {
    long left = sealedBytes - (long) part * Limits.ATTACHMENT_PART_BYTES;
    return (int) Math.min(left, Limits.ATTACHMENT_PART_BYTES);
  }

  /// How many upload tokens a sealed stream costs.
  public static int tokens(long sealedBytes) {
    return Math.toIntExact(
        (sealedBytes + Limits.UPLOAD_TOKEN_BYTES - 1) / Limits.UPLOAD_TOKEN_BYTES);
  }
}
