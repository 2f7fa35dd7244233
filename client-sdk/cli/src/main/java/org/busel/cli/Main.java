package org.busel.cli;

import java.io.BufferedInputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.busel.cli.terminal.Surroundings;
import org.busel.cli.terminal.Terminal;
import org.busel.cli.terminal.TtyKeyboard;
import org.busel.sdk.Options;

/// Where the process begins and its exit code is decided.
final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // Not System.in and System.out: they follow the locale, and a newcomer's machine often has
    // none.
    InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
    Terminal terminal =
        new Terminal(
            in,
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            surroundings(System.getenv()),
            new TtyKeyboard(in));
    System.exit(new Cli(terminal, Options.DEFAULTS).run(arguments).code());
  }

  /// `ops/busel` knows which of the three streams are terminals; Java can only tell whether all are.
  private static Surroundings surroundings(Map<String, String> variables) {
    List<String> terminals =
        Optional.ofNullable(System.getProperty("busel.terminals"))
            .map(names -> List.of(names.split(",", -1)))
            .orElseGet(() -> console() ? List.of("in", "out", "err") : List.of());
    return new Surroundings(
        Path.of(System.getProperty("user.home")),
        ZoneId.systemDefault(),
        terminals.contains("in"),
        terminals.contains("out"),
        terminals.contains("err"),
        variables);
  }

  @SuppressWarnings("SystemConsoleNull") // JDK 25 answers null again where there is no terminal
  private static boolean console() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
