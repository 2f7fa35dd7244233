package org.busel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.triage.model.Model;
import org.busel.triage.model.ModelFile;
import org.jspecify.annotations.Nullable;

/// Reads what the triage verbs are given: texts, and models.
final class TriageText {
  /// Bytes of the largest text.
  static final int LARGEST_TEXT = 8 * 1024 * 1024;

  /// Bytes of the largest file of many texts.
  static final int LARGEST_BATCH = 256 * 1024 * 1024;

  private static final String SHIPPED = "/org/busel/triage/style.model";

  private TriageText() {}

  /// The text of a file, or of standard input for `-`.
  static String read(Terminal terminal, String file, int limit) {
    if (file.equals("-")) {
      return new String(
          terminal.input(limit).orElseThrow(() -> tooLarge(limit)), StandardCharsets.UTF_8);
    }
    try {
      Path path = Path.of(file);
      if (Files.size(path) > limit) {
        throw tooLarge(limit);
      }
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    } catch (IOException | InvalidPathException e) {
      throw Stop.misused("file \"" + file + "\" could not be read");
    }
  }

  private static Stop tooLarge(int limit) {
    return Stop.misused("the text is larger than " + limit / (1024 * 1024) + " MB");
  }

  /// The model in a file, or the one that came with this build.
  static Model model(@Nullable Path file) {
    return switch (ModelFile.read(bytes(file))) {
      case ModelFile.Read.Whole(Model whole) -> whole;
      case ModelFile.Read.NotAModel() -> throw Stop.misused("this is not a model file");
      case ModelFile.Read.TooNew(int format) ->
          throw Stop.misused(
              "the model file has format " + format + ", which this busel does not know",
              "update busel");
      case ModelFile.Read.Damaged(String reason) ->
          throw Stop.misused("the model file is damaged: " + reason);
    };
  }

  private static byte[] bytes(@Nullable Path file) {
    try {
      if (file != null) {
        if (Files.size(file) > ModelFile.LARGEST) {
          throw Stop.misused("this is not a model file: it is too large");
        }
        return Files.readAllBytes(file);
      }
      try (InputStream in = TriageText.class.getResourceAsStream(SHIPPED)) {
        if (in == null) {
          throw Stop.unavailable("this build has no model", "busel triage --model FILE");
        }
        return in.readAllBytes();
      }
    } catch (IOException e) {
      throw Stop.misused("the model file could not be read");
    }
  }
}
