package org.busel.relay;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.busel.relay.keylog.RelayLine;
import org.busel.relay.keylog.SigningKey;
import org.busel.relay.keylog.Watch;
import org.busel.relay.keylog.Watch.Round;
import org.busel.relay.keylog.WatchFile;
import org.busel.wire.LogLink;
import org.busel.wire.Parsed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Watches the key log of another relay.
@Command(
    name = "witness",
    description = {
      "watch the key log of another relay, and sign what is right about it",
      "Without a link it prints the key that the other relay's operator sets as relay.witness-key.",
      "Exit code 1 if the log was caught at something; nothing is signed then."
    },
    sortOptions = false)
final class WitnessCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "LINK",
      description = "what busel-relay log prints on the other relay: busel:log#…")
  private @Nullable String link;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "./.busel/relay",
      description = "where the key and what was seen are kept (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of(".busel", "relay");

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      defaultValue = "30m",
      description = "how often to look, 1s to 1d (default: ${DEFAULT-VALUE})")
  private String every = "30m";

  @Option(names = "--once", description = "look once and end")
  private boolean once;

  @Option(
      names = "--start-over",
      description = "forget what was seen, after the other relay was restored from a backup")
  private boolean startOver;

  @Override
  public Integer call() throws InterruptedException {
    Duration pause =
        Durations.parse(every)
            .filter(it -> it.compareTo(Duration.ofSeconds(1)) >= 0)
            .filter(it -> it.compareTo(Duration.ofDays(1)) <= 0)
            .orElseThrow(() ->
                new ConfigException("--every " + every + " is out of range", "write 1s to 1d"));
    WatchFile file;
    SigningKey key;
    String name = link == null ? "" : HexFormat.of().formatHex(parsed(link).relay().id().bytes().toByteArray());
    try {
      file = new WatchFile(folder.resolve("witness"), name);
      key =
          SigningKey.open(
              folder.resolve("witness-key"),
              "Signs what this relay has seen of other relays' key logs.",
              new SecureRandom());
    } catch (java.io.UncheckedIOException failed) {
      Main.error(
          "the folder " + folder + " cannot be written to", "check who owns it, or give another with --dir");
      return Main.UNAVAILABLE;
    }
    if (link == null) {
      System.out.println(HexFormat.of().formatHex(key.publicKey().toByteArray()));
      return Main.DONE;
    }
    if (startOver) {
      file.forget();
    }
    LogLink watched = parsed(link);
    try (RelayLine line = new RelayLine(watched.relay())) {
      Watch watch = Watch.open(watched, line, file, Clock.systemUTC());
      Round round = watch.round(key);
      while (tell(round) && !once) {
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        round = watch.round(key);
      }
      return code(round);
    }
  }

  private static LogLink parsed(String text) {
    if (LogLink.parse(text) instanceof Parsed.Link<LogLink>(LogLink read)) {
      return read;
    }
    throw new ConfigException(
        "this is no link of a key log", "copy the line that busel-relay log prints, in quotes");
  }

  /// @return whether to go on
  private static boolean tell(Round round) {
    return switch (round) {
      case Round.Signed(long leaves, long entries) -> {
        System.err.println(
            "busel-relay: signed: " + leaves + " leaves, " + entries + " entries, all of them right");
        yield true;
      }
      case Round.Unreachable(String why) -> {
        System.err.println("busel-relay: nothing signed, " + why);
        yield true;
      }
      case Round.NotWanted() -> {
        Main.error(
            "the relay does not take this witness's word",
            "its operator sets relay.witness-key to what busel-relay witness prints without a link");
        yield false;
      }
      case Round.Caught(String how) -> {
        Main.error(
            how,
            "ask its operator whether the relay was restored from a backup; only then: --start-over");
        yield false;
      }
    };
  }

  private static int code(Round round) {
    return switch (round) {
      case Round.Signed _ -> Main.DONE;
      case Round.Unreachable _ -> Main.UNAVAILABLE;
      case Round.NotWanted() -> Main.REFUSED;
      case Round.Caught _ -> Main.REFUSED;
    };
  }
}
