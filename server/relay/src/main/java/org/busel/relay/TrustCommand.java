package org.busel.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.busel.format.Quorum;
import org.busel.format.RootDocument;
import org.busel.format.SignedEnvelope;
import org.busel.format.VerifyingKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The key ceremony: who answers for the courses of this relay.
@Command(
    name = "trust",
    description = {
      "say who answers for the courses of this relay",
      "A root names the stewards, the curriculum board and this relay's own key. It counts when",
      "enough stewards have signed it: busel board cosign FILE."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrustCommand.Show.class,
      TrustCommand.Init.class,
      TrustCommand.Add.class,
      TrustCommand.Rotate.class
    })
final class TrustCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    Main.error("trust needs a command", "run: busel-relay trust show");
    return Main.BAD_USAGE;
  }

  /// Who a root names.
  static final class Keys {
    @Option(
        names = "--steward",
        paramLabel = "KEY",
        description = "public key of a steward, as busel module key shows it; may be repeated")
    private List<String> stewards = List.of();

    @Option(
        names = "--threshold",
        paramLabel = "N",
        description = "how many stewards must sign a root, 1 to 16")
    private int threshold;

    @Option(
        names = "--board",
        paramLabel = "KEY",
        description = "public key of the curriculum board; may be repeated")
    private List<String> board = List.of();

    @Option(
        names = "--board-threshold",
        paramLabel = "N",
        description = "how many of the board's keys must sign a curriculum, 1 to 16")
    private int boardThreshold;

    @Option(
        names = "--valid",
        paramLabel = "DURATION",
        defaultValue = "365d",
        description = "how long the root is in force (default: ${DEFAULT-VALUE})")
    private String valid = "365d";

    @Option(
        names = "--out",
        paramLabel = "FILE",
        required = true,
        description = "where to write the root for the stewards to sign")
    private Path out = Path.of("");

    Quorum stewards(Optional<Quorum> before) {
      return quorum("steward", stewards, threshold, before);
    }

    Quorum board(Optional<Quorum> before) {
      return quorum("board", board, boardThreshold, before);
    }

    private static Quorum quorum(
        String what, List<String> typed, int threshold, Optional<Quorum> before) {
      List<VerifyingKey> keys = typed.stream().map(Keys::key).toList();
      if (keys.isEmpty() && before.isEmpty()) {
        throw new ConfigException(
            "a root needs at least one --" + what, "busel module key FILE shows a public key");
      }
      List<VerifyingKey> named = keys.isEmpty() ? before.orElseThrow().keys() : keys;
      int needed = threshold > 0 ? threshold : before.map(Quorum::threshold).orElse(1);
      if (needed > named.size() || needed > SignedEnvelope.MAX_SIGNATURES) {
        throw new ConfigException(
            "so many signatures of " + what + " keys will never come: " + needed,
            "there are " + named.size() + " keys; lower the threshold or name more");
      }
      return new Quorum(named, needed);
    }

    private static VerifyingKey key(String text) {
      return VerifyingKey.parse(text)
          .orElseThrow(() ->
              new ConfigException(
                  "\"" + text + "\" is no public key", "busel module key FILE shows it"));
    }

    void write(int version, RootDocument.Holders holders) {
      Duration inForce =
          Durations.parse(valid)
              .orElseThrow(() ->
                  new ConfigException("--valid " + valid + " is no duration", "write 365d"));
      RootDocument root =
          new RootDocument(version, Clock.systemUTC().instant().plus(inForce), holders);
      try {
        Path _ = Files.write(out, root.unsigned().bytes(), StandardOpenOption.CREATE_NEW);
      } catch (FileAlreadyExistsException _) {
        throw new ConfigException(out + " is there already", "choose another --out");
      } catch (IOException failed) {
        throw new UncheckedIOException(out + " cannot be written", failed);
      }
      System.out.println(out);
      System.err.println(
          "busel-relay: version "
              + version
              + " waits for "
              + holders.stewards().threshold()
              + " of "
              + holders.stewards().keys().size()
              + " stewards");
      System.err.println("busel-relay: hint: each runs: busel board cosign " + out + " --key FILE");
      System.err.println("busel-relay: hint: then: busel-relay trust add " + out);
    }
  }

  /// What is in force.
  @Command(
      name = "show",
      description = "show the root in force and what learners pin",
      sortOptions = false)
  static final class Show implements Callable<Integer> {
    @Mixin private Place place = new Place();

    @Override
    public Integer call() {
      Answer answer = Answer.of(OfflineOrders.give(place.config(), TrustOrders.SHOW));
      if (answer.refused()) {
        return answer.failed();
      }
      System.out.println("relay key   " + answer.value("key").orElseThrow());
      Optional<RootDocument> root = answer.root();
      if (root.isEmpty()) {
        System.err.println("busel-relay: there is no root yet");
        System.err.println("busel-relay: hint: run: busel-relay trust init");
        return Main.DONE;
      }
      System.out.println("trust root  " + answer.value("anchor").orElseThrow());
      System.out.println(
          "version     " + root.get().version() + ", in force until " + root.get().expires());
      return Main.DONE;
    }
  }

  /// The first root.
  @Command(
      name = "init",
      description = {
        "write the first root, for the stewards to sign",
        "It names the stewards, the board, and a key that this relay makes for itself."
      },
      sortOptions = false)
  static final class Init implements Callable<Integer> {
    @Mixin private Place place = new Place();
    @Mixin private Keys keys = new Keys();

    @Override
    public Integer call() {
      Answer answer = Answer.of(OfflineOrders.give(place.config(), TrustOrders.SHOW));
      if (answer.refused()) {
        return answer.failed();
      }
      if (answer.root().isPresent()) {
        Main.error("this relay has a root", "run: busel-relay trust rotate");
        return Main.REFUSED;
      }
      Quorum own = Quorum.of(new VerifyingKey(answer.value("key").orElseThrow()));
      keys.write(
          1,
          new RootDocument.Holders(
              keys.stewards(Optional.empty()), keys.board(Optional.empty()), own, own));
      return Main.DONE;
    }
  }

  /// A root that is signed.
  @Command(
      name = "add",
      description = {
        "put a root in force that enough stewards have signed",
        "The first one is what invitations name from then on. A later one must be signed by enough",
        "of the stewards before and of those whom it names."
      },
      sortOptions = false)
  static final class Add implements Callable<Integer> {
    @Mixin private Place place = new Place();

    @Parameters(paramLabel = "FILE", description = "the signed root")
    private Path file = Path.of("");

    @Override
    public Integer call() {
      Answer answer = Answer.of(OfflineOrders.give(place.config(), TrustOrders.add(file)));
      if (answer.refused()) {
        return answer.failed();
      }
      answer
          .value("there")
          .ifPresent(version ->
              System.err.println("busel-relay: root version " + version + " was in force already"));
      answer
          .value("added")
          .ifPresent(version ->
              System.err.println("busel-relay: root version " + version + " is in force"));
      answer.value("anchor").ifPresent(System.out::println);
      return Main.DONE;
    }
  }

  /// The next root.
  @Command(
      name = "rotate",
      description = {
        "write the next root, for the stewards to sign",
        "What is not named stays as it is. With the same keys it only lasts longer."
      },
      sortOptions = false)
  static final class Rotate implements Callable<Integer> {
    @Mixin private Place place = new Place();
    @Mixin private Keys keys = new Keys();

    @Option(
        names = "--new-relay-key",
        description = "let the relay make itself a new key, as after a theft")
    private boolean newRelayKey;

    @Override
    public Integer call() {
      Answer answer = Answer.of(OfflineOrders.give(place.config(), TrustOrders.SHOW));
      if (answer.refused()) {
        return answer.failed();
      }
      Optional<RootDocument> root = answer.root();
      if (root.isEmpty()) {
        Main.error("this relay has no root yet", "run: busel-relay trust init");
        return Main.REFUSED;
      }
      RootDocument.Holders before = root.get().holders();
      Quorum stewards = keys.stewards(Optional.of(before.stewards()));
      Quorum board = keys.board(Optional.of(before.board()));
      Quorum snapshot = before.snapshot();
      Quorum timestamp = before.timestamp();
      if (newRelayKey) {
        Answer made = Answer.of(OfflineOrders.give(place.config(), TrustOrders.NEW_KEY));
        if (made.refused()) {
          return made.failed();
        }
        snapshot = Quorum.of(new VerifyingKey(made.value("key").orElseThrow()));
        timestamp = snapshot;
      }
      keys.write(
          root.get().version() + 1,
          new RootDocument.Holders(stewards, board, snapshot, timestamp));
      return Main.DONE;
    }
  }

  /// The lines of an answer, each a word and a value.
  private record Answer(List<String> lines) {
    static Answer of(List<String> lines) {
      return new Answer(lines);
    }

    boolean refused() {
      return lines.getFirst().startsWith(Orders.REFUSED);
    }

    int failed() {
      Main.error(
          lines.getFirst().substring(Orders.REFUSED.length()),
          value("hint").orElse("run: busel-relay help trust"));
      return Main.REFUSED;
    }

    Optional<String> value(String word) {
      return lines.stream()
          .filter(line -> line.startsWith(word + " "))
          .map(line -> line.substring(word.length() + 1))
          .findFirst();
    }

    Optional<RootDocument> root() {
      return value("root")
          .map(text -> Base64.getDecoder().decode(text))
          .flatMap(bytes ->
              SignedEnvelope.read(bytes) instanceof SignedEnvelope.Reading.Read(var envelope)
                      && RootDocument.read(envelope)
                          instanceof RootDocument.Reading.Read(RootDocument root)
                  ? Optional.of(root)
                  : Optional.empty());
    }
  }
}
