package org.busel.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.busel.load.LoadException;

/// A folder for one run, removed with everything in it when the run is over.
record Scratch(Path folder) implements AutoCloseable {
  static Scratch make() {
    try {
      return new Scratch(Files.createTempDirectory("busel-benchmark"));
    } catch (IOException e) {
      throw new LoadException("cannot make a folder", e);
    }
  }

  /// A folder in it, which is not there yet.
  Path part(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        boolean _ = Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new LoadException("cannot remove " + folder, e);
    }
  }
}
