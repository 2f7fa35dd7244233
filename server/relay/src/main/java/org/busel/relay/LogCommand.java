package org.busel.relay;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Shows how the key log of the running relay stands.
@Command(
    name = "log",
    description = {
      "show how the key log stands, and the link by which another relay can watch it",
      "The link is no secret. Exit code 1 if the witness has seen more of the log than there is."
    },
    sortOptions = false)
final class LogCommand implements Callable<Integer> {
  private static final int LONG_AGO_HOURS = 48;

  @Mixin private Place place = new Place();

  @Override
  public Integer call() {
    RelayConfig config = place.config();
    Optional<List<String>> answer = ControlSocket.ask(config.folder(), LogOrders.LOG);
    if (answer.isEmpty()) {
      Main.error(
          "no relay runs in " + config.folder(), "run: busel-relay run --dir " + config.folder());
      return Main.UNAVAILABLE;
    }
    List<String> lines = answer.get();
    if (lines.getFirst().startsWith(Orders.REFUSED)) {
      Main.error(
          lines.getFirst().substring(Orders.REFUSED.length()), "run: busel-relay store verify");
      return Main.UNAVAILABLE;
    }
    System.out.println(lines.getFirst());
    System.err.println("busel-relay: " + lines.get(1) + ", " + lines.get(2));
    witness(config, lines.get(3));
    if (lines.get(4).equals("behind")) {
      Main.error(
          "the key log is an older one than its witness has seen: this relay was restored",
          "tell the witness's operator to run: busel-relay witness --start-over LINK;"
              + " people are warned and must accept it once");
      return Main.REFUSED;
    }
    return Main.DONE;
  }

  private static void witness(RelayConfig config, String line) {
    if (config.keyLog().witnessKey().isEmpty()) {
      System.err.println(
          "busel-relay: nobody watches it; give the link to another relay's operator");
    } else if (line.equals("unwitnessed")) {
      System.err.println("busel-relay: its witness has not signed yet");
    } else {
      int hours = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
      System.err.println(
          hours > LONG_AGO_HOURS
              ? "busel-relay: its witness has not signed for "
                  + hours / 24
                  + " days; after 7 devices take no new keys"
              : "busel-relay: its witness signed " + hours + " hours ago");
    }
  }
}
