package org.busel.author;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.Tag;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads one file of `media/`: is it what its name says, and does it keep silent about where it was made?
final class MediaReader {
  /// The longest media file, in bytes.
  static final int MAX_BYTES = 64 << 20;

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9]{1,5}");
  private static final Map<String, String> TYPES =
      Map.of(
          "png", "image/png",
          "jpg", "image/jpeg",
          "webp", "image/webp",
          "mp3", "audio/mpeg",
          "ogg", "audio/ogg",
          "m4a", "audio/mp4",
          "mp4", "video/mp4",
          "webm", "video/webm",
          "vtt", "text/vtt");

  private final Problems problems;

  MediaReader(Problems problems) {
    this.problems = problems;
  }

  /// @param type media type
  record Media(String name, String type, Bytes bytes) {}

  Optional<Media> read(Path path, String name) {
    String file = "media/" + name;
    String ending = name.substring(name.lastIndexOf('.') + 1);
    @Nullable String type = TYPES.get(ending);
    if (!NAME.matcher(name).matches() || type == null) {
      problems.error(
          Problems.in(file),
          ending.equals("svg") ? "SVG can carry script" : "not a name or kind of a media file",
          ending.equals("svg")
              ? "export it as PNG"
              : "name it like lock-screen.png; kinds: "
                  + String.join(", ", TYPES.keySet().stream().sorted().toList()));
      return Optional.empty();
    }
    byte[] bytes;
    try (var in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    if (bytes.length == 0 || bytes.length > MAX_BYTES) {
      problems.error(Problems.in(file), "the file is empty or longer than 64 MiB", "");
      return Optional.empty();
    }
    if (!looksLike(ending, bytes)) {
      problems.error(Problems.in(file), "the content is no " + ending, "export it again");
      return Optional.empty();
    }
    if (tellsPlace(bytes)) {
      problems.error(
          Problems.in(file),
          "the file says where it was made",
          "remove it, for instance with: exiftool -all= " + name);
      return Optional.empty();
    }
    return Optional.of(new Media(name, type, Bytes.of(bytes)));
  }

  private static boolean looksLike(String ending, byte[] bytes) {
    String head = new String(bytes, 0, Math.min(16, bytes.length), StandardCharsets.ISO_8859_1);
    return switch (ending) {
      case "png" -> head.startsWith("\u0089PNG\r\n\u001a\n");
      case "jpg" -> head.startsWith("\u00ff\u00d8\u00ff");
      case "webp" -> head.startsWith("RIFF") && head.startsWith("WEBP", 8);
      case "mp3" ->
          head.startsWith("ID3")
              || (bytes.length > 1 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xe0) == 0xe0);
      case "ogg" -> head.startsWith("OggS");
      case "m4a", "mp4" -> head.startsWith("ftyp", 4);
      case "webm" -> head.startsWith("\u001aE\u00df\u00a3");
      case "vtt" -> head.startsWith("WEBVTT");
      default -> false;
    };
  }

  private static boolean tellsPlace(byte[] bytes) {
    Metadata metadata;
    try {
      metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(bytes), bytes.length);
    } catch (ImageProcessingException e) {
      return false; // a kind without metadata that this reader knows, such as captions
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    for (Directory directory : metadata.getDirectories()) {
      if (directory instanceof GpsDirectory && directory.getTagCount() > 0) {
        return true;
      }
      if (directory instanceof XmpDirectory xmp
          && xmp.getXmpProperties().keySet().stream().anyMatch(MediaReader::isPlace)) {
        return true;
      }
      for (Tag tag : directory.getTags()) {
        if (isPlace(tag.getTagName())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isPlace(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("gps")
        || lower.contains("latitude")
        || lower.contains("longitude")
        || lower.contains("iso 6709")
        || lower.contains("iso6709")
        || lower.endsWith(":city");
  }
}
