package org.busel.cli;

import java.util.Locale;
import java.util.Optional;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.VerifyingKey;
import org.busel.sdk.Device;
import org.busel.sdk.courses.Courses;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows and changes the curriculum board's key.
@Command(
    name = "trust",
    description = {
      "show or change the key of the curriculum board",
      "",
      "The board says whose signatures count on modules. Its key came with the relay's invitation.",
      "Change it only for a key that the board gave you over another channel."
    },
    footer = {"", "example:", "  busel trust"})
final class TrustVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "KEY",
      description = "the board's key from now on, 64 hexadecimal digits")
  private @Nullable String key;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  TrustVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void check() {
    if (key != null) {
      var _ = parsed(key);
    }
  }

  @Override
  void run(Device device) {
    Courses courses = device.courses();
    if (key != null) {
      change(courses, parsed(key));
    }
    show(courses.board());
  }

  private void change(Courses courses, VerifyingKey wanted) {
    if (courses.board().equals(Optional.of(wanted))) {
      return;
    }
    courses.trust(wanted);
    terminal.say("modules are now judged by this board; fetch them again to check them");
  }

  private void show(Optional<VerifyingKey> board) {
    if (json) {
      terminal.print(fields -> {
        if (board.isPresent()) {
          fields.writeStringField("board_key", board.get().hex());
          fields.writeStringField("board_key_id", board.get().id().hex());
        }
      });
    } else if (board.isEmpty()) {
      terminal.say("this device knows no curriculum board");
      terminal.hint("ask for its key over another channel, then run: busel trust KEY");
    } else {
      terminal.print("board key  " + board.get().hex());
      terminal.print("key id     " + board.get().id().forPeople());
    }
  }

  private static VerifyingKey parsed(String typed) {
    return VerifyingKey.parse(typed.replaceAll("\\s", "").toLowerCase(Locale.ROOT))
        .orElseThrow(() ->
            Stop.misused(
                "a board's key is 64 hexadecimal digits; this is not",
                "busel trust shows the present one"));
  }
}
