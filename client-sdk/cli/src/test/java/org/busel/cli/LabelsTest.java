package org.busel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.busel.keys.Argon2Cost;
import org.busel.sdk.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {
  private static final Path TRANSCRIPTS = Path.of("src/test/resources/transcripts/labels");
  private static final String[] SYLLABLES = "ба ве ги до жу за ки лу мо на пе ро".split(" ", -1);
  private static final String OWN_WORD = "бобротряс";

  @TempDir Path folder;

  @Test
  void whatIsTypedIsAnsweredAsWritten() throws IOException {
    Path passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse\n");
    Files.writeString(folder.resolve("other"), "wrong horse\n");
    Files.createDirectories(folder.resolve("hanna/.busel"));
    Files.writeString(folder.resolve("text.txt"), text(new Random(1), false));
    Files.writeString(folder.resolve("short.txt"), "Коротко.");
    Files.writeString(folder.resolve("bad.jsonl"), line("Привет", true) + "\n{\"text\": 1}\n");
    Files.write(folder.resolve("labels.jsonl"), labels());
    Stage stage =
        new Stage(
            folder,
            Options.DEFAULTS.withVaultCost(new Argon2Cost(64, 1, 1)),
            List.of("--passphrase-file", passphrase.toString()),
            this::happens);

    stage.play(Transcript.read(TRANSCRIPTS.resolve("a-newsroom-labels-and-trains.txt")));
  }

  private void happens(String event) {
    Path triage = folder.resolve("hanna/.busel/triage");
    try {
      switch (event) {
        case "labels show nothing to whoever finds them" -> {
          try (Stream<Path> files = Files.list(triage)) {
            for (Path file : files.toList()) {
              assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                  .doesNotContain(bytesOf(OWN_WORD), "manipulative", "BUSELOWN");
            }
          }
        }
        case "a byte of the labels is changed" -> {
          byte[] bytes = Files.readAllBytes(triage.resolve("labels"));
          bytes[100] ^= 1;
          Files.write(triage.resolve("labels"), bytes);
        }
        case "nothing of the labels is left" -> assertThat(triage).doesNotExist();
        default -> throw new IllegalArgumentException("no such event: " + event);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Every second text has a word of its own, and is called manipulative for it; one is too short.
  private static List<String> labels() {
    List<String> lines = new ArrayList<>();
    Random random = new Random(2);
    for (int i = 0; i < 120; i++) {
      lines.add(line(text(random, i % 2 == 0), i % 2 == 0));
    }
    lines.add(line("Коротко.", true));
    return lines;
  }

  private static String text(Random random, boolean own) {
    List<String> words = new ArrayList<>(List.of("Сегодня", "это", "было", "что"));
    for (int w = 0; w < 25; w++) {
      StringBuilder word = new StringBuilder();
      for (int s = 0; s < 3; s++) {
        word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
      }
      words.add(own && w % 8 == 0 ? OWN_WORD : word.toString());
    }
    return String.join(" ", words) + ".";
  }

  private static String line(String text, boolean manipulative) {
    return "{\"text\": \"" + text + "\", \"manipulative\": " + manipulative + "}";
  }

  private static String bytesOf(String word) {
    return new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
