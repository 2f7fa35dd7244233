package org.busel.sdk;

import java.nio.file.Path;
import java.util.Optional;

/// A file to be sent, and how.
///
/// @param file whose name goes with it; nothing else of its path does
/// @param caption words that go with it, at most 4 KiB; may be empty
/// @param asIs whether a picture is sent with all that it says about where, when and with what it was made
/// @param thumbnails makes the small picture that goes with a picture
public record SendFile(Path file, String caption, boolean asIs, Thumbnails thumbnails) {
  /// The file, cleaned, without words and without a small picture.
  public static SendFile of(Path file) {
    return new SendFile(file, "", false, picture -> Optional.empty());
  }

  /// The same with words.
  public SendFile withCaption(String words) {
    return new SendFile(file, words, asIs, thumbnails);
  }

  /// The same with everything that is in the file.
  public SendFile sentAsIs() {
    return new SendFile(file, caption, true, thumbnails);
  }

  /// The same with a small picture.
  public SendFile withThumbnails(Thumbnails other) {
    return new SendFile(file, caption, asIs, other);
  }

  /// Makes small pictures. Platforms decode pictures each in their own way, and none of them is needed to send one.
  @FunctionalInterface
  public interface Thumbnails {
    /// Makes one of a picture that this device's owner sends. It must not be larger than 16 KiB, must not hold anything
    /// but pixels, and is left away if it is or if there is none.
    Optional<Message.Picture> of(Path picture);
  }

  @Override
  public String toString() {
    return "SendFile[hidden]";
  }
}
