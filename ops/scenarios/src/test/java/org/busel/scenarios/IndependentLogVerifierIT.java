package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The proofs of the key log, checked in another language by the words of PROTOCOL.md alone. Needs Node.js and nothing else.
class IndependentLogVerifierIT {
  private static final Path VECTORS =
      Path.of("..", "..", "client-sdk", "wire", "src", "test", "resources", "vectors");

  @Test
  void anotherLanguageComesToTheSameAboutEveryVectorOfTheKeyLog() throws Exception {
    Process node;
    try {
      node =
          new ProcessBuilder("node", "src/test/node/log-vectors.js", VECTORS.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "there is no node; install Node.js 20 or later");
      return;
    }
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(node.waitFor()).as(said).isZero();
    assertThat(said.strip()).isEqualTo("checked " + vectors());
  }

  private static long vectors() throws IOException {
    long count = 0;
    for (String kind : new String[] {"log-", "map-", "key-places"}) {
      try (Stream<Path> folders = Files.list(VECTORS)) {
        for (Path folder :
            folders.filter(it -> it.getFileName().toString().startsWith(kind)).toList()) {
          try (Stream<Path> files = Files.list(folder)) {
            count += files.count();
          }
        }
      }
    }
    return count;
  }
}
