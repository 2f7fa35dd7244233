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
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("relay.conf"),
          """
          relay.port = %d
          relay.metrics-port = off
          """
              .formatted(freePort()));
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
    ChildJvm invite =
        new ChildJvm(
            folder.resolveSibling("relay.log"),
            org.busel.relay.Main.class,
            "invite",
            "--dir",
            folder.toString());
    await("an invitation")
        .atMost(People.PATIENCE.multipliedBy(3))
        .until(() -> !links(invite).isEmpty());
    return links(invite).getFirst();
  }

  private static List<String> links(ChildJvm invite) {
    return invite.output().stream().filter(line -> line.startsWith("busel:join#")).toList();
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
