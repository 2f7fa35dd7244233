package org.busel.cli;

import java.time.Duration;
import java.util.Optional;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import org.busel.wire.MeetLink;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Makes a contact invitation.
@Command(
    name = "invite",
    description = {
      "make an invitation for one person",
      "",
      "The link goes to standard output, and to a terminal as a QR code too. Whoever answers it",
      "first becomes a contact, so hand it over privately."
    },
    footer = {"", "example:", "  busel invite --expires 2d"})
final class InviteVerb extends ProfileVerb {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  private final Terminal terminal;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      defaultValue = "7d",
      converter = DurationText.class,
      description = "how long it is good, 1m to 30d (default: 7d)")
  private Duration expires = Duration.ofDays(7);

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "what to call whoever answers; busel rename changes it later")
  private @Nullable String name;

  @Option(names = "--no-qr", description = "show no QR code")
  private boolean noQr;

  InviteVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void check() {
    if (expires.compareTo(SHORTEST) < 0 || expires.compareTo(LONGEST) > 0) {
      throw Stop.misused("an invitation is good for 1m to 30d", "busel invite --expires 7d");
    }
  }

  @Override
  void run(Device device) {
    MeetLink link = invitation(device);
    QrCode.show(terminal, noQr ? Optional.empty() : Optional.of(link.text()));
    terminal.say(
        "good until "
            + new Times(terminal.surroundings().zone()).minute(link.expiresAt())
            + ", for the first who answers");
    terminal.hint("your contact types: busel add 'LINK'");
    terminal.hint("then fetch the answer: busel receive");
    terminal.print(link.text());
  }

  private MeetLink invitation(Device device) {
    if (name == null) {
      return device.invite(expires);
    }
    try {
      return device.invite(name, expires);
    } catch (IllegalArgumentException e) {
      throw Stop.misused("the name cannot be used: " + e.getMessage(), "busel invite --name NAME");
    }
  }
}
