package org.busel.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.VerifyOutcome;
import org.busel.sdk.session.SafetyNumber;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Compares safety numbers.
@Command(
    name = "verify",
    description = {
      "compare safety numbers with a contact",
      "",
      "Both of you see the same 60 digits if nobody is in between. Compare them face to face or on"
          + " a",
      "call, then say so here, or type what your contact reads to you."
    },
    footer = {"", "example:", "  busel verify hanna --code '05871 29944 …'   (all twelve groups)"})
final class VerifyVerb extends ProfileVerb {
  private static final int GROUPS_A_LINE = 4;

  private final Terminal terminal;

  @Parameters(paramLabel = "NAME", description = "the contact")
  private String name = "";

  @Option(
      names = "--code",
      paramLabel = "DIGITS",
      description = "the 60 digits that your contact reads; blanks do not matter")
  private @Nullable String code;

  @Option(names = "--no-qr", description = "show no QR code")
  private boolean noQr;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  VerifyVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void check() {
    if (code != null) {
      var _ = digits(code);
    }
  }

  @Override
  void run(Device device) {
    Contact contact = People.called(name, device);
    SafetyNumber number = device.safetyNumber(contact);
    if (code != null) {
      compare(device, contact, number, digits(code));
    } else if (!json) {
      show(number);
      confirm(device, contact, number);
    }
    if (json) {
      printJson(People.called(name, device), number);
    }
  }

  private void compare(Device device, Contact contact, SafetyNumber number, String read) {
    if (!number.digits().equals(read)) {
      throw Stop.refused(
          "this is not the safety number of \"" + contact.name() + "\"; somebody may be in between",
          "have it read once more",
          "if it still differs, do not write secrets; tell your contact in another way");
    }
    mark(device, contact, number);
  }

  private void show(SafetyNumber number) {
    QrCode.show(terminal, noQr ? Optional.empty() : Optional.of(number.digits()));
    lines(number).forEach(terminal::print);
  }

  /// Asks the person at the terminal whether the numbers are the same, and marks the contact if they are.
  private void confirm(Device device, Contact contact, SafetyNumber number) {
    if (!terminal.surroundings().inputIsTerminal()) {
      terminal.hint(
          "compare, then run: busel verify " + Typed.word(contact.name()) + " --code 'DIGITS'");
    } else if (terminal.confirms("does \"" + contact.name() + "\" see the same number?")) {
      mark(device, contact, number);
    } else {
      terminal.say("nothing was marked");
    }
  }

  private void mark(Device device, Contact contact, SafetyNumber number) {
    switch (device.markVerified(contact, number)) {
      case VerifyOutcome.Verified(Contact now) ->
          terminal.say("\"" + now.name() + "\" is verified");
      case VerifyOutcome.NotTheSame _ ->
          throw Stop.refused(
              "the safety number has changed meanwhile",
              "compare again: busel verify " + Typed.word(contact.name()));
      case VerifyOutcome.NoSuchContact _ ->
          throw Stop.refused("\"" + contact.name() + "\" is no longer a contact");
    }
  }

  private void printJson(Contact contact, SafetyNumber number) {
    terminal.print(fields -> {
      fields.writeStringField("name", contact.name());
      fields.writeStringField("safety_number", number.digits());
      fields.writeBooleanField("verified", contact.verified());
    });
  }

  /// Twelve groups of five digits, four to a line.
  private static List<String> lines(SafetyNumber number) {
    List<String> groups = List.of(number.grouped().split(" ", -1));
    return IntStream.range(0, groups.size() / GROUPS_A_LINE)
        .mapToObj(line -> groups.subList(line * GROUPS_A_LINE, (line + 1) * GROUPS_A_LINE))
        .map(line -> String.join(" ", line))
        .toList();
  }

  private static String digits(String typed) {
    String digits = typed.replaceAll("[\\s-]", "");
    if (!digits.matches("[0-9]{60}")) {
      throw Stop.misused(
          "a safety number is 60 digits; these are not", "busel verify NAME shows yours");
    }
    return digits;
  }
}
