package org.busel.relay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the operator's commands reach a running relay: a Unix socket in its folder that only its owner may open.
///
/// One line goes in, lines come back, the last of them is `end`; then the connection is closed. What the lines say is
/// the business of [Orders].
final class ControlSocket implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ControlSocket.class);
  private static final String NAME = "control.sock";
  private static final String END = "end";
  private static final int MAX_LINE_CHARS = 8_192;

  private final ServerSocketChannel server;
  private final Path path;

  private ControlSocket(ServerSocketChannel server, Path path) {
    this.server = server;
    this.path = path;
  }

  /// Listens in `folder`, whose lock the caller holds.
  ///
  /// @param answer gets a line and gives lines; runs on a virtual thread and may block
  static ControlSocket open(Path folder, Function<String, List<String>> answer, Executor threads) {
    Path path = folder.resolve(NAME);
    try {
      Files.deleteIfExists(path); // left by a relay that was killed
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(path));
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      threads.execute(() -> acceptAll(server, answer, threads));
      return new ControlSocket(server, path);
    } catch (IOException failed) {
      throw new UncheckedIOException("the control socket cannot be opened", failed);
    }
  }

  /// Sends `line` to the relay that runs in `folder`.
  ///
  /// @return its answer, or nothing if no relay runs there
  static Optional<List<String>> ask(Path folder, String line) {
    try (SocketChannel channel =
        SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve(NAME)))) {
      PrintWriter out = writer(channel);
      out.println(line);
      out.flush();
      BufferedReader in = reader(channel);
      List<String> lines = new ArrayList<>();
      for (String next = in.readLine(); next != null; next = in.readLine()) {
        if (next.equals(END)) {
          return Optional.of(lines);
        }
        lines.add(next);
      }
      throw new UncheckedIOException(
          "the relay stopped while it answered", new IOException("no end of answer"));
    } catch (IOException nobody) {
      return Optional.empty();
    }
  }

  /// Whether a relay runs in `folder`.
  static boolean isOpen(Path folder) {
    try (SocketChannel channel =
        SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve(NAME)))) {
      return channel.isConnected();
    } catch (IOException nobody) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(path);
    } catch (IOException failed) {
      throw new UncheckedIOException("the control socket cannot be closed", failed);
    }
  }

  private static void acceptAll(
      ServerSocketChannel server, Function<String, List<String>> answer, Executor threads) {
    try {
      while (true) {
        SocketChannel channel = server.accept();
        threads.execute(() -> answerOne(channel, answer));
      }
    } catch (ClosedChannelException closed) {
      // The relay is shutting down.
    } catch (IOException failed) {
      log.warn("the control socket is gone; commands reach the relay again after a restart");
    }
  }

  private static void answerOne(SocketChannel channel, Function<String, List<String>> answer) {
    try (channel) {
      String line = reader(channel).readLine();
      if (line != null && line.length() <= MAX_LINE_CHARS) {
        PrintWriter out = writer(channel);
        answer.apply(line).forEach(out::println);
        out.println(END);
        out.flush();
      }
    } catch (IOException gone) {
      // Whoever asked no longer wants to know.
    }
  }

  private static BufferedReader reader(SocketChannel channel) {
    return new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
  }

  private static PrintWriter writer(SocketChannel channel) {
    return new PrintWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
  }
}
