package org.busel.load.kill;

import java.time.Duration;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.busel.load.Loop;
import org.busel.load.relay.RelayProcess;

/// Kills a relay again and again while it carries messages, and proves from its devices' journals what it promised.
///
/// In every round a third of the receivers stays away, so that their envelopes are read back from disk in a later one. A relay is
/// killed when it has accepted so many messages, or in one round of six after so many milliseconds, most likely while devices are
/// logging in; one in eight is killed once more while it is still starting. These numbers come from the seed; what the relay is
/// doing at that moment does not.
public final class KillRounds {
  private static final int AWAY_IN = 3;
  private static final int KILLED_WHILE_STARTING_IN = 8;
  private static final int KILLED_WHILE_CONNECTING_IN = 6;
  private static final long LATEST_MILLIS = 1_200;
  private static final int MOST_ACCEPTED = 3_000;
  private static final Duration LONGEST_ROUND = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RelayProcess.Start how;
  private final SplittableRandom random;
  private final Journals journals;
  private int killsWhileStarting;

  private KillRounds(Loop loop, RelayProcess.Start how, long seed) {
    this.how = how;
    this.random = new SplittableRandom(seed);
    this.journals = Journals.open(loop, how, seed);
  }

  /// Runs rounds on a fresh folder, and blocks until the last message has arrived.
  ///
  /// @param seed of moments and contents
  /// @param told gets a line now and then
  public static KillReport run(
      Loop loop, RelayProcess.Start how, int rounds, long seed, Consumer<String> told) {
    KillRounds run = new KillRounds(loop, how, seed);
    for (int round = 1; round <= rounds; round++) {
      run.round();
      if (round % 10 == 0 && round < rounds) {
        told.accept(
            "after "
                + round
                + " kills: "
                + run.journals.report(round, run.killsWhileStarting).more());
      }
    }
    run.journals.stopWriting();
    // The last relay lives until everything has arrived.
    try (RelayProcess relay = RelayProcess.start(how)) {
      run.journals.write(relay, Journals.all(), 1, Duration.ofSeconds(1));
      boolean _ = run.journals.settle(Journals.all(), PATIENCE);
    }
    return run.journals.report(rounds, run.killsWhileStarting);
  }

  private void round() {
    if (random.nextInt(KILLED_WHILE_STARTING_IN) == 0) {
      RelayProcess.startAndKill(how, Duration.ofMillis(random.nextLong(1, LATEST_MILLIS)));
      killsWhileStarting++;
    }
    BitSet readers = Journals.all();
    for (int i = 0; i < Journals.MAILBOXES; i++) {
      if (random.nextInt(AWAY_IN) == 0) {
        readers.clear(i);
      }
    }
    Duration until = LONGEST_ROUND;
    long messages = Long.MAX_VALUE;
    if (random.nextInt(KILLED_WHILE_CONNECTING_IN) == 0) {
      until = Duration.ofMillis(random.nextLong(LATEST_MILLIS));
    } else {
      messages = random.nextLong(1, MOST_ACCEPTED);
    }
    try (RelayProcess relay = RelayProcess.start(how)) {
      journals.write(relay, readers, messages, until);
      relay.kill();
    }
  }
}
