package org.busel.relay.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.busel.relay.limits.Gate;
import org.busel.relay.limits.Limit;
import org.busel.relay.limits.Pressure;

/// Every meter of the relay, in one place. Tags come from the enums below and from nowhere else. Safe for many threads.
public final class RelayMeters {
  /// Which of the two sockets a connection came to.
  public enum Door {
    INBOX,
    OUTBOX
  }

  /// What a request asked for.
  public enum Call {
    REGISTER,
    FETCH_BUNDLES,
    SUBMIT,
    WITHDRAW,
    UPLOAD_KEYS,
    COUNT_KEYS,
    CERTIFY_SENDER,
    UNKNOWN
  }

  /// What a request got.
  public enum Answer {
    DONE,
    REFUSED,
    BUSY,
    UNAVAILABLE
  }

  /// What became of an envelope that was offered to a mailbox.
  public enum Append {
    STORED,
    REPEATED,
    FULL,
    BUSY,
    UNAVAILABLE
  }

  /// What became of a login.
  public enum Login {
    ADMITTED,
    REFUSED,
    UNAVAILABLE
  }

  /// Why the relay closed a connection.
  public enum Close {
    MALFORMED,
    LOGIN,
    IDLE,
    REPLACED,
    TOO_LARGE,
    VERSION,
    RESTART,
    DONE,
    BY_DEVICE
  }

  /// What became of something that a trainer offered.
  public enum Offer {
    ADMITTED,
    INCOMPLETE,
    REFUSED,
    STORED,
    UNAVAILABLE
  }

  private final MeterRegistry registry;
  private final AtomicInteger inboxes = new AtomicInteger();
  private final AtomicInteger outboxes = new AtomicInteger();

  public RelayMeters(MeterRegistry registry) {
    this.registry = registry;
    gauge(Door.INBOX, inboxes);
    gauge(Door.OUTBOX, outboxes);
  }

  /// Shows how often each limit refuses, and who was turned away for want of what.
  public void watch(Gate gate, Pressure pressure) {
    for (Limit limit : Limit.values()) {
      FunctionCounter.builder("relay.limit.refusals", gate, it -> (double) it.refusals(limit))
          .description("Requests, logins and connections refused because of a limit")
          .baseUnit("requests")
          .tag("limit", limit.text())
          .register(registry);
    }
    for (Pressure.Resource resource : Pressure.Resource.values()) {
      FunctionCounter.builder(
              "relay.registrations.shed", pressure, it -> (double) it.shed(resource))
          .description("Registrations refused because the machine runs short of something")
          .baseUnit("registrations")
          .tag("resource", word(resource))
          .register(registry);
    }
  }

  /// A connection was opened.
  public void opened(Door door) {
    open(door).incrementAndGet();
  }

  /// A connection is gone.
  public void closed(Door door, Close why) {
    open(door).decrementAndGet();
    count("relay.connection.closes", "Connections that ended, by why", "connections", why, 1);
  }

  /// A device tried to log in.
  public void login(Login outcome) {
    count("relay.logins", "Logins, by what became of them", "logins", outcome, 1);
  }

  /// A request was answered, `took` after it had arrived.
  public void answered(Call call, Answer answer, Duration took) {
    Timer.builder("relay.requests")
        .description("Requests of devices, by call and answer, and how long they took")
        .tags(Tags.of("call", word(call), "answer", word(answer)))
        .register(registry)
        .record(took);
  }

  /// An envelope was offered to a mailbox.
  public void append(Append outcome) {
    count(
        "relay.mailbox.appends",
        "Envelopes offered to a mailbox, by what became of them",
        "envelopes",
        outcome,
        1);
  }

  /// Envelopes were offered to a connected device.
  public void delivered(int envelopes) {
    count("relay.mailbox.deliveries", "Envelopes offered to their device", envelopes);
  }

  /// Envelopes were acknowledged by their device.
  public void acknowledged(int envelopes) {
    count("relay.mailbox.acknowledgements", "Envelopes removed by their device", envelopes);
  }

  /// Something was offered to devices that were connected, and never stored.
  public void passedOn(int envelopes) {
    count("relay.ephemeral.deliveries", "Ephemeral envelopes offered to their device", envelopes);
  }

  /// Envelopes went unread because their time was over.
  public void expired(long envelopes) {
    count("relay.mailbox.expiries", "Envelopes removed unread", envelopes);
  }

  /// Something was offered to the catalogue.
  public void offered(Offer outcome) {
    count("relay.catalog.offers", "Manifests and chunks offered", "offers", outcome, 1);
  }

  private void gauge(Door door, AtomicInteger open) {
    Gauge.builder("relay.connections", open, AtomicInteger::get)
        .description("Connections that are open")
        .baseUnit("connections")
        .tag("door", word(door))
        .register(registry);
  }

  private AtomicInteger open(Door door) {
    return switch (door) {
      case INBOX -> inboxes;
      case OUTBOX -> outboxes;
    };
  }

  private void count(String name, String description, String unit, Enum<?> outcome, long by) {
    Counter.builder(name)
        .description(description)
        .baseUnit(unit)
        .tag("outcome", word(outcome))
        .register(registry)
        .increment((double) by);
  }

  private void count(String name, String description, long by) {
    Counter.builder(name)
        .description(description)
        .baseUnit("envelopes")
        .register(registry)
        .increment((double) by);
  }

  private static String word(Enum<?> tag) {
    return tag.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
