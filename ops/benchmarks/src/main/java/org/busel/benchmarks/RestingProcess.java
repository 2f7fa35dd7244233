package org.busel.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.busel.load.LoadException;

/// A [RestingDevice] in a process of its own, with a small heap as an app would have it.
final class RestingProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private RestingProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  static RestingProcess start(String what, Path folder) {
    try {
      return new RestingProcess(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-XX:+UseSerialGC",
                  "-Xmx128m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  RestingDevice.class.getName(),
                  what,
                  folder.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new LoadException("cannot start a process", e);
    }
  }

  /// The next line that it says.
  String next() {
    try {
      String line = output.readLine();
      if (line == null) {
        throw new LoadException("the device's process has ended");
      }
      return line;
    } catch (IOException e) {
      throw new LoadException("cannot hear the device's process", e);
    }
  }

  /// Of Linux: what is resident now.
  double residentMib() {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .findFirst()
              .orElseThrow(() -> new LoadException("the system does not say what is resident"))
          / 1024.0;
    } catch (IOException e) {
      throw new LoadException("cannot read what is resident", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
