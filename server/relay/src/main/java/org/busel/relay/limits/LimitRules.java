package org.busel.relay.limits;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rates that are in force.
///
/// @param rates of every limit that is on; a limit that is not in it is off
/// @param loopbackCounts whether this machine itself counts as a prefix. It does not, but in tests: what comes from
///     there is a proxy or an onion service, and everybody behind it would share one bucket
public record LimitRules(Map<Limit, Rate> rates, boolean loopbackCounts) {
  /// Every limit at its usual rate.
  public static final LimitRules DEFAULTS = new LimitRules(usual(), false);

  public LimitRules {
    rates = Map.copyOf(rates);
  }

  /// The same with another rate for one limit.
  ///
  /// @param rate nothing to turn the limit off
  public LimitRules with(Limit limit, Optional<Rate> rate) {
    Map<Limit, Rate> others = new EnumMap<>(Limit.class);
    others.putAll(rates);
    rate.ifPresentOrElse(it -> others.put(limit, it), () -> others.remove(limit));
    return new LimitRules(others, loopbackCounts);
  }

  /// The same with this machine itself counted as a prefix, or not.
  public LimitRules withLoopbackCounted(boolean counted) {
    return new LimitRules(rates, counted);
  }

  /// The rate of a limit; nothing if it is off.
  public @Nullable Rate of(Limit limit) {
    return rates.get(limit);
  }

  private static Map<Limit, Rate> usual() {
    Map<Limit, Rate> usual = new EnumMap<>(Limit.class);
    for (Limit limit : Limit.values()) {
      usual.put(limit, limit.usual());
    }
    return usual;
  }
}
