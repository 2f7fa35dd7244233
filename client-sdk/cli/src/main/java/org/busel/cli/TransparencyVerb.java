package org.busel.cli;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import org.busel.sdk.KeyLogState;
import org.busel.sdk.KeyLogTrouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Says whether the relay shows everybody the same keys.
@Command(
    name = "transparency",
    description = {
      "show whether the relay shows everybody the same keys",
      "Your relay keeps a log of everybody's keys that it cannot change without being found out. "
          + "This device looks at it by itself, compares it with what your contacts see, and stops taking "
          + "new keys when something is wrong."
    },
    footer = {"", "example:", "  busel transparency", "  busel transparency --words be"})
final class TransparencyVerb extends ProfileVerb {
  private final Terminal terminal;

  @Option(names = "--go-on", description = "you have asked the operator: go on with the log as it is now")
  private boolean goOn;

  @Option(
      names = "--without-witness",
      description = "take new keys although the witness says nothing; --with-witness undoes it")
  private boolean withoutWitness;

  @Option(names = "--with-witness", hidden = true, description = "wait for the witness again")
  private boolean withWitness;

  @Option(
      names = "--words",
      paramLabel = "LANG",
      description = "language of the answer: en, be or ru (default: en)")
  private String language = "en";

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  TransparencyVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    KeyLogWords words = KeyLogWords.in(language);
    if (goOn) {
      device.transparency().goOn();
    }
    if (withoutWitness || withWitness) {
      device.transparency().goOnWithoutWitness(withoutWitness);
    }
    KeyLogState state = device.transparency().look();
    if (json) {
      terminal.print(fields -> {
        fields.writeBooleanField("kept", state.isKept());
        fields.writeNumberField("leaves", state.leaves());
        fields.writeStringField("seen", time(state.seen()));
        fields.writeBooleanField("own_keys_stand", state.ownKeysStand());
        fields.writeBooleanField("has_witness", state.hasWitness());
        fields.writeStringField("witnessed", time(state.witnessed()));
        fields.writeBooleanField("takes_keys", state.takesKeys());
        fields.writeStringField(
            "trouble",
            state.trouble().map(it -> it.name().toLowerCase(Locale.ROOT)).orElse(""));
      });
    } else {
      lines(state, words);
    }
    if (state.trouble().isPresent()) {
      throw warning(state.trouble().get(), words);
    }
    if (state.isKept() && !state.takesKeys()) {
      throw Stop.refused(words.say("witness-silent"), words.say("witness-silent.hint"));
    }
  }

  private void lines(KeyLogState state, KeyLogWords words) {
    if (!state.isKept()) {
      terminal.print(words.say("not-kept"));
      return;
    }
    terminal.print(
        state.leaves() == 0
            ? words.say("not-seen")
            : words.say("seen", state.leaves(), time(state.seen())));
    terminal.print(words.say(state.ownKeysStand() ? "own-stand" : "own-missing"));
    terminal.print(
        !state.hasWitness()
            ? words.say("no-witness")
            : state
                .witnessed()
                .map(at -> words.say("witnessed", at))
                .orElseGet(() -> words.say("not-witnessed")));
    if (state.takesKeys()) {
      terminal.print(words.say("well"));
    }
  }

  /// A warning that a person under pressure understands, and what to do.
  static Stop warning(KeyLogTrouble trouble, KeyLogWords words) {
    String name = trouble.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return Stop.refused(
        words.say(name), words.say(name + ".hint"), words.say("go-on"));
  }

  private static String time(Optional<Instant> at) {
    return at.map(Instant::toString).orElse("");
  }
}
