package org.busel.scenarios;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Java program of this project in a process of its own, to be killed as the power company would.
final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final List<String> output = new ArrayList<>(); // guarded by itself

  /// @param log where its standard error goes
  ChildJvm(Path log, Class<?> main, String... args) {
    this(List.of(), log, main, args);
  }

  /// @param flags of the JVM, such as `-Xmx64m`
  static ChildJvm with(List<String> flags, Path log, Class<?> main, String... args) {
    return new ChildJvm(flags, log, main, args);
  }

  private ChildJvm(List<String> flags, Path log, Class<?> main, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(flags);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(args));
    try {
      process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("starting a child process", e);
    }
    Thread.ofVirtual().start(this::readUntilTheEnd);
  }

  /// The lines that it has printed so far.
  List<String> output() {
    synchronized (output) {
      return List.copyOf(output);
    }
  }

  /// Types a line.
  void says(String line) {
    try {
      BufferedWriter in = process.outputWriter(StandardCharsets.UTF_8);
      in.write(line);
      in.newLine();
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("typing", e);
    }
  }

  /// Waits until it ends by itself.
  int awaitExit(Duration patience) {
    return process
        .onExit()
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .join()
        .exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// SIGKILL, and waits until it is gone.
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  private void readUntilTheEnd() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (output) {
          output.add(line);
        }
      }
    } catch (IOException _) {
      // Killed while it was printing.
    }
  }
}
