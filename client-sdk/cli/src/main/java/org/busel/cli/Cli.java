package org.busel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.busel.cli.terminal.Exit;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.keys.VaultException;
import org.busel.sdk.BuselException;
import org.busel.sdk.Options;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The whole of `busel` for one terminal: from the words of a command line to an exit code. One command at a time.
final class Cli {
  private static final int HELP_COLUMNS = 96;

  private final Terminal terminal;
  private final CommandLine busel;

  /// What picocli itself prints (help and version), until the command is over.
  private final StringWriter printed = new StringWriter();

  /// @param options how devices behave, apart from what the command line says
  Cli(Terminal terminal, Options options) {
    this.terminal = terminal;
    ProfileOptions general = ProfileOptions.beforeTheVerb();
    this.busel = new CommandLine(new BuselCommand());
    Verbs.addTo(busel, terminal, general, options);
    busel
        .addMixin("profile", general)
        .setOut(new PrintWriter(printed))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setUsageHelpWidth(HELP_COLUMNS)
        .setExecutionExceptionHandler((failure, _, _) -> code(explained(failure)))
        .setParameterExceptionHandler((complaint, _) -> code(explained(complaint)));
    inHouseStyle(busel.getCommandSpec());
  }

  Exit run(String... arguments) {
    SpokenHelp.speak(busel, arguments);
    int code = busel.execute(arguments);
    try {
      printed.toString().stripTrailing().lines().forEach(terminal::print);
    } catch (Stop stop) {
      terminal.explain(stop);
      return stop.exit();
    }
    return exit(code);
  }

  CommandSpec spec() {
    return busel.getCommandSpec();
  }

  /// A command line complaint, a stop, a failure of the SDK, or a fault of our own.
  private Exit explained(Exception failure) {
    Stop stop =
        switch (failure) {
          case Stop known -> known;
          case ParameterException complaint -> UsageErrors.of(complaint);
          case UncheckedIOException disk ->
              Stop.unavailable(disk.getMessage() + because(disk), "try the same again");
          case VaultException disk ->
              Stop.unavailable(disk.getMessage() + because(disk), "try the same again");
          case BuselException unsure ->
              Stop.unavailable(unsure.getMessage() + because(unsure), "try the same again");
          default ->
              Stop.unavailable(
                  "a fault in busel itself: " + failure,
                  "report it, with the lines that BUSEL_TRACE=1 adds");
        };
    terminal.explain(stop);
    if (terminal.surroundings().variable("BUSEL_TRACE").isPresent()) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      trace.toString().lines().forEach(terminal::say);
    }
    return stop.exit();
  }

  private static String because(Exception failure) {
    Throwable cause = failure.getCause();
    return cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage();
  }

  private static int code(Exit exit) {
    return exit.code();
  }

  private static Exit exit(int code) {
    for (Exit exit : Exit.values()) {
      if (exit.code() == code) {
        return exit;
      }
    }
    throw new IllegalStateException("no meaning for exit code " + code);
  }

  private static void inHouseStyle(CommandSpec spec) {
    spec.version("busel " + version());
    spec.usageMessage()
        .synopsisHeading("usage: ")
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .optionListHeading("%n")
        .commandListHeading("%n")
        .abbreviateSynopsis(true)
        .sortOptions(false);
    spec.subcommands().values().forEach(verb -> inHouseStyle(verb.getCommandSpec()));
  }

  private static String version() {
    try (InputStream text =
        Objects.requireNonNull(Cli.class.getResourceAsStream("version.txt"), "version.txt")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("version.txt cannot be read", e);
    }
  }
}
