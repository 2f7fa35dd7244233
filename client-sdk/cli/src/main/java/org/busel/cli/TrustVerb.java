package org.busel.cli;

import java.util.Locale;
import java.util.Optional;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.Sha256;
import org.busel.sdk.Device;
import org.busel.sdk.courses.Courses;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows and changes the root of the trust chain.
@Command(
    name = "trust",
    description = {
      "show or change the root by which modules are judged",
      "",
      "The root names the curriculum board, which says whose signatures count on modules. What is shown",
      "is the hash of the first root, which came with the relay's invitation. Change it only for one",
      "that the board gave you over another channel."
    },
    footer = {"", "example:", "  busel trust"})
final class TrustVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "ROOT",
      description = "the hash of the first root from now on, 64 hexadecimal digits")
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
    show(courses.anchor());
  }

  private void change(Courses courses, Sha256 wanted) {
    if (courses.anchor().equals(Optional.of(wanted))) {
      return;
    }
    courses.trust(wanted);
    terminal.say("modules are now judged by this root; fetch them again to check them");
  }

  private void show(Optional<Sha256> root) {
    if (json) {
      terminal.print(fields -> {
        if (root.isPresent()) {
          fields.writeStringField("trust_root", root.get().hex());
        }
      });
    } else if (root.isEmpty()) {
      terminal.say("this device knows no root to judge modules by");
      terminal.hint("ask for it over another channel, then run: busel trust ROOT");
    } else {
      terminal.print("trust root  " + root.get().hex());
    }
  }

  private static Sha256 parsed(String typed) {
    return Sha256.parse(typed.replaceAll("\\s", "").toLowerCase(Locale.ROOT))
        .orElseThrow(() ->
            Stop.misused(
                "a root is 64 hexadecimal digits; this is not",
                "busel trust shows the present one"));
  }
}
