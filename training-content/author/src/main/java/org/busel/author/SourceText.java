package org.busel.author;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.busel.author.Problem.Place;

/// One text file of a module, cleaned of what editors do to line ends.
///
/// @param file its name in the module, for problems
/// @param text with `\n` as line end and no control character but that and the tab
record SourceText(String file, String text) {
  /// The longest text file, in bytes.
  static final int MAX_BYTES = 256 << 10;

  static Optional<SourceText> read(Path path, String file, Problems problems) {
    byte[] bytes;
    try (var in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    if (bytes.length > MAX_BYTES) {
      problems.error(Problems.in(file), "the file is longer than 256 KiB", "cut it into several");
      return Optional.empty();
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes))
              .toString()
              .replace("\r\n", "\n");
      String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
      SourceText source = new SourceText(file, clean);
      return source.hasOnlyPlainCharacters(problems) ? Optional.of(source) : Optional.empty();
    } catch (CharacterCodingException e) {
      problems.error(Problems.in(file), "the file is not UTF-8", "save it as UTF-8");
      return Optional.empty();
    }
  }

  /// The place of the character at `index`.
  Place place(int index) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < index; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new Place(file, line, index - lineStart + 1);
  }

  private boolean hasOnlyPlainCharacters(Problems problems) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
      // Overrides make text read otherwise than it is stored; isolates and marks are enough for
      // mixed directions.
      boolean override = c == '\u202D' || c == '\u202E';
      if (control || override) {
        problems.error(
            place(i),
            "character U+%04X is not allowed".formatted((int) c),
            override ? "it hides the real order of the text" : "delete it");
        return false;
      }
    }
    return true;
  }
}
