package org.busel.benchmarks;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.busel.load.LoadException;
import org.busel.load.Loop;
import org.busel.load.Window;
import org.busel.load.relay.Dialler;
import org.busel.load.relay.RelayProcess;
import org.busel.load.relay.Stock;
import org.busel.load.web.Fetchers;
import org.busel.load.web.Fetchers.Fetched;
import org.busel.load.web.Fetchers.Place;
import org.busel.load.web.NginxServer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// W4: what learners fetch, over HTTPS, beside nginx with the same bytes and the same certificate.
@Command(
    name = "W4",
    description = {
      "Chunks of 64 KiB and of 1 MiB over HTTPS (TLS 1.3), 32 connections, in turns with nginx if"
          + " it is installed.",
      "The last line: megabytes a second at 64 KiB and at 1 MiB, and by how much each is above"
          + " nginx's."
    },
    mixinStandardHelpOptions = true)
final class Chunks implements Runnable {
  private static final List<Integer> SIZES = List.of(64 << 10, 1 << 20);
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final int LONGEST_SECONDS = 600;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "length of each window (default: ${DEFAULT-VALUE})")
  private int seconds = 8;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "windows of each server and size (default: ${DEFAULT-VALUE})")
  private int rounds = 3;

  private Chunks() {}

  @Override
  public void run() {
    if (seconds < 1 || seconds > LONGEST_SECONDS || rounds < 1 || rounds > 99) {
      throw new ParameterException(
          spec.commandLine(),
          "--seconds is from 1 to " + LONGEST_SECONDS + ", --rounds from 1 to 99");
    }
    System.out.println(Machine.line());
    try (Scratch scratch = Scratch.make();
        Loop loop = new Loop()) {
      measure(scratch, loop);
    }
  }

  private void measure(Scratch scratch, Loop loop) {
    Path folder = scratch.part("relay");
    Path files = scratch.part("files");
    List<String> names = SIZES.stream().map(size -> put(folder, files, size)).toList();
    try (RelayProcess relay =
            RelayProcess.start(RelayProcess.Start.usual(Machine.checkout(), folder));
        MaybeNginx nginx = MaybeNginx.start(scratch.part("nginx"), files, folder.resolve("tls"))) {
      SslContext tls = Dialler.trusting(relay.authority().orElseThrow());
      System.out.println(
          "server | chunk | MB/s | answers/s | p50 ms | p99 ms | MB a cpu second of the server");
      StringBuilder figures = new StringBuilder("W4");
      StringBuilder ratios = new StringBuilder(" ratio");
      for (int i = 0; i < SIZES.size(); i++) {
        Place ours = new Place(relay.process(), relay.address(), tls, "/v1/chunks/" + names.get(i));
        Place theirs = nginx.place(tls, "/" + names.get(i));
        List<Double> us = new ArrayList<>();
        List<Double> them = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
          us.add(window(loop, "busel", ours, SIZES.get(i)));
          if (theirs != null) {
            them.add(window(loop, "nginx", theirs, SIZES.get(i)));
          }
        }
        figures.append(String.format(" %.0f", Series.median(us)));
        ratios.append(
            them.isEmpty()
                ? " -"
                : String.format(" %.2f", Series.median(us) / Series.median(them)));
      }
      System.out.println(figures.append(ratios));
    }
  }

  private double window(Loop loop, String name, Place place, int size) {
    Fetched fetched = Fetchers.run(loop, place, WARM_UP, Duration.ofSeconds(seconds));
    System.out.printf(
        "%s | %4d KiB | %5.0f | %6.0f | %6.2f | %6.2f | %5.0f%n",
        name,
        size >> 10,
        fetched.megabytesPerSecond(),
        fetched.answers() / fetched.seconds(),
        Window.millis(fetched.micros(), 50),
        Window.millis(fetched.micros(), 99),
        fetched.megabytesPerCpuSecond());
    return fetched.megabytesPerSecond();
  }

  private static String put(Path relay, Path files, int size) {
    byte[] bytes = new byte[size];
    new SplittableRandom(size).nextBytes(bytes);
    String name = Stock.blob(relay, bytes);
    try {
      Files.createDirectories(files);
      Files.write(files.resolve(name), bytes);
    } catch (IOException e) {
      throw new LoadException("a file for nginx cannot be written", e);
    }
    return name;
  }

  /// nginx, if it is installed.
  private record MaybeNginx(@Nullable NginxServer server) implements AutoCloseable {
    static MaybeNginx start(Path folder, Path files, Path tls) {
      if (NginxServer.program().path().isPresent()) {
        return new MaybeNginx(NginxServer.start(folder, files, tls));
      }
      System.out.println(
          "skipped: nginx is not installed; to have it: " + NginxServer.program().howToInstall());
      return new MaybeNginx(null);
    }

    @Nullable Place place(SslContext tls, String path) {
      return server == null ? null : new Place(server.process(), server.address(), tls, path);
    }

    @Override
    public void close() {
      if (server != null) {
        server.close();
      }
    }
  }
}
