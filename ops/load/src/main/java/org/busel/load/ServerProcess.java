package org.busel.load;

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
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// A server under test, in a process of its own on the first core, and what it uses. Ended by its own process id.
public final class ServerProcess implements AutoCloseable {
  private static final int TICKS_PER_SECOND = 100;
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Pattern PROPORTIONAL = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private final Process process;
  private final String readyLine;
  private final Duration untilReady;

  private ServerProcess(Process process, String readyLine, Duration untilReady) {
    this.process = process;
    this.readyLine = readyLine;
    this.untilReady = untilReady;
  }

  /// Starts a server and waits for a line of its output.
  ///
  /// @param command what an operator would type
  /// @param log where its error stream goes, appended
  /// @param ready says of a line whether the server is ready with it
  /// @throws LoadException if it ends before, or takes longer than a minute
  public static ServerProcess start(List<String> command, Path log, Predicate<String> ready) {
    long startedAt = System.nanoTime();
    try {
      Process process =
          new ProcessBuilder(Cores.onServerCore(command))
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      String line = waitUntilReady(process, command.getFirst(), log, ready);
      return new ServerProcess(process, line, Duration.ofNanos(System.nanoTime() - startedAt));
    } catch (IOException e) {
      throw new LoadException("cannot start " + command.getFirst(), e);
    }
  }

  /// Starts a server and kills it (SIGKILL) after a while, most likely before it is ready.
  public static void startAndKill(List<String> command, Path log, Duration after) {
    try {
      Process process =
          new ProcessBuilder(Cores.onServerCore(command))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      boolean _ = process.waitFor(after.toNanos(), TimeUnit.NANOSECONDS);
      signal(process.destroyForcibly());
    } catch (IOException e) {
      throw new LoadException("cannot start " + command.getFirst(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("a server was being started", e);
    }
  }

  /// The line with which it said that it was ready.
  public String readyLine() {
    return readyLine;
  }

  /// From the start of the process to that line.
  public Duration untilReady() {
    return untilReady;
  }

  /// Its process id.
  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Processor time that it and its children have used, in microseconds, to the nearest 10,000.
  public long cpuMicros() {
    return pids().mapToObj(Long::toString).mapToLong(ServerProcess::cpuMicros).sum();
  }

  /// Processor time that this very process has used, likewise.
  public static long ownCpuMicros() {
    return cpuMicros("self");
  }

  /// Memory that it and its children hold, in KiB; pages that several share are shared out among them.
  public long proportionalKib() {
    return pids().map(pid -> number(PROPORTIONAL, "/proc/" + pid + "/smaps_rollup")).sum();
  }

  /// Memory that the process itself holds, in KiB, shared pages in full.
  public long residentKib() {
    return number(RESIDENT, "/proc/" + process.pid() + "/status");
  }

  /// SIGKILL, and waits until it is gone.
  public void kill() {
    signal(process.destroyForcibly());
  }

  /// SIGTERM, and SIGKILL if it does not end.
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    signal(process);
    children.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
  }

  private static void signal(Process process) {
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        int _ = process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static String waitUntilReady(
      Process process, String name, Path log, Predicate<String> ready) {
    CompletableFuture<String> line = new CompletableFuture<>();
    List<String> said = new ArrayList<>();
    var _ =
        Thread.ofVirtual()
            .start(() -> {
              // Read to the end, so that the server never waits because nobody listens.
              try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String next = lines.readLine(); next != null; next = lines.readLine()) {
                  if (!line.isDone() && ready.test(next)) {
                    line.complete(next);
                  } else if (!line.isDone()) {
                    said.add(next);
                  }
                }
              } catch (IOException e) {
                line.completeExceptionally(e);
              }
              line.completeExceptionally(
                  new IOException("it ended: " + String.join(" / ", said) + " " + tail(log)));
            });
    try {
      return line.get(START.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new LoadException(name + " did not start; " + LoadException.reason(e), e);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      throw new LoadException(name + " was not ready within " + START.toMinutes() + " minutes", e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new LoadException(name + " was being started", e);
    }
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    } catch (IOException unreadable) {
      return "";
    }
  }

  private LongStream pids() {
    return LongStream.concat(
        LongStream.of(process.pid()),
        process.descendants().filter(ProcessHandle::isAlive).mapToLong(ProcessHandle::pid));
  }

  private static long cpuMicros(String pid) {
    String stat = read("/proc/" + pid + "/stat");
    // The name in brackets may hold blanks; fields are counted behind it.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Stream.of(fields[11], fields[12]).mapToLong(Long::parseLong).sum();
    return ticks * TimeUnit.SECONDS.toMicros(1) / TICKS_PER_SECOND;
  }

  private static long number(Pattern pattern, String file) {
    Matcher matcher = pattern.matcher(read(file));
    if (!matcher.find()) {
      throw new LoadException("a server's memory cannot be read");
    }
    return Long.parseLong(matcher.group(1));
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new LoadException("the server is gone", e);
    }
  }
}
