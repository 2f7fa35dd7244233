package org.busel.relay.telemetry;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.util.List;
import java.util.function.Supplier;
import org.busel.storage.Spread;

/// Shows numbers that the store has counted as a histogram, which Micrometer would want to count itself.
///
/// @param name as Prometheus writes it
/// @param unit what a number is divided by
record SpreadCollector(String name, String help, double unit, Supplier<Spread> spread)
    implements Collector {
  @Override
  public HistogramSnapshot collect() {
    Spread now = spread.get();
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    List<Long> bounds = now.bounds();
    for (int i = 0; i <= bounds.size(); i++) {
      double upTo = i < bounds.size() ? bounds.get(i) / unit : Double.POSITIVE_INFINITY;
      var _ = buckets.bucket(upTo, now.counts().get(i));
    }
    return HistogramSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(buckets.build())
                .sum(now.sum() / unit)
                .build())
        .build();
  }
}
