package org.busel.cli;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.busel.author.preview.PreviewServer;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows a module in a browser.
@Command(
    name = "preview",
    description = {
      "show a module in a browser of this machine, again whenever its text changes",
      "",
      "Stays until Ctrl-C; where no terminal is, until standard input ends. Only this machine is",
      "answered."
    },
    footer = {"", "example:", "  busel module preview courses/right-to-a-fair-trial"})
final class ModulePreviewVerb extends Verb {
  private static final int MOST_INPUT = 1 << 20;

  private final Terminal terminal;
  private final Clock clock;

  @Parameters(paramLabel = "DIR", description = "the module's folder, where module.yaml is")
  private Path folder = Path.of("");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "where to listen on the loopback (default: any that is free)")
  private int port;

  ModulePreviewVerb(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public void run() {
    if (!Files.isDirectory(folder)) {
      throw Findings.noFolder(folder);
    }
    if (port < 0 || port > 65_535) {
      throw Stop.misused("a port is 0 to 65535", "leave --port out for any that is free");
    }
    try (PreviewServer server = PreviewServer.start(folder, port, clock)) {
      terminal.print(server.address().toString());
      terminal.say("open this in a browser; Ctrl-C ends it");
      if (terminal.surroundings().inputIsTerminal()) {
        new CountDownLatch(1).await();
      } else {
        var _ = terminal.input(MOST_INPUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (UncheckedIOException e) {
      throw Stop.unavailable("the port cannot be listened on", "leave --port out");
    }
  }
}
