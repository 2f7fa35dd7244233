package org.busel.sdk.pictures;

import java.io.IOException;
import java.nio.channels.FileChannel;

/// Copies files, and takes out of pictures what they tell about their makers.
public final class Pictures {
  private Pictures() {}

  /// Where the copy goes.
  @FunctionalInterface
  public interface Target {
    void write(byte[] bytes, int from, int length) throws IOException;
  }

  /// What became of a copy.
  public sealed interface Outcome {
    /// All of it was written.
    ///
    /// @param kind what the file is
    record Copied(FileKind kind) implements Outcome {}

    /// It begins like a picture and is none, or is cut, or its pieces lie about their lengths. What was written is
    /// worth nothing.
    record Malformed(FileKind kind, String reason) implements Outcome {}
  }

  /// What a file is.
  public static FileKind kind(FileChannel file) throws IOException {
    byte[] head = new byte[(int) Math.min(FileKind.HEAD_BYTES, file.size())];
    new Source(file).read(head);
    return FileKind.of(head);
  }

  /// Copies a file as it is.
  public static Outcome copy(FileChannel file, Target to) throws IOException {
    Source source = new Source(file);
    source.copy(source.left(), to);
    return new Outcome.Copied(kind(file));
  }

  /// Copies a file; of pictures only what is needed to show them. Orientation stays.
  public static Outcome clean(FileChannel file, Target to) throws IOException {
    FileKind kind = kind(file);
    try {
      Source source = new Source(file);
      switch (kind) {
        case JPEG -> new Jpeg(source, to).clean();
        case PNG -> new Png(source, to).clean();
        case GIF -> new Gif(source, to).clean();
        case WEBP -> new Webp(source, to).clean();
        case BOXES, TIFF, OTHER_MEDIA, OTHER -> source.copy(source.left(), to);
      }
      return new Outcome.Copied(kind);
    } catch (Malformed malformed) {
      return new Outcome.Malformed(kind, malformed.reason);
    }
  }

  /// Bytes that are no picture after all.
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    Malformed(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }
}
