package org.busel.scenarios;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The real relay as a process, so that a scenario can kill it in the middle of anything.
final class RelayInAProcess implements RelayStand {
  private final Path folder;
  private @Nullable ChildJvm process;

  RelayInAProcess(Path folder) {
    this(folder, "");
  }

  /// @param more lines of its configuration
  RelayInAProcess(Path folder, String more) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("relay.conf"),
          """
          relay.port = %d
          relay.metrics-port = off
          """
              .formatted(freePort())
              + more);
    } catch (IOException e) {
      throw new UncheckedIOException("preparing the relay's folder", e);
    }
    start();
  }

  @Override
  public void start() {
    ChildJvm started =
        new ChildJvm(
            folder.resolveSibling("relay.log"),
            org.busel.relay.Main.class,
            "run",
            "--dir",
            folder.toString());
    process = started;
    await("the relay is ready")
        .atMost(People.PATIENCE.multipliedBy(3))
        .until(() ->
            !started.isAlive()
                || started.output().stream().anyMatch(line -> line.contains(": ready on ")));
  }

  @Override
  public String invite() {
    return run("invite").getFirst();
  }

  /// Runs a command of the operator.
  ///
  /// @return the lines that it printed
  List<String> run(String command) {
    ChildJvm child =
        new ChildJvm(
            folder.resolveSibling("relay.log"),
            org.busel.relay.Main.class,
            command,
            "--dir",
            folder.toString());
    await(command)
        .atMost(People.PATIENCE.multipliedBy(3))
        .until(() -> !child.isAlive() && !child.output().isEmpty());
    return child.output();
  }

  /// SIGKILL.
  void kill() {
    if (process != null) {
      process.kill();
      process = null;
    }
  }

  @Override
  public void restart() {
    kill();
    start();
  }

  @Override
  public void stop() {
    kill();
  }

  @Override
  public void close() {
    kill();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
