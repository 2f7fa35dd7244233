package org.busel.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.busel.load.Crowd;
import org.busel.load.Loop;
import org.busel.load.relay.Cast;
import org.busel.load.relay.Dialler;
import org.busel.load.relay.Line;
import org.busel.load.relay.Persona;
import org.busel.load.relay.RelayProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// W3: devices that are logged in over TLS and have nothing to say.
@Command(
    name = "W3",
    description = {
      "Idle TLS connections, each logged in as a device of its own.",
      "The last line: by how many bytes each makes the relay's resident memory grow, and how many"
          + " are set up in a second."
    },
    mixinStandardHelpOptions = true)
final class IdleConnections implements Runnable {
  private static final int MOST = 18_000;
  private static final int CONNECTING = 32;
  private static final int FIRST = 200;
  private static final Duration SETTLE = Duration.ofSeconds(5);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "how many, 1 to 18000 (default: ${DEFAULT-VALUE})")
  private int connections = 2_000;

  private IdleConnections() {}

  @Override
  public void run() {
    if (connections < 1 || connections > MOST) {
      throw new ParameterException(
          spec.commandLine(), "--connections " + connections + " is not from 1 to " + MOST);
    }
    System.out.println(Machine.line());
    try (Scratch scratch = Scratch.make();
        Loop loop = new Loop()) {
      Path folder = scratch.part("relay");
      List<Persona> cast = Cast.register(folder, connections);
      try (RelayProcess relay =
          RelayProcess.start(RelayProcess.Start.usual(Machine.checkout(), folder))) {
        System.out.println(measure(loop, relay, cast));
      }
    }
  }

  private static String measure(Loop loop, RelayProcess relay, List<Persona> cast) {
    Dialler dialler = new Dialler(loop, relay.authority());
    // The first ones pay for code that has never run.
    List<Line> first = logIn(loop, relay, dialler, cast.subList(0, Math.min(FIRST, cast.size())));
    loop.call("closing", () -> first.forEach(Line::close));
    loop.run(SETTLE);
    long before = relay.process().residentKib();
    long cpu = relay.process().cpuMicros();
    long startedAt = System.nanoTime();
    List<Line> lines = logIn(loop, relay, dialler, cast);
    double seconds = (System.nanoTime() - startedAt) / 1e9;
    cpu = relay.process().cpuMicros() - cpu;
    long atOnce = relay.process().residentKib();
    loop.run(SETTLE);
    long after = relay.process().residentKib();
    long idleCpu = relay.process().cpuMicros();
    loop.run(SETTLE);
    idleCpu = relay.process().cpuMicros() - idleCpu;
    loop.call("closing", () -> lines.forEach(Line::close));
    System.out.printf(
        "%d connections | set up in %.1f s | relay cpu %.0f µs a set-up | resident MiB %.1f, then"
            + " %.1f, 5 s later %.1f | relay cpu when idle %.1f %%%n",
        cast.size(),
        seconds,
        (double) cpu / cast.size(),
        before / 1024.0,
        atOnce / 1024.0,
        after / 1024.0,
        idleCpu / 1e4 / SETTLE.toSeconds());
    return String.format(
        "W3 %d bytes %.0f setups/s",
        Math.round((after - before) * 1024.0 / cast.size()), cast.size() / seconds);
  }

  private static List<Line> logIn(
      Loop loop, RelayProcess relay, Dialler dialler, List<Persona> cast) {
    return Crowd.connect(
        loop,
        cast.size(),
        CONNECTING,
        i -> dialler.inbox(relay.address(), cast.get(i), new Line.Reader() {}));
  }
}
