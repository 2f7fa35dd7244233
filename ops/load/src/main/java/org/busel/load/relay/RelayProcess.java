package org.busel.load.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.busel.load.LoadException;
import org.busel.load.ServerProcess;

/// A relay in a process of its own, started as an operator starts it, on the embedded store and a free port.
public final class RelayProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile(".* ready on (https?://\\S+).*");

  /// Limits count as always, but so high that no load reaches them: their cost stays in the figures.
  private static final String CONFIG =
      """
      relay.port = 0
      relay.metrics-port = off
      relay.registrations-need-disk = 0
      relay.limit-connection-requests = 999999999+999999999/s
      relay.limit-capability-calls = 999999999+999999999/s
      relay.limit-account-fetches = 999999999+999999999/s
      relay.limit-account-submit-kib = 999999999+999999999/s
      """;

  private final ServerProcess process;
  private final Path folder;
  private final URI url;

  private RelayProcess(ServerProcess process, Path folder) {
    this.process = process;
    this.folder = folder;
    Matcher ready = READY.matcher(process.readyLine());
    if (!ready.matches()) {
      throw new LoadException("the relay does not say where it is");
    }
    this.url = URI.create(ready.group(1));
  }

  /// How to start it.
  ///
  /// @param checkout the built checkout
  /// @param folder the relay's own; may be there from an earlier run
  /// @param tls whether connections are encrypted
  /// @param settings more lines of its configuration
  /// @param heapMiB how much heap, and as much direct memory again, it may use; 0 for what Java thinks right
  public record Start(Path checkout, Path folder, boolean tls, List<String> settings, int heapMiB) {
    public Start {
      settings = List.copyOf(settings);
    }

    /// A relay as anybody would start it.
    public static Start usual(Path checkout, Path folder) {
      return new Start(checkout, folder, true, List.of(), 0);
    }

    /// The same with or without TLS.
    public Start withTls(boolean on) {
      return new Start(checkout, folder, on, settings, heapMiB);
    }

    /// The same in another folder.
    public Start in(Path other) {
      return new Start(checkout, other, tls, settings, heapMiB);
    }

    /// The same with little memory.
    public Start withHeap(int mebibytes) {
      return new Start(checkout, folder, tls, settings, mebibytes);
    }

    /// The same with another line of configuration.
    public Start with(String setting) {
      return new Start(
          checkout,
          folder,
          tls,
          Stream.concat(settings.stream(), Stream.of(setting)).toList(),
          heapMiB);
    }
  }

  /// Starts a relay and waits until it says that it is ready.
  public static RelayProcess start(Start how) {
    configure(how);
    return new RelayProcess(
        ServerProcess.start(command(how), log(how), line -> READY.matcher(line).matches()),
        how.folder());
  }

  /// Starts a relay and kills it (SIGKILL) after a while, most likely before it is ready.
  public static void startAndKill(Start how, Duration after) {
    configure(how);
    ServerProcess.startAndKill(command(how), log(how), after);
  }

  private static void configure(Start how) {
    try {
      Files.createDirectories(how.folder());
      Files.writeString(
          how.folder().resolve("relay.conf"),
          CONFIG
              + (how.tls() ? "" : "relay.tls = off\n")
              + how.settings().stream().map(line -> line + "\n").collect(Collectors.joining()));
    } catch (IOException e) {
      throw new LoadException("the relay's folder cannot be written", e);
    }
  }

  private static List<String> command(Start how) {
    List<String> relay =
        List.of(
            how.checkout().resolve("ops/busel-relay").toString(),
            "run",
            "--dir",
            how.folder().toString());
    if (how.heapMiB() == 0) {
      return relay;
    }
    String memory =
        "JDK_JAVA_OPTIONS=-Xmx%1$dm -XX:MaxDirectMemorySize=%1$dm".formatted(how.heapMiB());
    return Stream.concat(Stream.of("/usr/bin/env", memory), relay.stream()).toList();
  }

  private static Path log(Start how) {
    return how.folder().resolve("relay.log");
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort());
  }

  /// Certificate that signs the relay's own; none for a relay without TLS.
  public Optional<Path> authority() {
    return url.getScheme().equals("https")
        ? Optional.of(folder.resolve("tls").resolve("ca.pem"))
        : Optional.empty();
  }

  /// The process, and what it uses.
  public ServerProcess process() {
    return process;
  }

  /// SIGKILL.
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
