package org.busel.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Server and driver on a core each, so that a figure is one of one core and neither takes from the other: servers on the
/// first, if this process was itself started on the second and nowhere else (`taskset -c 1`). Otherwise all share what there is.
public final class Cores {
  private static final Path TASKSET = Path.of("/usr/bin/taskset");
  private static final boolean PINNED = Files.isExecutable(TASKSET) && allowed().equals("1");

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

  private static String allowed() {
    try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
      return status
          .filter(line -> line.startsWith("Cpus_allowed_list:"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("");
    } catch (IOException unreadable) {
      return "";
    }
  }
}
