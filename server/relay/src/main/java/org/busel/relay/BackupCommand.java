package org.busel.relay;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Copies everything that a relay needs to go on elsewhere.
@Command(
    name = "backup",
    description = {
      "copy the relay's store, keys and certificates, also while it runs",
      "The copy is as secret as the relay's own folder, and holds what waits until it is deleted."
    },
    sortOptions = false)
final class BackupCommand implements Callable<Integer> {
  @Mixin private Place place = new Place();

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      required = true,
      description = "where to put it; must not be there yet, or be empty")
  private Path to = Path.of("");

  @Override
  public Integer call() {
    List<String> answer = StoreOrders.give(place.config(), StoreOrders.backup(to));
    String[] words = answer.getFirst().split(" ", -1);
    if (words.length != 4 || !words[0].equals("done")) {
      Main.error(
          answer.getFirst().replaceFirst("^" + Orders.REFUSED, ""),
          "choose another folder with --to, on a disk with room");
      return Main.REFUSED;
    }
    System.out.println(to);
    System.err.println(
        "busel-relay: backed up " + words[1] + " waiting envelopes and " + words[3] + " files");
    if (!words[2].equals("0")) {
      Main.error(
          words[2] + " waiting envelopes cannot be read and are not in the backup",
          "run: busel-relay store verify");
      return Main.REFUSED;
    }
    return Main.DONE;
  }
}
