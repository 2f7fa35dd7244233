package org.busel.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.busel.relay.auth.RelayKeys;
import org.busel.relay.auth.SenderCertificates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// W5: how many messages two devices in one thread seal to and open from each other, in turns, with all that a session
/// does for each (ratchets, sealed sender, padding, checks), against libsignal alone. Without disk and network.
///
/// The two run alternately, a second each. What counts is the thread's processor time, so that others on the machine
/// take nothing away.
@Command(
    name = "W5",
    description =
        "Messages that a device seals and opens in a second of processor time, against bare"
            + " libsignal.",
    mixinStandardHelpOptions = true)
final class Sealing implements Runnable {
  private static final int LONGEST_SECONDS = 600;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int WARM_UP_ROUNDS = 3;
  private static final long ROUND_NANOS = 1_000_000_000L;
  private static final int MESSAGES_A_TURN = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "seconds of processor time for each of the two (default: ${DEFAULT-VALUE})")
  private int seconds = 10;

  private Sealing() {}

  @Override
  public void run() {
    if (seconds < 3 || seconds > LONGEST_SECONDS) {
      throw new ParameterException(
          spec.commandLine(), "--seconds " + seconds + " is not from 3 to " + LONGEST_SECONDS);
    }
    System.out.println(Machine.line());
    try (Scratch scratch = Scratch.make()) {
      System.out.println(measure(scratch.folder()));
    }
  }

  private String measure(Path folder) {
    Runnable busel = busel(folder);
    Runnable bare = bare();
    System.out.println(
        "280 characters each way in turns, one thread, sealed and opened, a cpu second");
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int round = -WARM_UP_ROUNDS; round < seconds; round++) {
      double bareRate = rate(bare);
      double buselRate = rate(busel);
      if (round >= 0) {
        theirs.add(bareRate);
        ours.add(buselRate);
        System.out.printf("bare libsignal %.0f msgs, busel %.0f msgs%n", bareRate, buselRate);
      }
    }
    double median = Series.median(ours);
    return String.format("W5 %.0f ratio %.2f", median, median / Series.median(theirs));
  }

  private static Runnable busel(Path folder) {
    RelayKeys keys = RelayKeys.open(folder.resolve("relay-keys"), new SecureRandom());
    SenderCertificates certificates = new SenderCertificates(keys, Clock.systemUTC());
    Party alice = new Party(keys.trustRootPublic(), certificates);
    Party bob = new Party(keys.trustRootPublic(), certificates);
    alice.meet(bob);
    bob.trust(alice);
    return () -> {
      bob.open(alice.seal(bob));
      alice.open(bob.seal(alice));
    };
  }

  private static Runnable bare() {
    BareParty.Authority authority = BareParty.Authority.make();
    BareParty alice = new BareParty(authority);
    BareParty bob = new BareParty(authority);
    alice.meet(bob);
    return () -> {
      bob.open(alice.seal(bob));
      alice.open(bob.seal(alice));
    };
  }

  private static double rate(Runnable turn) {
    long startedAt = THREADS.getCurrentThreadCpuTime();
    long messages = 0;
    while (THREADS.getCurrentThreadCpuTime() - startedAt < ROUND_NANOS) {
      turn.run();
      messages += MESSAGES_A_TURN;
    }
    return messages / ((THREADS.getCurrentThreadCpuTime() - startedAt) / 1e9);
  }
}
