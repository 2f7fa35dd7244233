package org.busel.benchmarks;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of every workload in which the relay may meet a peer.
final class Contest {
  private static final int LONGEST_SECONDS = 600;
  private static final int MOST_ROUNDS = 99;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--peer",
      paramLabel = "NAME",
      description = "measure this one in turns with the relay: ${COMPLETION-CANDIDATES}")
  private @Nullable Peer peer;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "length of each window (default: ${DEFAULT-VALUE})")
  private int seconds = 10;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "windows of each server (default: 3 with a peer, otherwise 1)")
  private int rounds;

  @Option(
      names = "--tls",
      paramLabel = "on|off",
      description = "whether connections are encrypted, on both sides (default: ${DEFAULT-VALUE})")
  private Switch tls = Switch.ON;

  /// A word for a choice of two.
  enum Switch {
    ON,
    OFF
  }

  /// @throws ParameterException if an option is out of range
  void check() {
    inRange("--seconds", seconds, 1, LONGEST_SECONDS);
    inRange("--rounds", rounds, 0, MOST_ROUNDS);
  }

  /// @throws ParameterException unless `lowest <= value <= highest`
  void inRange(String option, int value, int lowest, int highest) {
    if (value < lowest || value > highest) {
      throw new ParameterException(
          spec.commandLine(), option + " " + value + " is not from " + lowest + " to " + highest);
    }
  }

  /// The peer, if one was asked for and is on this machine. Says what to type if it is not.
  Optional<Peer> installedPeer() {
    if (peer != null && peer.program().path().isEmpty()) {
      System.out.println(
          "skipped: "
              + peer.program().program()
              + " is not installed; to have it: "
              + peer.program().howToInstall());
      return Optional.empty();
    }
    return Optional.ofNullable(peer);
  }

  Duration window() {
    return Duration.ofSeconds(seconds);
  }

  int rounds() {
    return rounds > 0 ? rounds : peer != null ? 3 : 1;
  }

  boolean tls() {
    return tls == Switch.ON;
  }
}
