package org.busel.benchmarks;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.busel.keys.Argon2Cost;
import org.busel.keys.Passphrase;
import org.busel.load.LoadException;
import org.busel.relay.Relay;
import org.busel.relay.RelayConfig;
import org.busel.sdk.AddOutcome;
import org.busel.sdk.Busel;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.JoinOutcome;
import org.busel.sdk.Options;
import org.busel.sdk.ReceiveOutcome;
import org.busel.sdk.SendOutcome;
import org.busel.store.embedded.EmbeddedStore;
import org.busel.wire.JoinLink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// W5, the device at rest: how long a long history takes to open, and what memory a device holds that listens and has nothing
/// to do. Each in processes of their own, so that nothing is warm.
@Command(
    name = "W5-rest",
    description = "A long history opened in a fresh process, and the memory of a device that listens.",
    mixinStandardHelpOptions = true)
final class Rest implements Runnable {
  private static final int STARTS = 5;
  private static final int MOST = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--messages",
      paramLabel = "N",
      description = "length of the history, 1 to 10000 (default: ${DEFAULT-VALUE})")
  private int messages = MOST;

  private Rest() {}

  static Options options() {
    return Options.DEFAULTS.withVaultCost(new Argon2Cost(8, 1, 1));
  }

  static Passphrase passphrase() {
    return Passphrase.takeOver("a long walk along the river".toCharArray());
  }

  @Override
  public void run() {
    if (messages < 1 || messages > MOST) {
      throw new ParameterException(
          spec.commandLine(), "--messages " + messages + " is not from 1 to " + MOST);
    }
    System.out.println(Machine.line());
    try (Scratch scratch = Scratch.make()) {
      Path talker = scratch.part("talker");
      Path idler = scratch.part("idler");
      int port;
      try (Relay relay = relay(scratch.part("relay"), 0)) {
        port = relay.port();
        meet(relay, talker, idler);
      }
      talk(talker);
      List<Double> opened = new ArrayList<>();
      System.out.println("history in a fresh process, ms: the first time | again");
      for (int i = 0; i < STARTS; i++) {
        opened.add(history(talker));
      }
      double beyond;
      try (Relay _ = relay(scratch.part("relay"), port)) {
        beyond = memory(idler);
      }
      System.out.printf(
          "W5-rest %.0f ms %.0f MiB beyond the JVM's%n", Series.median(opened), beyond);
    }
  }

  private static Relay relay(Path folder, int port) {
    RelayConfig config = RelayConfig.in(folder);
    return Relay.open(
        config.withDoor(
            new RelayConfig.Door(
                "127.0.0.1",
                port,
                OptionalInt.empty(),
                List.of("localhost"),
                config.door().certificate())),
        EmbeddedStore.open(folder.resolve("store"), config.mailboxes().limits()),
        Clock.systemUTC());
  }

  private static void meet(Relay relay, Path talker, Path idler) {
    try (Device host = join(relay, talker);
        Device guest = join(relay, idler)) {
      if (!(guest.add(host.invite("Idler", Duration.ofDays(1)), "Talker")
              instanceof AddOutcome.Added)
          || !(host.receive(PATIENCE) instanceof ReceiveOutcome.Drained)) {
        throw new LoadException("the two did not meet");
      }
    }
  }

  private static Device join(Relay relay, Path folder) {
    JoinLink link = relay.invite(Duration.ofDays(1));
    try (Passphrase passphrase = passphrase()) {
      if (Busel.join(folder, link, passphrase, options()) instanceof JoinOutcome.Joined joined) {
        return joined.device();
      }
    }
    throw new LoadException("a device could not join");
  }

  /// Writes with no relay there, so that what is said is only kept.
  private void talk(Path talker) {
    try (Device device = RestingDevice.open(talker)) {
      Contact idler = device.contact("Idler").orElseThrow();
      for (int i = 0; i < messages; i++) {
        SendOutcome outcome = device.send(idler, "note " + i + ". " + Party.WORDS);
        if (!(outcome instanceof SendOutcome.Queued)) {
          throw new LoadException("a message was not kept");
        }
      }
    }
    System.out.println(messages + " messages of 280 characters lie in the profile");
  }

  private double history(Path talker) {
    try (RestingProcess process = RestingProcess.start("history", talker)) {
      String[] said = process.next().split(" ", 3);
      if (Integer.parseInt(said[0]) != messages) {
        throw new LoadException("the history has another length");
      }
      System.out.println(said[1] + " | " + said[2]);
      return Double.parseDouble(said[1]);
    }
  }

  private static double memory(Path idler) {
    List<Double> beyond = new ArrayList<>();
    System.out.println("resident MiB after 5 s of rest: device that listens | the same JVM without");
    for (int i = 0; i < 3; i++) {
      double device = resident("listen", idler);
      double nothing = resident("nothing", idler);
      System.out.printf("%.0f | %.0f%n", device, nothing);
      beyond.add(device - nothing);
    }
    return Series.median(beyond);
  }

  private static double resident(String what, Path idler) {
    try (RestingProcess process = RestingProcess.start(what, idler)) {
      String ready = process.next();
      if (!ready.equals("resting")) {
        throw new LoadException("the device does not rest");
      }
      return process.residentMib();
    }
  }
}
