package org.busel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.busel.cli.terminal.Stop;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns picocli's complaints about a command line into the words of this house.
final class UsageErrors {
  private UsageErrors() {}

  static Stop of(ParameterException complaint) {
    CommandLine command = complaint.getCommandLine();
    List<String> hints = new ArrayList<>();
    String error =
        switch (complaint) {
          case UnmatchedArgumentException unmatched -> unmatched(unmatched, command, hints);
          case MissingParameterException missing -> missing(missing, command);
          default -> lowerCase(String.valueOf(complaint.getMessage()));
        };
    hints.add(help(command));
    return Stop.misused(error, hints.toArray(String[]::new));
  }

  private static String unmatched(
      UnmatchedArgumentException complaint, CommandLine command, List<String> hints) {
    String first = complaint.getUnmatched().getFirst();
    String verb = command.getCommandSpec().qualifiedName();
    if (complaint.isUnknownOption()) {
      List<String> options =
          command.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
      NearestNames.of(first, options).forEach(name -> hints.add("did you mean " + name + "?"));
      return verb + " has no option " + first;
    }
    if (!command.getSubcommands().isEmpty()
        && command.getCommandSpec().positionalParameters().isEmpty()) {
      NearestNames.of(first, command.getSubcommands().keySet())
          .forEach(name -> hints.add(verb + " " + name));
      return "there is no verb \"" + (verb + " " + first).replaceFirst("^busel ", "") + "\"";
    }
    hints.add("put words that belong together into quotes: 'like this'");
    return verb + " does not know what to do with \"" + first + "\"";
  }

  private static String missing(MissingParameterException complaint, CommandLine command) {
    String names =
        complaint.getMissing().stream().map(UsageErrors::name).collect(Collectors.joining(", "));
    boolean value = complaint.getMissing().stream().allMatch(UsageErrors::typedWithoutValue);
    return value && complaint.getMissing().getFirst().isOption()
        ? names + " needs a value"
        : command.getCommandSpec().qualifiedName() + " needs " + names;
  }

  private static boolean typedWithoutValue(ArgSpec argument) {
    return argument instanceof OptionSpec option && !option.required();
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String help(CommandLine command) {
    String verb = command.getCommandSpec().qualifiedName();
    return verb.equals("busel") ? "busel help" : verb.replaceFirst("^busel ", "busel help ");
  }

  private static String lowerCase(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }
}
