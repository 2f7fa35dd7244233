package org.busel.relay;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Tells the running relay to read its configuration again.
@Command(
    name = "reload",
    description = {
      "tell the running relay to read its configuration and certificate again",
      "Connections stay open. If anything is wrong, everything stays as it was."
    },
    sortOptions = false)
final class ReloadCommand implements Callable<Integer> {
  private static final String HINT = "hint ";

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "./.busel/relay",
      description = "the relay's folder (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of(".busel", "relay");

  @Override
  public Integer call() {
    Optional<List<String>> answer = ControlSocket.ask(folder, Orders.RELOAD);
    if (answer.isEmpty()) {
      Main.error("no relay runs in " + folder, "run: busel-relay run --dir " + folder);
      return Main.UNAVAILABLE;
    }
    return tell(answer.get()) ? Main.DONE : Main.REFUSED;
  }

  /// Tells the operator what became of it.
  ///
  /// @return whether it is in force
  static boolean tell(List<String> lines) {
    if (!lines.isEmpty() && lines.getFirst().startsWith(Orders.REFUSED)) {
      String hint =
          lines.getLast().startsWith(HINT) ? lines.getLast().substring(HINT.length()) : "";
      Main.error(lines.getFirst().substring(Orders.REFUSED.length()), hint);
      return false;
    }
    if (lines.isEmpty()) {
      System.err.println("busel-relay: read again, nothing has changed");
    }
    for (String line : lines) {
      String key = line.substring(line.indexOf(' ') + 1);
      System.err.println(
          line.startsWith("later ")
              ? "busel-relay: " + key + " changes at the next start"
              : "busel-relay: " + key + " has changed");
    }
    return true;
  }
}
