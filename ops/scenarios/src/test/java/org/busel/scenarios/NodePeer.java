package org.busel.scenarios;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The device in JavaScript of `src/test/node`, in a process of its own, doing what it is told.
final class NodePeer implements AutoCloseable {
  private static final String PEER = "node";
  private static final Path SCHEMA =
      Path.of("..", "..", "client-sdk", "wire", "src", "main", "proto").toAbsolutePath();
  private static final int INSTALL_MINUTES = 5;

  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter orders;

  private NodePeer(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
  }

  /// Copies the program to where its libraries may be put, and puts them there.
  ///
  /// @return why that cannot be done here, or nothing if it is done
  static Optional<String> install() throws IOException, InterruptedException {
    return install(PEER);
  }

  /// Where a program of `src/test` runs.
  static Path folder(String program) {
    return Path.of("target", "independent-" + program);
  }

  /// The same for another program of `src/test`.
  static Optional<String> install(String program) throws IOException, InterruptedException {
    Path folder = folder(program);
    Files.createDirectories(folder);
    try (Stream<Path> sources = Files.list(Path.of("src", "test", program))) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        Files.copy(
            source, folder.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    File log = folder.resolve("npm.log").toFile();
    try {
      Process npm =
          new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log)
              .start();
      if (!npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
        npm.destroyForcibly();
        return Optional.of("npm ci did not end; see " + log);
      }
      return npm.exitValue() == 0
          ? Optional.empty()
          : Optional.of("npm ci failed; see " + log);
    } catch (IOException e) {
      return Optional.of("there is no npm; install Node.js 20 or later");
    }
  }

  static NodePeer start() {
    try {
      return new NodePeer(
          new ProcessBuilder("node", "peer.js", SCHEMA.toString())
              .directory(folder(PEER).toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("starting the independent peer", e);
    }
  }

  /// Gives an order and waits until it is done.
  ///
  /// @return what the peer said
  /// @throws AssertionError if it could not do it
  List<String> told(String... words) {
    try {
      orders.write(String.join(" ", words));
      orders.newLine();
      orders.flush();
      List<String> said = new ArrayList<>();
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.equals("done")) {
          return said;
        }
        if (line.startsWith("failed ")) {
          throw new AssertionError("the peer could not " + words[0] + ": " + line);
        }
        said.add(line);
      }
      throw new AssertionError("the peer is gone");
    } catch (IOException e) {
      throw new UncheckedIOException("telling the peer what to do", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
