package org.busel.cli;

import java.nio.file.Path;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import org.busel.sdk.Message;
import org.busel.sdk.SaveFileOutcome;
import org.busel.sdk.attachments.FileNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes a file out of the profile.
@Command(
    name = "save",
    description = {
      "save the file of a message outside of the profile, where it is not locked",
      "",
      "It is readable for you alone, never takes the place of another file, and is not opened."
    },
    footer = {"", "example:", "  busel save hanna 57 --to ~/inbox"})
final class SaveVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "NAME", description = "the contact or desk")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "NUMBER",
      description = "of the file, as busel history shows it")
  private long number;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "folder to save it in (default: this one)")
  private Path folder = Path.of(".");

  SaveVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    Place place = Place.called(name, device);
    Message message = Attached.find(place, number);
    String which = place.typed() + " " + number;
    switch (device.attachments().save(message, folder)) {
      case SaveFileOutcome.Saved(Path file) -> saved(file);
      case SaveFileOutcome.NotFetched _ ->
          throw Stop.refused("it is not on this device yet", "busel fetch " + which);
      case SaveFileOutcome.Damaged _ ->
          throw Stop.refused(
              "the disk has harmed it; it was thrown away", "busel fetch " + which);
      case SaveFileOutcome.NoSuchFolder _ ->
          throw Stop.misused(
              "nothing can be saved in " + folder, "name another folder with --to DIR");
      case SaveFileOutcome.NoRoom(long bytes) ->
          throw Stop.unavailable(
              "the disk is full: the file needs " + Sizes.of(bytes), "make room, then try again");
      case SaveFileOutcome.NoAttachment _ -> throw Stop.refused("the message is gone");
    }
  }

  private void saved(Path file) {
    String saved = String.valueOf(file.getFileName());
    terminal.print(folder.resolve(saved).toString());
    if (FileNames.isProgram(saved)) {
      terminal.say("opening it may run something; ask the sender what it is before you do");
    }
  }
}
