package org.busel.sdk.pictures;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/// What a file is, by its first bytes; names and media types are not asked.
public enum FileKind {
  /// Cleaned.
  JPEG("image/jpeg"),
  /// Cleaned.
  PNG("image/png"),
  /// Cleaned.
  GIF("image/gif"),
  /// Cleaned.
  WEBP("image/webp"),
  /// A picture or film in boxes: HEIC, AVIF, MP4, QuickTime, 3GP and their kin, most raw pictures of newer cameras among
  /// them. Not cleaned.
  BOXES("application/octet-stream"),
  /// TIFF, and raw pictures of most cameras, which are made of it. Not cleaned.
  TIFF("image/tiff"),
  /// Matroska, WebM, AVI, and other films; other kinds of pictures. Not cleaned.
  OTHER_MEDIA("application/octet-stream"),
  /// Not known to be a picture or film. Sent as it is.
  OTHER("application/octet-stream");

  /// As many bytes as [#of] looks at.
  static final int HEAD_BYTES = 16;

  private static final Set<String> RIFF_FILMS = Set.of("AVI ");

  private final String mediaType;

  FileKind(String mediaType) {
    this.mediaType = mediaType;
  }

  /// As it is called on the web.
  public String mediaType() {
    return mediaType;
  }

  /// Whether this room knows how to clean it.
  public boolean isCleaned() {
    return this == JPEG || this == PNG || this == GIF || this == WEBP;
  }

  /// Whether it may say where or with what it was made, and this room can't take that out.
  public boolean mayTell() {
    return this == BOXES || this == TIFF || this == OTHER_MEDIA;
  }

  /// The kind of a file.
  ///
  /// @param head its first bytes, 16 of them if there are so many
  static FileKind of(byte[] head) {
    if (begins(head, 0, 0xFF, 0xD8, 0xFF)) {
      return JPEG;
    }
    if (begins(head, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
      return PNG;
    }
    if (text(head, 0, 6).equals("GIF87a") || text(head, 0, 6).equals("GIF89a")) {
      return GIF;
    }
    if (text(head, 0, 4).equals("RIFF")) {
      String form = text(head, 8, 4);
      return form.equals("WEBP") ? WEBP : RIFF_FILMS.contains(form) ? OTHER_MEDIA : OTHER;
    }
    if (Set.of("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot").contains(text(head, 4, 4))) {
      return BOXES;
    }
    if (begins(head, 0, 'I', 'I', 42, 0)
        || begins(head, 0, 'M', 'M', 0, 42)
        || begins(head, 0, 'I', 'I', 43, 0)
        || begins(head, 0, 'M', 'M', 0, 43)
        || begins(head, 0, 'I', 'I', 'U', 0)
        || text(head, 0, 4).equals("IIRO")
        || text(head, 0, 4).equals("IIRS")) {
      return TIFF;
    }
    return isOtherMedia(head) ? OTHER_MEDIA : OTHER;
  }

  private static boolean isOtherMedia(byte[] head) {
    return begins(head, 0, 0x1A, 0x45, 0xDF, 0xA3) // Matroska, WebM
        || begins(head, 0, 0xFF, 0x0A) // JPEG XL, bare
        || begins(head, 0, 0, 0, 0, 12, 'J', 'X', 'L', ' ')
        || begins(head, 0, 0, 0, 0, 12, 'j', 'P', ' ', ' ')
        || text(head, 0, 8).equals("FUJIFILM")
        || text(head, 0, 4).equals("FOVb")
        || text(head, 0, 4).equals("8BPS")
        || text(head, 0, 3).equals("FLV")
        || begins(head, 0, 0x30, 0x26, 0xB2, 0x75) // Windows Media
        || begins(head, 0, 0, 0, 1, 0xBA)
        || begins(head, 0, 0, 0, 1, 0xB3);
  }

  private static boolean begins(byte[] head, int at, int... expected) {
    if (head.length < at + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((head[at + i] & 0xFF) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] head, int at, int length) {
    return head.length < at + length
        ? ""
        : new String(head, at, length, StandardCharsets.ISO_8859_1);
  }
}
