package org.busel.relay;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command `busel-relay`. Data goes to stdout, talk to stderr; one `error:` line and one `hint:` line when
/// something cannot be done. Exit codes: 0 done, 1 refused by a rule, 2 bad usage or configuration, 3 unavailable.
@Command(
    name = "busel-relay",
    description = "carries sealed messages and serves signed courses",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      InviteCommand.class,
      RevokeCommand.class,
      CheckConfigCommand.class,
      ReloadCommand.class,
      DoctorCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      StoreCommand.class,
      LogCommand.class,
      WitnessCommand.class,
      PrepareCommand.class,
      TrustCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Main {
  static final int DONE = 0;
  static final int REFUSED = 1;
  static final int BAD_USAGE = 2;
  static final int UNAVAILABLE = 3;

  private Main() {}

  /// Runs one command and exits with its code.
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /// Runs one command and returns its exit code.
  static int run(String... arguments) {
    CommandLine line = new CommandLine(new Main());
    line.setParameterExceptionHandler(Main::badUsage);
    line.setExecutionExceptionHandler(failed());
    return line.execute(arguments.length == 0 ? new String[] {"help"} : arguments);
  }

  static void error(String message, String hint) {
    PrintStream talk = System.err;
    talk.println("busel-relay: error: " + message);
    talk.println("busel-relay: hint: " + hint);
  }

  private static int fail(int code, RuntimeException failure, String hint) {
    error(String.valueOf(failure.getMessage()), hint);
    return code;
  }

  private static int badUsage(ParameterException wrong, String[] arguments) {
    String message = String.valueOf(wrong.getMessage());
    String name = wrong.getCommandLine().getCommandName();
    String topic = name.equals("busel-relay") ? "" : " " + name;
    error(
        wrong instanceof UnmatchedArgumentException unmatched
            ? "there is no " + String.join(" ", unmatched.getUnmatched())
            : Character.toLowerCase(message.charAt(0)) + message.substring(1),
        "run: busel-relay help" + topic);
    return BAD_USAGE;
  }

  private static IExecutionExceptionHandler failed() {
    return (failure, _, _) ->
        switch (failure) {
          case ConfigException config -> fail(BAD_USAGE, config, config.hint());
          case CannotStart start -> fail(UNAVAILABLE, start, start.hint());
          default -> throw failure;
        };
  }
}
