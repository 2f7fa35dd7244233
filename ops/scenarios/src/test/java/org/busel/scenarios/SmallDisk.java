package org.busel.scenarios;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A disk in memory, of a size of our choice. Mounting one takes root; without it the test is skipped and says so.
record SmallDisk(Path path) implements AutoCloseable {
  static SmallDisk mount(Path path, int mebibytes) throws IOException {
    Files.createDirectories(path);
    String size = "size=" + mebibytes + "m";
    if (!run("mount", "-t", "tmpfs", "-o", size, "tmpfs", path.toString())) {
      abort("a small disk can be mounted by root only");
    }
    return new SmallDisk(path);
  }

  @Override
  public void close() throws IOException {
    if (!run("umount", path.toString())) {
      throw new IOException("the small disk is still in use");
    }
  }

  private static boolean run(String... command) {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException notThere) {
      return false;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
