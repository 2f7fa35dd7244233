package org.busel.relay.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.busel.attachment.AttachmentStore;
import org.busel.wire.v1.Refusal.Code;

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
    ISSUE_UPLOAD_TOKENS,
    LINK_DEVICE,
    PUBLISH_DEVICE_LIST,
    LOOK_UP_KEYS,
    LOOK_UP_OWN_KEYS,
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

  /// What became of a TLS handshake.
  public enum Handshake {
    DONE,
    FAILED
  }

  /// What became of an attachment.
  public enum Attachment {
    OPENED,
    REFUSED,
    NO_ROOM,
    WITHDRAWN,
    EXPIRED
  }

  /// Which way a part of an attachment went.
  public enum Way {
    IN,
    OUT
  }

  private final MeterRegistry registry;
  private final AtomicInteger inboxes = new AtomicInteger();
  private final AtomicInteger outboxes = new AtomicInteger();
  // Looked up once: by name it would cost a message more than its way through the relay.
  private final Map<Call, Map<Answer, Timer>> requests = new EnumMap<>(Call.class);
  private final Map<Append, Counter> appends = new EnumMap<>(Append.class);
  private final Counter deliveries;
  private final Counter acknowledgements;

  public RelayMeters(MeterRegistry registry) {
    this.registry = registry;
    deliveries = counter("relay.mailbox.deliveries", "Envelopes offered to their device");
    acknowledgements =
        counter("relay.mailbox.acknowledgements", "Envelopes removed by their device");
    gauge(Door.INBOX, inboxes);
    gauge(Door.OUTBOX, outboxes);
    beginAtNothing();
  }

  /// A request was refused.
  public void refused(Code code) {
    refusals(code, 1);
  }

  /// Somebody tried to open a TLS connection.
  public void handshake(Handshake outcome) {
    handshakes(outcome, 1);
  }

  /// So that a meter is there before the first event, and a rule about it is not silent.
  private void beginAtNothing() {
    for (Login outcome : Login.values()) {
      logins(outcome, 0);
    }
    for (Close why : Close.values()) {
      closes(why, 0);
    }
    for (Offer outcome : Offer.values()) {
      offers(outcome, 0);
    }
    for (Handshake outcome : Handshake.values()) {
      handshakes(outcome, 0);
    }
    for (Code code : Code.values()) {
      refusals(code, 0);
    }
    for (Append outcome : Append.values()) {
      appends.put(outcome, appends(outcome));
    }
    for (Call call : Call.values()) {
      Map<Answer, Timer> answers = new EnumMap<>(Answer.class);
      for (Answer answer : Answer.values()) {
        answers.put(answer, timer(call, answer));
      }
      requests.put(call, answers);
    }
    for (Attachment outcome : Attachment.values()) {
      attachments(outcome, 0);
    }
    for (Way way : Way.values()) {
      parts(way, 0);
    }
    passedOn(0);
    expired(0);
  }

  private Counter appends(Append outcome) {
    return outcomes(
        "relay.mailbox.appends",
        "Envelopes offered to a mailbox, by what became of them",
        "envelopes",
        outcome);
  }

  private void refusals(Code code, long by) {
    if (code != Code.UNRECOGNIZED && code != Code.CODE_UNSPECIFIED) {
      Counter.builder("relay.refusals")
          .description("Requests that were refused, by why")
          .baseUnit("requests")
          .tag("reason", word(code).substring("code-".length()))
          .register(registry)
          .increment((double) by);
    }
  }

  private void handshakes(Handshake outcome, long by) {
    count("relay.tls.handshakes", "TLS handshakes, by outcome", "handshakes", outcome, by);
  }

  private void logins(Login outcome, long by) {
    count("relay.logins", "Logins, by what became of them", "logins", outcome, by);
  }

  private void closes(Close why, long by) {
    count("relay.connection.closes", "Connections that ended, by why", "connections", why, by);
  }

  private void offers(Offer outcome, long by) {
    count("relay.catalog.offers", "Manifests and chunks offered", "offers", outcome, by);
  }

  /// A connection was opened.
  public void opened(Door door) {
    open(door).incrementAndGet();
  }

  /// A connection is gone.
  public void closed(Door door, Close why) {
    open(door).decrementAndGet();
    closes(why, 1);
  }

  /// A device tried to log in.
  public void login(Login outcome) {
    logins(outcome, 1);
  }

  /// A request was answered, `tookNanos` after it had arrived.
  public void answered(Call call, Answer answer, long tookNanos) {
    of(answer, of(call, requests)).record(tookNanos, TimeUnit.NANOSECONDS);
  }

  private static <K, V> V of(K key, Map<K, V> meters) {
    return Objects.requireNonNull(meters.get(key), "every case has its meter");
  }

  private Timer timer(Call call, Answer answer) {
    return Timer.builder("relay.requests")
        .description("Requests of devices, by call and answer, and how long they took")
        .tags(Tags.of("call", word(call), "answer", word(answer)))
        .register(registry);
  }

  /// An envelope was offered to a mailbox.
  public void append(Append outcome) {
    of(outcome, appends).increment();
  }

  /// Envelopes were offered to a connected device.
  public void delivered(int envelopes) {
    deliveries.increment(envelopes);
  }

  /// Envelopes were acknowledged by their device.
  public void acknowledged(int envelopes) {
    acknowledgements.increment(envelopes);
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
    offers(outcome, 1);
  }

  /// An attachment came, or went, or was refused.
  public void attachment(Attachment outcome) {
    attachments(outcome, 1);
  }

  private void attachments(Attachment outcome, long by) {
    count(
        "relay.attachments",
        "Attachments, by what became of them",
        "attachments",
        outcome,
        by);
  }

  /// A part of an attachment was stored or given out.
  public void attachmentPart(Way way) {
    parts(way, 1);
  }

  private void parts(Way way, long by) {
    count("relay.attachment.parts", "Parts stored and given out", "parts", way, by);
  }

  /// Shows how much room attachments take.
  public void attachmentsHeld(AttachmentStore store) {
    Gauge.builder("relay.attachment.held", store, it -> (double) it.heldBytes())
        .description("Sum of the lengths of all attachments")
        .baseUnit("bytes")
        .register(registry);
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
    outcomes(name, description, unit, outcome).increment((double) by);
  }

  private Counter outcomes(String name, String description, String unit, Enum<?> outcome) {
    return Counter.builder(name)
        .description(description)
        .baseUnit(unit)
        .tag("outcome", word(outcome))
        .register(registry);
  }

  private void count(String name, String description, long by) {
    counter(name, description).increment((double) by);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name)
        .description(description)
        .baseUnit("envelopes")
        .register(registry);
  }

  static String word(Enum<?> tag) {
    return tag.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
