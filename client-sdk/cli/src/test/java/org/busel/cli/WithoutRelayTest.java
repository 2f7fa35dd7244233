package org.busel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.busel.sdk.Options;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WithoutRelayTest {
  private static final Path TRANSCRIPTS = Path.of("src/test/resources/transcripts/without-relay");

  @TempDir Path folder;

  static Stream<String> transcripts() throws IOException {
    try (Stream<Path> files = Files.list(TRANSCRIPTS)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void whatIsTypedIsAnsweredAsWritten(String file) throws IOException {
    Files.createDirectories(folder.resolve("hanna/.busel"));
    Stage stage =
        new Stage(
            folder,
            Options.DEFAULTS,
            List.of(),
            event -> {
              throw new IllegalArgumentException("nothing happens here: " + event);
            });

    stage.play(Transcript.read(TRANSCRIPTS.resolve(file)));
  }
}
