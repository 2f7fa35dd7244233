package org.busel.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import org.busel.sdk.Event;
import org.busel.sdk.Listening;
import org.busel.sdk.Message;
import org.busel.sdk.ReceiveOutcome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Fetches what waits.
@Command(
    name = "receive",
    description = {
      "send what waits here, then fetch what waits at the relay",
      "",
      "Every message is saved before the relay may forget it; busel history shows it again."
    },
    footer = {"", "example:", "  busel receive --follow"})
final class ReceiveVerb extends ProfileVerb {
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Terminal terminal;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = DurationText.class,
      description = "how long to go on fetching at most, up to 1h (default: 5s)")
  private Duration patience = Duration.ofSeconds(5);

  @Option(
      names = {"-f", "--follow"},
      description = "stay connected and print what comes, until Ctrl-C")
  private boolean follow;

  @Option(
      names = "--lock-after",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "with --follow: end and lock the profile after this time, 1s to 1d")
  private @Nullable Duration lockAfter;

  @Option(
      names = "--json",
      description = "print one JSON document; with --follow, one for each message")
  private boolean json;

  ReceiveVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void check() {
    if (patience.isZero() || patience.compareTo(LONGEST) > 0) {
      throw Stop.misused("the wait is 1s to 1h", "busel receive --wait 5s");
    }
    if (lockAfter != null
        && (!follow || lockAfter.isZero() || lockAfter.compareTo(Duration.ofDays(1)) > 0)) {
      throw Stop.misused(
          "--lock-after goes with --follow, and is 1s to 1d",
          "busel receive --follow --lock-after 10m");
    }
  }

  @Override
  void run(Device device) {
    Conversation conversation = new Conversation(terminal, device);
    if (follow) {
      follow(device, conversation);
    } else {
      fetch(device, conversation);
    }
  }

  private void fetch(Device device, Conversation conversation) {
    ReceiveOutcome outcome = device.receive(patience);
    // Whatever became of the rest, these are saved, so they are shown first.
    outcome.events().forEach(conversation::tell);
    if (json) {
      terminal.print(new MessagesJson(conversation, outcome.messages()));
    } else {
      outcome.messages().forEach(conversation::print);
    }
    Conversation.seen(device, outcome.messages());
    explain(outcome);
  }

  private void explain(ReceiveOutcome outcome) {
    switch (outcome) {
      case ReceiveOutcome.Drained drained -> {
        if (drained.messages().isEmpty()) {
          terminal.say("no new messages");
        }
      }
      case ReceiveOutcome.TimeOver _ ->
          throw Stop.unavailable(
              "the time was over before everything had come", "busel receive --wait 1m");
      case ReceiveOutcome.RelayUnreachable(_, String reason) -> throw Profiles.unreachable(reason);
      case ReceiveOutcome.RelayNotTrusted(_, String reason) -> throw Profiles.notTrusted(reason);
      case ReceiveOutcome.LoginRefused _ ->
          throw Stop.refused(
              "the relay does not know this device any more",
              "ask its operator for a new invitation");
      case ReceiveOutcome.VersionTooOld _ -> throw Profiles.versionTooOld();
    }
  }

  /// Prints from the thread of the command, so that a terminal that is stopped (Ctrl-S) does not stop the connection.
  private void follow(Device device, Conversation conversation) {
    BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    long begun = System.nanoTime();
    try (Listening _ = device.listen(events::add)) {
      while (!isOver(begun)) {
        Event event = events.poll(1, TimeUnit.SECONDS);
        if (device.isWiped()) {
          throw Stop.refused("the profile was destroyed");
        }
        if (event != null) {
          tell(device, conversation, event);
        }
      }
      terminal.say("locked");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOver(long begun) {
    return lockAfter != null && System.nanoTime() - begun >= lockAfter.toNanos();
  }

  private void tell(Device device, Conversation conversation, Event event) {
    conversation.tell(event);
    if (event instanceof Event.MessageReceived(Message message)) {
      show(device, conversation, message);
    }
  }

  private void show(Device device, Conversation conversation, Message message) {
    boolean muted =
        Conversation.conversation(device, message)
            .filter(it -> it.settings().mutedUntil().isPresent())
            .isPresent();
    if (!muted) {
      print(conversation, message);
      Conversation.seen(device, List.of(message));
    }
  }

  private void print(Conversation conversation, Message message) {
    if (json) {
      terminal.print(fields -> conversation.write(fields, message));
    } else {
      conversation.print(message);
    }
  }
}
