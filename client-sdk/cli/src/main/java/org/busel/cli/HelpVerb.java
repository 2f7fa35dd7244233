package org.busel.cli;

import java.util.List;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says what the verbs do.
@Command(
    name = "help",
    description = "say what a verb does",
    footer = {"", "example:", "  busel help send"})
final class HelpVerb extends Verb {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "VERB", arity = "0..*", description = "which verb, such as: course list")
  private List<String> path = List.of();

  HelpVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    CommandLine command = spec.root().commandLine();
    for (String name : path) {
      CommandLine next = command.getSubcommands().get(name);
      if (next == null) {
        throw Stop.misused("there is no verb \"" + name + "\"", suggestions(command, name));
      }
      command = next;
    }
    command.getUsageMessage().stripTrailing().lines().forEach(terminal::print);
  }

  /// What can be typed instead of `help PATH NAME`.
  private static String[] suggestions(CommandLine command, String name) {
    String known = command.getCommandSpec().qualifiedName();
    List<String> nearest = NearestNames.of(name, command.getSubcommands().keySet());
    if (nearest.isEmpty()) {
      return new String[] {known.equals("busel") ? "busel help" : known + " --help"};
    }
    return nearest.stream()
        .map(other -> (known + " " + other).replaceFirst("^busel ", "busel help "))
        .toArray(String[]::new);
  }
}
