package org.busel.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// `ops/benchmarks/run`: runs one workload and prints its figure as the last line.
final class Main {
  private static final int LONGEST_SECONDS = 600;

  private Main() {}

  /// Runs what the arguments name: repository folder, workload, then options.
  public static void main(String[] args) {
    try {
      Command command = Command.read(Arrays.asList(args));
      System.out.println(machine());
      System.out.println(figure(command));
    } catch (IllegalArgumentException wrong) {
      System.err.println("benchmarks: error: " + wrong.getMessage());
      System.err.println("benchmarks: hint: ops/benchmarks/run W1 --seconds 10 --in-flight 1,32");
      System.exit(2);
    } catch (BenchmarkException failed) {
      System.err.println("benchmarks: error: " + failed.getMessage());
      System.exit(1);
    }
  }

  // A figure from a busy machine says little; whoever reads it must be able to tell.
  private static String machine() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "%d cores, %.1f others want to run, %s",
        system.getAvailableProcessors(),
        system.getSystemLoadAverage(),
        Runtime.version());
  }

  private static String figure(Command command) {
    return switch (command.workload()) {
      case "W1" ->
          inNewFolder(folder ->
              "W1 "
                  + Throughput.run(command.script(), folder, command.window(), command.inFlight())
                  + " msgs/s");
      case "W5" ->
          inNewFolder(
              folder -> "W5 " + Sealing.run(folder, command.window()) + " msgs per cpu second");
      case "W7" ->
          inNewFolder(
              folder -> "W7 " + Start.run(command.script(), folder) + " ms to first accepted");
      default -> throw new IllegalArgumentException("no workload " + command.workload());
    };
  }

  private interface Workload {
    String run(Path folder);
  }

  private static String inNewFolder(Workload workload) {
    try {
      Path folder = Files.createTempDirectory("busel-benchmark");
      String figure = workload.run(folder);
      delete(folder);
      return figure;
    } catch (IOException e) {
      throw new BenchmarkException("cannot make or remove a folder", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }

  /// What was asked for.
  ///
  /// @param script `ops/busel-relay`
  /// @param inFlight messages that each sender keeps in flight, one run for each
  private record Command(Path script, String workload, Duration window, List<Integer> inFlight) {
    static Command read(List<String> args) {
      if (args.size() < 2 || args.size() % 2 != 0) {
        throw new IllegalArgumentException("name a workload: W1, W5 or W7");
      }
      int seconds = 10;
      List<Integer> inFlight = List.of(1, 32);
      for (int i = 2; i < args.size(); i += 2) {
        switch (args.get(i)) {
          case "--seconds" -> seconds = number(args.get(i + 1), LONGEST_SECONDS);
          case "--in-flight" ->
              inFlight =
                  Arrays.stream(args.get(i + 1).split(",", -1)).map(n -> number(n, 64)).toList();
          default -> throw new IllegalArgumentException("no option " + args.get(i));
        }
      }
      return new Command(
          Path.of(args.get(0), "ops", "busel-relay"),
          args.get(1),
          Duration.ofSeconds(seconds),
          inFlight);
    }

    private static int number(String text, int highest) {
      try {
        int number = Integer.parseInt(text);
        if (number >= 1 && number <= highest) {
          return number;
        }
      } catch (NumberFormatException notANumber) {
        // Said below, in the same words as a number out of range.
      }
      throw new IllegalArgumentException("\"" + text + "\" is not a number from 1 to " + highest);
    }
  }
}
