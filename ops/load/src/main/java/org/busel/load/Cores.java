package org.busel.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Server and driver on a core each, so that a figure is one of one core and neither takes from the other. Where there is
/// one core, or no `taskset`, they share what there is.
public final class Cores {
  private static final Path TASKSET = Path.of("/usr/bin/taskset");
  private static final boolean PINNED =
      Files.isExecutable(TASKSET) && Files.exists(Path.of("/sys/devices/system/cpu/cpu1"));

  private Cores() {}

  /// Whether each has a core to itself.
  public static boolean arePinned() {
    return PINNED;
  }

  /// `command` on the core of servers.
  static List<String> onServerCore(List<String> command) {
    return PINNED
        ? Stream.concat(Stream.of(TASKSET.toString(), "-c", "0"), command.stream()).toList()
        : command;
  }
}
