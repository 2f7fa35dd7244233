package org.busel.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// Goes through a start and a few conversations in a folder of its own. `ops/busel-relay` has the JVM watch and keep what
/// it learns beside the jar; without that nothing comes of it.
@Command(
    name = "prepare",
    description = {
      "rehearse a start, so that the next one is fast",
      "The first run does this by itself, in the background. It is for installations that cannot"
          + " be written to later."
    },
    sortOptions = false)
final class PrepareCommand implements Callable<Integer> {
  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("busel-relay-rehearsal");
    try {
      Rehearsal.in(folder);
    } finally {
      remove(folder);
    }
    return Main.DONE;
  }

  private static void remove(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
