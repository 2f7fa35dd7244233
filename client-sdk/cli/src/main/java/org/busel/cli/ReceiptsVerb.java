package org.busel.cli;

import java.util.Optional;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.DeskConversation;
import org.busel.sdk.Device;
import org.busel.sdk.ReceiptMode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says what contacts are told about their messages.
@Command(
    name = "receipts",
    description = {
      "tell contacts that their messages have come (on), also that you read them (read), or",
      "nothing (off)",
      "",
      "Receipts go to contacts, some minutes late, and look like any short message. In a desk they go",
      "to the author alone, and only if you switch them on for that desk: from many members at once",
      "they show a relay that watches the clock that those belong together."
    },
    footer = {"", "example:", "  busel receipts off --to hanna"})
final class ReceiptsVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODE",
      description = "on, read, or off; without it, say how it is")
  private @Nullable String mode;

  @Option(names = "--to", paramLabel = "NAME", description = "only for the contact or desk NAME")
  private @Nullable String name;

  ReceiptsVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    if (name == null) {
      mode().ifPresent(device::receipts);
      terminal.say("your contacts are told " + words(device.receipts()));
    } else {
      Place place = Place.called(name, device);
      mode().ifPresent(it -> place.conversation().receipts(Optional.of(it)));
      terminal.say(
          (place.conversation() instanceof DeskConversation ? "in " : "")
              + place.quoted()
              + (place.conversation() instanceof DeskConversation ? " authors are" : " is")
              + " told "
              + words(place.conversation().settings().receipts()));
    }
  }

  private Optional<ReceiptMode> mode() {
    if (mode == null) {
      return Optional.empty();
    }
    return Optional.of(
        switch (mode) {
          case "on" -> ReceiptMode.DELIVERED;
          case "read" -> ReceiptMode.READ;
          case "off" -> ReceiptMode.OFF;
          default ->
              throw Stop.misused(
                  "receipts are on, read, or off", "busel receipts on", "busel receipts off");
        });
  }

  private static String words(ReceiptMode mode) {
    return switch (mode) {
      case OFF -> "nothing about their messages";
      case DELIVERED -> "that their messages have come";
      case READ -> "that their messages have come and that you read them";
    };
  }
}
