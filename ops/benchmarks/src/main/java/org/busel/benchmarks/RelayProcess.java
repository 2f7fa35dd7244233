package org.busel.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.busel.wire.JoinLink;
import org.busel.wire.Parsed;
import org.busel.wire.RelayPlace;

/// A relay in a process of its own, started as an operator starts it, on the embedded store. Linux only: what it uses
/// is read from /proc.
final class RelayProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile(".* ready on (https://\\S+).*");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final int TICKS_PER_SECOND = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Process process;
  private final Path script;
  private final Path folder;
  private final Ready ready;

  private RelayProcess(Process process, Path script, Path folder, Ready ready) {
    this.process = process;
    this.script = script;
    this.folder = folder;
    this.ready = ready;
  }

  /// @param url where it says that it listens
  /// @param after from the start of the process
  private record Ready(String url, Duration after) {}

  /// Starts a relay and waits until it says that it is ready.
  ///
  /// @param script `ops/busel-relay`
  /// @param folder the relay's own; may be there from an earlier run
  static RelayProcess start(Path script, Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("relay.conf"), "relay.port=0\nrelay.metrics-port=off\n");
      long startedAt = System.nanoTime();
      Process process =
          new ProcessBuilder(script.toString(), "run", "--dir", folder.toString())
              .redirectError(folder.resolve("stderr.txt").toFile())
              .start();
      return new RelayProcess(process, script, folder, waitUntilReady(process, startedAt));
    } catch (IOException e) {
      throw new BenchmarkException("cannot start the relay", e);
    }
  }

  /// From the start of the process to its word that it is ready.
  Duration untilReady() {
    return ready.after();
  }

  /// Where this relay is now, which each start leaves to chance.
  ///
  /// @param earlier the same relay at an earlier start
  RelayPlace placeOf(RelayPlace earlier) {
    return new RelayPlace(ready.url(), earlier.tlsPin(), earlier.trustRoot());
  }

  /// Fresh invitations, as the operator's command prints them.
  List<JoinLink> invite(int count) {
    try {
      Process invite =
          new ProcessBuilder(
                  script.toString(),
                  "invite",
                  "--count",
                  Integer.toString(count),
                  "--dir",
                  folder.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      List<JoinLink> links = new ArrayList<>();
      try (BufferedReader lines = invite.inputReader(StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (JoinLink.parse(line) instanceof Parsed.Link<JoinLink>(JoinLink link)) {
            links.add(link);
          }
        }
      }
      if (links.size() != count) {
        throw new BenchmarkException("the relay gave " + links.size() + " invitations");
      }
      return links;
    } catch (IOException e) {
      throw new BenchmarkException("cannot ask the relay for invitations", e);
    }
  }

  /// Certificate that signs the relay's own.
  Path authority() {
    return folder.resolve("tls").resolve("ca.pem");
  }

  /// Processor time that the process has used since it started, in microseconds, to the nearest 10,000.
  long cpuMicros() {
    return cpuMicros(Long.toString(process.pid()));
  }

  /// Processor time that this very process has used, likewise.
  static long ownCpuMicros() {
    return cpuMicros("self");
  }

  /// Memory that the process holds, in KiB.
  long residentKib() {
    Matcher resident = RESIDENT.matcher(read(Path.of("/proc/" + process.pid() + "/status")));
    if (!resident.find()) {
      throw new BenchmarkException("the relay's memory cannot be read");
    }
    return Long.parseLong(resident.group(1));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static Ready waitUntilReady(Process process, long startedAt) throws IOException {
    // Left open on purpose: the relay may still write, and must not be told that nobody listens.
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.matches()) {
        return new Ready(ready.group(1), Duration.ofNanos(System.nanoTime() - startedAt));
      }
    }
    throw new BenchmarkException("the relay ended before it was ready; see its stderr.txt");
  }

  private static long cpuMicros(String process) {
    String stat = read(Path.of("/proc/" + process + "/stat"));
    // The name in brackets may hold blanks; fields are counted behind it.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    return ticks * TimeUnit.SECONDS.toMicros(1) / TICKS_PER_SECOND;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new BenchmarkException("cannot read " + file, e);
    }
  }
}
