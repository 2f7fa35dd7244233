package org.busel.conversation;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The relay as an operator runs it: `ops/busel-relay` in a process of its own. One thread at a time, but [#stop] may come
/// from another, when the program is being ended.
final class RelayProcess implements AutoCloseable {
  private static final String READY = "busel-relay: ready on ";
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final Path checkout;
  private final Path folder;
  private final Path log;
  private volatile @Nullable Process
      process; // set by start and stop, read by a stop from the shutdown hook

  /// @param checkout the built checkout
  /// @param folder the relay's data folder, with its `relay.conf`
  RelayProcess(Path checkout, Path folder) {
    this.checkout = checkout;
    this.folder = folder;
    this.log = folder.resolve("relay.log");
  }

  /// Starts the relay and waits until it answers.
  ///
  /// @return the address that it is ready on
  String start() {
    try {
      Process started =
          new ProcessBuilder(command("run"))
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      process = started;
      CompletableFuture<@Nullable String> ready =
          CompletableFuture.supplyAsync(
              () -> readyLine(started.inputReader(StandardCharsets.UTF_8)));
      String address = ready.get(START.toSeconds(), TimeUnit.SECONDS);
      if (address == null) {
        String error = lastError();
        // The relay would have its configuration changed, which is written anew at each start.
        throw new StepFailedException(
            "the relay did not start: " + error,
            error.startsWith("cannot listen")
                ? "choose another: ops/quickstart --port 8444"
                : lastHint());
      }
      return address;
    } catch (IOException | ExecutionException | TimeoutException e) {
      throw new StepFailedException("the relay did not start", "its log is " + log, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailedException("interrupted while the relay was starting", "run it again", e);
    }
  }

  /// Stops the relay as SIGTERM does: it tells its devices and closes its store.
  void stop() {
    Process running = process;
    if (running == null) {
      return;
    }
    process = null;
    running.destroy();
    try {
      if (!running.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        running.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /// The key ceremony: writes the first root to `root`, unless it is there, with one steward and one key of the board.
  void beginTrust(Path root, String steward, String board) {
    if (!Files.exists(root)) {
      runToEnd(
          "trust init",
          "--steward",
          steward,
          "--board",
          board,
          "--out",
          root.toString());
    }
  }

  /// Puts the signed root in force; repeating is harmless.
  void endTrust(Path root) {
    runToEnd("trust add", root.toString());
  }

  private void runToEnd(String verb, String... more) {
    try {
      Process run =
          new ProcessBuilder(command(verb, more))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      if (run.waitFor() != 0) {
        throw new StepFailedException("the key ceremony failed: " + lastError(), lastHint());
      }
    } catch (IOException e) {
      throw new StepFailedException("ops/busel-relay could not be run", "its log is " + log, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailedException("interrupted during the key ceremony", "run it again", e);
    }
  }

  /// One-time places on the relay, as `busel:join#…` links.
  List<String> invite(int count) {
    try {
      Process invite =
          new ProcessBuilder(command("invite", "--count", Integer.toString(count)))
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      List<String> links;
      try (BufferedReader lines = invite.inputReader(StandardCharsets.UTF_8)) {
        links = lines.lines().filter(line -> line.startsWith("busel:join#")).toList();
      }
      if (invite.waitFor() != 0 || links.size() != count) {
        throw new StepFailedException("the relay gave no invitations: " + lastError(), lastHint());
      }
      return links;
    } catch (IOException e) {
      throw new StepFailedException("ops/busel-relay could not be run", "its log is " + log, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailedException("interrupted while inviting", "run it again", e);
    }
  }

  /// Blocks until somebody ends the relay.
  void waitUntilItEnds() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("the relay is not running");
    }
    try {
      int _ = running.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private List<String> command(String verb, String... more) {
    List<String> command = new ArrayList<>();
    command.add(checkout.resolve("ops/busel-relay").toString());
    command.addAll(List.of(verb.split(" ")));
    command.add("--dir");
    command.add(folder.toString());
    command.addAll(List.of(more));
    return command;
  }

  /// Reads until the relay is ready, and goes on reading afterwards so that it never blocks on a full pipe.
  private static @Nullable String readyLine(BufferedReader output) {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(READY)) {
          Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
          return line.substring(READY.length());
        }
      }
      return null;
    } catch (IOException e) {
      return null;
    }
  }

  private String lastError() {
    return lastLine("busel-relay: error: ", "see " + log);
  }

  private String lastHint() {
    return lastLine("busel-relay: hint: ", "the relay's log is " + log);
  }

  private String lastLine(String prefix, String otherwise) {
    try {
      return Files.readAllLines(log).reversed().stream()
          .filter(line -> line.startsWith(prefix))
          .findFirst()
          .map(line -> line.substring(prefix.length()))
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }
}
