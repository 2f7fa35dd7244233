package org.busel.relay.limits;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// Where everybody passes who wants something of the relay. Safe for many threads; nothing here waits or asks anything
/// outside of memory, so it may be called on an event loop.
///
/// What several people share (a prefix, an account, a capability) is a window on what the others do: who empties the
/// bucket himself and counts learns how much of it somebody else had used. The answer gives nothing on top of that: the
/// time to wait that it names is always that of a whole token.
public final class Gate {
  private final Pressure pressure;
  private final LongSupplier nanoClock;
  private final long origin;
  private final Map<Limit, Buckets> buckets = new EnumMap<>(Limit.class);
  private final Map<Limit, LongAdder> refusals = new EnumMap<>(Limit.class);
  private volatile LimitRules rules; // replaced as a whole when the operator changes it

  /// @param pressure while something runs short, nobody registers
  /// @param nanoClock as [System#nanoTime]
  public Gate(LimitRules rules, Pressure pressure, LongSupplier nanoClock, SecureRandom random) {
    this.rules = rules;
    this.pressure = pressure;
    this.nanoClock = nanoClock;
    this.origin = nanoClock.getAsLong();
    for (Limit limit : Limit.values()) {
      refusals.put(limit, new LongAdder());
      buckets.put(limit, new Buckets(limit.failsClosed(), random, now()));
    }
  }

  /// From here on other rates are in force; what was spent stays spent.
  public void apply(LimitRules others) {
    rules = others;
  }

  /// What is in force.
  public LimitRules rules() {
    return rules;
  }

  /// A connection that was just opened.
  ///
  /// @param prefix where it comes from; nothing if that is no place by which people can be told apart
  public Visit visit(Optional<Prefix> prefix) {
    return new Visit(this, prefix.orElse(null));
  }

  /// One more connection from `prefix`.
  public Passage connect(Optional<Prefix> prefix) {
    return prefix.map(it -> take(Limit.PREFIX_CONNECTIONS, it.bytes(), 1)).orElse(Passage.FREE);
  }

  /// A call that shows a capability, before anybody has looked whether it is right and whether there is such an account.
  public Passage show(ByteString account, ByteString capability) {
    byte[] key = new byte[account.size() + capability.size()];
    account.copyTo(key, 0);
    capability.copyTo(key, account.size());
    return take(Limit.CAPABILITY_CALLS, key, 1);
  }

  /// A fetch of prekeys of an account, by somebody who has shown its capability.
  public Passage fetch(ByteString account) {
    return take(Limit.ACCOUNT_FETCHES, account.toByteArray(), 1);
  }

  /// A submit to an account, by somebody who has shown its capability.
  ///
  /// @param contentBytes of all its envelopes
  public Passage submit(ByteString account, int contentBytes) {
    return take(Limit.ACCOUNT_SUBMIT_KIB, account.toByteArray(), kib(contentBytes));
  }

  /// Somebody who is nobody yet wants an account.
  Passage register() {
    return pressure.shed() ? new Passage.Wait(Pressure.RETRY) : Passage.FREE;
  }

  /// How often this limit has refused somebody.
  public long refusals(Limit limit) {
    return count(limit).sum();
  }

  /// How many places of this limit's table, which has 16,384 and for a while two of them, are taken.
  public int remembered(Limit limit) {
    return Objects.requireNonNull(buckets.get(limit)).remembered();
  }

  /// Forgets what has had its time, also when nobody comes. Called about every minute.
  public void forget() {
    LimitRules now = rules;
    buckets.forEach((limit, counted) -> {
      Rate rate = now.of(limit);
      counted.forget(rate == null ? limit.usual() : rate, now());
    });
  }

  Passage take(Limit limit, byte[] key, int cost) {
    Rate rate = rules.of(limit);
    Buckets counted = Objects.requireNonNull(buckets.get(limit)); // likewise
    if (rate == null || counted.take(key, cost, rate, now()) == 0) {
      return Passage.FREE;
    }
    return refuse(limit, rate.perToken().multipliedBy(Math.min(cost, rate.burst())));
  }

  Passage take(Limit limit, Bucket bucket, int cost) {
    Rate rate = rules.of(limit);
    long wait = rate == null ? 0 : bucket.take(now(), cost, rate);
    return wait == 0 ? Passage.FREE : refuse(limit, Duration.ofNanos(wait));
  }

  private Passage refuse(Limit limit, Duration retryAfter) {
    count(limit).increment();
    return new Passage.Wait(retryAfter);
  }

  private LongAdder count(Limit limit) {
    return Objects.requireNonNull(refusals.get(limit)); // every limit is there from the start
  }

  /// Above 0, and never backwards.
  private long now() {
    return nanoClock.getAsLong() - origin + 1;
  }

  private static int kib(int bytes) {
    return Math.max(1, (bytes + 1023) >> 10);
  }
}
