package org.busel.scenarios;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.busel.relay.Relay;
import org.busel.relay.RelayConfig;
import org.busel.store.embedded.EmbeddedStore;
import org.busel.testkit.ManualClock;

/// The real relay in a process of its own, whose clock is set by hand, and into whose disk and memory an analyst looks.
final class RelayWithAClock implements AutoCloseable {
  private final Path folder;
  private final ChildJvm process;

  RelayWithAClock(Path folder, Instant now) {
    this.folder = folder;
    process =
        new ChildJvm(
            folder.resolveSibling("relay.log"), Program.class, folder.toString(), now.toString());
    String _ = line("ready", 1);
  }

  String invite() {
    int before = count("busel:join#");
    process.says("invite");
    return line("busel:join#", before + 1);
  }

  void advance(Duration by) {
    int before = count("advanced");
    process.says("advance " + by);
    String _ = line("advanced", before + 1);
  }

  /// Its folder as it lies on the disk at this moment, copied.
  Path seized(Path to) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (attributes.isRegularFile() && !file.endsWith("lock")) {
                Path copy = to.resolve(folder.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("copying a folder", e);
    }
    return to;
  }

  /// Everything on its heap.
  byte[] memory(Path file) {
    try {
      Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
      Process dump =
          new ProcessBuilder(
                  jcmd.toString(), Long.toString(process.pid()), "GC.heap_dump", file.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!dump.waitFor(60, TimeUnit.SECONDS) || dump.exitValue() != 0) {
        throw new AssertionError("the memory could not be dumped");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("dumping memory", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private int count(String beginning) {
    return (int) process.output().stream().filter(line -> line.startsWith(beginning)).count();
  }

  private String line(String beginning, int number) {
    await(beginning).atMost(Duration.ofSeconds(60)).until(() -> count(beginning) >= number);
    List<String> lines =
        process.output().stream().filter(line -> line.startsWith(beginning)).toList();
    return lines.get(number - 1);
  }

  @Override
  public void close() {
    process.kill();
  }

  /// The other process: obeys lines on its standard input.
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws IOException {
      Path folder = Path.of(args[0]);
      ManualClock clock = ManualClock.at(Instant.parse(args[1]));
      RelayConfig config =
          RelayConfig.in(folder)
              .withDoor(
                  new RelayConfig.Door(
                      "127.0.0.1",
                      0,
                      OptionalInt.empty(),
                      List.of("localhost"),
                      RelayConfig.in(folder).door().certificate()));
      EmbeddedStore store =
          EmbeddedStore.open(folder.resolve("store"), config.mailboxes().limits());
      try (Relay relay = Relay.open(config, store, clock)) {
        say("ready");
        obey(relay, clock);
      }
    }

    private static void obey(Relay relay, ManualClock clock) throws IOException {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.equals("invite")) {
          say(relay.invite(Duration.ofDays(1)).text());
        } else {
          clock.advance(Duration.parse(line.substring("advance ".length())));
          say("advanced");
        }
      }
    }

    private static void say(String line) {
      System.out.println(line);
      System.out.flush();
    }
  }
}
