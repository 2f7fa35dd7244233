package org.busel.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.load.Loop;
import org.busel.load.MessageServer;
import org.busel.load.offline.Backlog;
import org.busel.load.offline.Backlog.Phase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// W2: messages for people who are away, and then they all come back.
@Command(
    name = "W2",
    description = {
      "Messages into offline mailboxes, then all owners connect and drain them; connecting counts.",
      "The last line: stored in a second, drained in a second, and by how much each is above the"
          + " peer's."
    },
    mixinStandardHelpOptions = true)
final class OfflineDrain implements Runnable {
  private static final int MOST_MESSAGES = 1_000_000;
  private static final int MOST_MAILBOXES = 5_000;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @Mixin private Contest contest = new Contest();

  @Option(
      names = "--messages",
      paramLabel = "N",
      description = "in all (default: ${DEFAULT-VALUE})")
  private int messages = 100_000;

  @Option(
      names = "--mailboxes",
      paramLabel = "N",
      description = "that they go into (default: ${DEFAULT-VALUE})")
  private int mailboxes = 1_000;

  private OfflineDrain() {}

  @Override
  public void run() {
    contest.check();
    contest.inRange("--mailboxes", mailboxes, 1, MOST_MAILBOXES);
    contest.inRange("--messages", messages, mailboxes, MOST_MESSAGES);
    Optional<Peer> peer = contest.installedPeer();
    System.out.println(Machine.line());
    try (Scratch scratch = Scratch.make();
        Loop loop = new Loop();
        Sides sides = Sides.start(loop, scratch, contest, peer, mailboxes)) {
      List<List<Double>> stored = new ArrayList<>();
      List<List<Double>> drained = new ArrayList<>();
      sides
          .servers()
          .forEach(_ -> {
            stored.add(new ArrayList<>());
            drained.add(new ArrayList<>());
          });
      System.out.println(
          "server | phase | msgs/s | seconds | server cpu µs a message | driver cpu µs | resident"
              + " MiB before, after | growth in bytes a message");
      for (int round = 0; round < contest.rounds(); round++) {
        for (int i = 0; i < sides.servers().size(); i++) {
          MessageServer server = sides.servers().get(i);
          Backlog backlog = new Backlog(loop, server, mailboxes, messages, PATIENCE);
          stored.get(i).add(print(server, "store", backlog.store()));
          drained.get(i).add(print(server, "drain", backlog.drain()));
        }
      }
      System.out.println(last(stored, drained));
    }
  }

  private static double print(MessageServer server, String name, Phase phase) {
    System.out.printf(
        "%8s | %5s | %7.0f | %6.1f | %6.1f | %5.1f | %6.1f %6.1f | %7.0f%n",
        server.name(),
        name,
        phase.perSecond(),
        phase.seconds(),
        phase.serverMicros(),
        phase.driverMicros(),
        phase.kibBefore() / 1024.0,
        phase.kibAfter() / 1024.0,
        (phase.kibAfter() - phase.kibBefore()) * 1024.0 / phase.messages());
    return phase.perSecond();
  }

  private static String last(List<List<Double>> stored, List<List<Double>> drained) {
    double store = Series.median(stored.getFirst());
    double drain = Series.median(drained.getFirst());
    if (stored.size() == 1) {
      return String.format("W2 %.0f %.0f ratio - -", store, drain);
    }
    return String.format(
        "W2 %.0f %.0f ratio %.2f %.2f",
        store, drain, store / Series.median(stored.get(1)), drain / Series.median(drained.get(1)));
  }
}
