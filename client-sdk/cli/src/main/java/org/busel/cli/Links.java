package org.busel.cli;

import java.nio.charset.StandardCharsets;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.wire.JoinLink;
import org.busel.wire.MeetLink;
import org.busel.wire.Parsed;

/// Reads the two kinds of invitation. A link is a secret and the command line is not, so `-` reads it from standard
/// input. Nothing said here repeats it.
final class Links {
  private static final int LONGEST_BYTES = 64 * 1024;

  private final Terminal terminal;

  Links(Terminal terminal) {
    this.terminal = terminal;
  }

  /// A relay's invitation.
  JoinLink join(String typed) {
    String text = text(typed);
    if (MeetLink.parse(text) instanceof Parsed.Link<MeetLink>) {
      throw Stop.misused("this invites to a conversation, not to a relay", "busel add LINK");
    }
    return whole(
        JoinLink.parse(text), JoinLink.PREFIX, "an operator makes one: busel-relay invite");
  }

  /// A person's invitation.
  MeetLink meet(String typed) {
    String text = text(typed);
    if (JoinLink.parse(text) instanceof Parsed.Link<JoinLink>) {
      throw Stop.misused("this invites to a relay, not to a conversation", "busel init LINK");
    }
    return whole(MeetLink.parse(text), MeetLink.PREFIX, "your contact makes one: busel invite");
  }

  private String text(String typed) {
    if (!typed.equals("-")) {
      return typed;
    }
    return terminal
        .input(LONGEST_BYTES)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
        .orElseThrow(() -> Stop.misused("standard input is too long for a link"));
  }

  private static <L> L whole(Parsed<L> parsed, String prefix, String origin) {
    return switch (parsed) {
      case Parsed.Link<L>(L link) -> link;
      case Parsed.NotALink<L> _ ->
          throw Stop.misused(
              "this is not such an invitation; one begins with " + prefix,
              "put the whole link into quotes: '" + prefix + "…'",
              origin);
      case Parsed.Damaged<L>(String reason) ->
          throw Stop.misused(
              "the invitation is damaged: " + reason, "copy the whole link, or ask for another");
      case Parsed.TooNew<L> _ ->
          throw Stop.misused("the invitation was made by a later version", "update busel");
    };
  }
}
