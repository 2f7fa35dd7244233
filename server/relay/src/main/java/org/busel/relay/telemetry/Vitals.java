package org.busel.relay.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.busel.relay.limits.Gate;
import org.busel.relay.limits.Limit;
import org.busel.relay.limits.Pressure;
import org.busel.storage.StoreFigures;

/// The meters that nobody counts up: they are read from the store, the machine, the limits and the certificate when
/// Prometheus asks, so that they cost a message nothing. Safe for many threads.
public final class Vitals {
  private final Sources from;
  private final Clock clock;
  private final Timer lag;
  private volatile StoreFigures figures; // replaced by each look

  /// Where the meters read.
  ///
  /// @param store is asked with each look
  /// @param certificateUntil when the certificate expires that handshakes show now
  /// @param retention by which the age of an envelope is told from its expiry
  public record Sources(
      Supplier<StoreFigures> store,
      Machine machine,
      Gate gate,
      Pressure pressure,
      Supplier<Instant> certificateUntil,
      Duration retention) {}

  /// Registers them all.
  public Vitals(Sources from, Clock clock, MeterRegistry registry) {
    this.from = from;
    this.clock = clock;
    this.figures = from.store().get();
    this.lag =
        Timer.builder("relay.loop.lag")
            .description("How long an event loop took to answer, asked each second")
            .register(registry);
    machine(registry);
    mailboxes(registry);
    limits(registry);
  }

  /// Asks the store.
  public void refresh() {
    figures = from.store().get();
  }

  /// Asks the store and the machine, and lets the machine's pressure be judged. May wait for the disk. Called every few
  /// seconds, by one thread at a time.
  public void look() {
    refresh();
    from.pressure().read(from.machine().read());
  }

  /// Asks the event loops for a sign of life. Waits for nothing.
  public void ping() {
    from.machine().ping(lag::record);
  }

  /// What the store said last.
  StoreFigures figures() {
    return figures;
  }

  private void machine(MeterRegistry registry) {
    gauge(
        registry,
        "relay.disk.free",
        "bytes",
        "Free space on the disk of the relay's folder",
        it -> it.from.machine().freeDiskBytes());
    gauge(
        registry,
        "relay.memory.direct",
        "bytes",
        "Buffers outside of the heap",
        _ -> Machine.directBytes());
    gauge(
        registry,
        "relay.memory.direct.limit",
        "bytes",
        "The most that those may take",
        _ -> Machine.mostDirectBytes());
    gauge(
        registry,
        "relay.certificate.expires",
        "seconds",
        "When the certificate expires that handshakes show, in seconds since 1970",
        it -> it.from.certificateUntil().get().getEpochSecond());
  }

  private void mailboxes(MeterRegistry registry) {
    gauge(
        registry,
        "relay.store.log",
        "bytes",
        "What the mailboxes take on the disk",
        it -> it.figures.logBytes());
    gauge(
        registry,
        "relay.mailbox.waiting",
        "envelopes",
        "Envelopes that wait to be fetched",
        it -> it.figures.waitingEnvelopes());
    gauge(
        registry,
        "relay.mailbox.waiting.content",
        "bytes",
        "Their sealed contents",
        it -> it.figures.waitingBytes());
    gauge(
        registry,
        "relay.mailbox.oldest",
        "hours",
        "Age of the envelope that expires first, told from its expiry",
        Vitals::oldestHours);
    gauge(
        registry,
        "relay.mailbox.set.aside",
        "envelopes",
        "Envelopes that were offered in vain too often, among those that wait",
        it -> it.figures.upkeep().setAside());
    gauge(
        registry,
        "relay.store.gone",
        "bytes",
        "Contents that are gone and not overwritten on the disk yet",
        it -> it.figures.upkeep().goneBytes());
    gauge(
        registry,
        "relay.store.harmed",
        "places",
        "Places in the store that could not be read since the start",
        it -> it.figures.upkeep().harmed());
    List<Long> bounds = StoreFigures.DEPTHS;
    for (int i = 0; i <= bounds.size(); i++) {
      int at = i;
      Gauge.builder("relay.mailbox.depths", this, it -> it.figures.depths().counts().get(at))
          .description("Mailboxes that are not empty, by how many envelopes wait in them")
          .baseUnit("mailboxes")
          .tag("depth", i < bounds.size() ? "up-to-" + bounds.get(i) : "more")
          .register(registry);
    }
    FunctionCounter.builder(
            "relay.store.commit.failures", this, it -> it.figures.commits().failures())
        .description("Group commits that the disk refused")
        .baseUnit("commits")
        .register(registry);
  }

  private void limits(MeterRegistry registry) {
    for (Limit limit : Limit.values()) {
      FunctionCounter.builder("relay.limit.refusals", from.gate(), it -> it.refusals(limit))
          .description("Requests, logins and connections refused because of a limit")
          .baseUnit("requests")
          .tag("limit", limit.text())
          .register(registry);
      Gauge.builder("relay.limit.remembered", from.gate(), it -> it.remembered(limit))
          .description("Places of a limit's tables that are taken")
          .baseUnit("places")
          .tag("limit", limit.text())
          .register(registry);
    }
    for (Pressure.Resource resource : Pressure.Resource.values()) {
      FunctionCounter.builder("relay.registrations.shed", from.pressure(), it -> it.shed(resource))
          .description("Registrations refused because the machine runs short of something")
          .baseUnit("registrations")
          .tag("resource", RelayMeters.word(resource))
          .register(registry);
    }
  }

  private double oldestHours() {
    return figures
        .nextExpiry()
        .map(expiry -> from.retention().minus(Duration.between(clock.instant(), expiry)))
        .map(age -> Math.max(0, age.toHours()))
        .orElse(0L);
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String unit,
      String description,
      ToDoubleFunction<Vitals> value) {
    Gauge.builder(name, this, value).description(description).baseUnit(unit).register(registry);
  }
}
