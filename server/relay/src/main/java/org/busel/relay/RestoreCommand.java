package org.busel.relay;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Makes a relay of a backup.
@Command(
    name = "restore",
    description = {
      "make the relay's folder of a backup; it must not be there yet, or be empty",
      "The relay that was backed up must never run again: two with the same keys lose messages."
    },
    sortOptions = false)
final class RestoreCommand implements Callable<Integer> {
  @Mixin private Place place = new Place();

  @Option(
      names = "--from",
      paramLabel = "FOLDER",
      required = true,
      description = "what backup has written")
  private Path from = Path.of("");

  @Override
  public Integer call() {
    try {
      RelayBackup.restore(from, place.folder());
    } catch (IllegalArgumentException refused) {
      Main.error(
          String.valueOf(refused.getMessage()),
          "give a folder that backup has written with --from, and a new one with --dir");
      return Main.REFUSED;
    } catch (UncheckedIOException failed) {
      Main.error(
          failed.getMessage() + ": " + CannotStart.reason(failed),
          "check who owns the folders and whether the disk is full");
      return Main.UNAVAILABLE;
    }
    System.out.println(place.folder());
    System.err.println(
        """
        busel-relay: what was acknowledged since the backup is offered once more; devices pass over it
        busel-relay: what was sent or registered since the backup is lost
        busel-relay: devices bring new one-time keys when they connect; unused invitations must be made anew\
        """);
    return Main.DONE;
  }
}
