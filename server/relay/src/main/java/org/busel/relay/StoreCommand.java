package org.busel.relay;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// What can be done with the store as a whole.
@Command(
    name = "store",
    description = "look after the store",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = StoreCommand.Verify.class)
final class StoreCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    Main.error("store needs a command", "run: busel-relay store verify");
    return Main.BAD_USAGE;
  }

  /// Reads everything.
  @Command(
      name = "verify",
      description = {
        "read everything and compare it with its checksums, also while the relay runs",
        "What it prints about harmed envelopes names mailboxes: it is for nobody else's eyes."
      },
      sortOptions = false)
  static final class Verify implements Callable<Integer> {
    @Mixin private Place place = new Place();

    @Override
    public Integer call() {
      List<String> answer = StoreOrders.give(place.config(), StoreOrders.VERIFY);
      String[] words = answer.getFirst().split(" ", -1);
      if (words.length != 4 || !words[0].equals("found")) {
        Main.error(
            answer.getFirst().replaceFirst("^" + Orders.REFUSED, ""),
            "check the folder and the disk, then try again");
        return Main.UNAVAILABLE;
      }
      List<String> harmed = answer.subList(1, answer.size());
      System.err.println(
          "busel-relay: read "
              + words[1]
              + " envelopes in "
              + words[2]
              + " mailboxes and "
              + words[3]
              + " files");
      harmed.forEach(line -> System.out.println("harmed: " + line));
      if (!harmed.isEmpty()) {
        Main.error(
            harmed.size() + " things cannot be read",
            "everything else is used as ever; check the disk, and publish harmed blobs again");
        return Main.REFUSED;
      }
      System.out.println("ok");
      return Main.DONE;
    }
  }
}
