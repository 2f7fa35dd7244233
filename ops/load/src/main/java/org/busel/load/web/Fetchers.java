package org.busel.load.web;

import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.busel.load.Loop;
import org.busel.load.ServerProcess;

/// Thirty-two connections that fetch one file without pause. For threads other than the loop.
public final class Fetchers {
  private static final int CONNECTIONS = 32;
  private static final long LONGEST_MICROS = 60_000_000L;

  private Fetchers() {}

  /// Where a file is.
  ///
  /// @param path as in `/v1/chunks/…`
  public record Place(
      ServerProcess server, InetSocketAddress address, SslContext tls, String path) {}

  /// What one window gave.
  ///
  /// @param micros from a request to the last byte of its answer
  public record Fetched(
      long answers, long bytes, double seconds, long serverCpuMicros, Histogram micros) {
    /// Megabytes (10⁶) of bodies in a second.
    public double megabytesPerSecond() {
      return bytes / seconds / 1e6;
    }

    /// Megabytes of bodies for a second of the server's processor time.
    public double megabytesPerCpuSecond() {
      return (double) bytes / Math.max(1, serverCpuMicros);
    }
  }

  /// Fetches for a while.
  public static Fetched run(Loop loop, Place place, Duration warmUp, Duration window) {
    Histogram micros = new Histogram(LONGEST_MICROS, 3);
    List<Fetcher> fetchers = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      var _ =
          loop.await(
              "connecting to a web server",
              () ->
                  loop.connect(
                      place.address(),
                      Optional.of(place.tls()),
                      connection -> {
                        Fetcher fetcher = new Fetcher(connection, place.path(), micros);
                        fetchers.add(fetcher);
                        return fetcher;
                      }));
    }
    loop.run(warmUp);
    loop.call("beginning to count", micros::reset);
    long bytes = sum(loop, fetchers, Fetcher::bytes);
    long answers = sum(loop, fetchers, Fetcher::answers);
    long cpu = place.server().cpuMicros();
    long startedAt = System.nanoTime();
    loop.run(window);
    double seconds = (System.nanoTime() - startedAt) / 1e9;
    Fetched fetched =
        new Fetched(
            sum(loop, fetchers, Fetcher::answers) - answers,
            sum(loop, fetchers, Fetcher::bytes) - bytes,
            seconds,
            place.server().cpuMicros() - cpu,
            loop.call("counting", micros::copy));
    loop.call("closing", () -> fetchers.forEach(Fetcher::stop));
    return fetched;
  }

  private static long sum(Loop loop, List<Fetcher> fetchers, ToLongFunction<Fetcher> figure) {
    return loop.call("counting", () -> fetchers.stream().mapToLong(figure).sum());
  }
}
