package org.busel.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.busel.relay.auth.RelayKeys;
import org.busel.relay.auth.SenderCertificates;

/// W5: how many messages two devices in one thread seal to and open from each other, in turns, with all that a session
/// does for each (ratchets, sealed sender, padding, checks), against libsignal alone. Without disk and network.
///
/// The two run alternately, a second each. What counts is the thread's processor time, so that others on the machine
/// take nothing away.
final class Sealing {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int WARM_UP_ROUNDS = 3;
  private static final long ROUND_NANOS = 1_000_000_000L;
  private static final int MESSAGES_A_TURN = 2;

  private Sealing() {}

  /// Prints a line for each round, and the ratio of the medians.
  ///
  /// @param folder where the keys of a relay are made, which vouches for both
  /// @return messages sealed and opened in a second of processor time
  static long run(Path folder, Duration window) {
    Runnable busel = busel(folder);
    Runnable bare = bare();
    System.out.println(
        "280 characters each way in turns, one thread, sealed and opened, a cpu second");
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int round = -WARM_UP_ROUNDS; round < Math.max(3, window.toSeconds()); round++) {
      double bareRate = rate(bare);
      double buselRate = rate(busel);
      if (round >= 0) {
        theirs.add(bareRate);
        ours.add(buselRate);
        System.out.printf("bare libsignal %.0f msgs, busel %.0f msgs%n", bareRate, buselRate);
      }
    }
    System.out.printf("busel / bare libsignal: %.2f%n", median(ours) / median(theirs));
    return Math.round(median(ours));
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

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
