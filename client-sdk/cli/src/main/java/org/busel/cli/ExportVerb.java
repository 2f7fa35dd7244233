package org.busel.cli;

import java.nio.file.Path;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import org.busel.sdk.ExportOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Writes a conversation into a file.
@Command(
    name = "export",
    description = {
      "write a conversation into a text file",
      "",
      "The file is not encrypted: whoever has it can read it. Only its owner can open it on this machine."
    },
    footer = {"", "example:", "  busel export hanna hanna.txt"})
final class ExportVerb extends TalkVerb {
  @Parameters(index = "1", paramLabel = "FILE", description = "a file that is not there yet")
  private Path file = Path.of("");

  ExportVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(terminal, profiles, general);
  }

  @Override
  void run(Device device, Place place) {
    switch (place.conversation().export(file)) {
      case ExportOutcome.Exported(int messages) -> {
        terminal.say(messages + (messages == 1 ? " message is" : " messages are") + " in the file");
        terminal.say("the file is not encrypted: whoever has it can read it");
      }
      case ExportOutcome.FileExists _ ->
          throw Stop.misused("the file is there already", "choose another name");
      case ExportOutcome.CannotWrite(String reason) ->
          throw Stop.unavailable("the file cannot be written: " + reason);
    }
  }
}
