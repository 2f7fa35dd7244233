package org.busel.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import org.busel.load.Cores;
import org.busel.load.LoadException;
import picocli.CommandLine.IVersionProvider;

/// Where a run takes place. A figure from a busy machine says little; whoever reads it must be able to tell.
final class Machine implements IVersionProvider {
  Machine() {}

  /// One line: cores, who else wants them, Java.
  static String line() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        "%s, %.1f others want to run, JDK %s",
        Cores.arePinned() ? "server on core 0, driver on core 1" : "cores shared",
        Math.max(0, system.getSystemLoadAverage()),
        Runtime.version());
  }

  /// The built checkout that is measured.
  static Path checkout() {
    Path checkout = Path.of(System.getProperty("busel.checkout", "")).toAbsolutePath();
    if (!Files.isExecutable(checkout.resolve("ops/busel-relay"))) {
      throw new LoadException("this is not run by ops/benchmarks/run");
    }
    return checkout;
  }

  @Override
  public String[] getVersion() {
    return new String[] {line()};
  }
}
