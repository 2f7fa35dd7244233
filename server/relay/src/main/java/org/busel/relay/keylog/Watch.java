package org.busel.relay.keylog;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.busel.wire.Decoded;
import org.busel.wire.LogBodies;
import org.busel.wire.LogLink;
import org.busel.wire.RelayId;
import org.busel.wire.log.LogHash;
import org.busel.wire.log.LogTree;
import org.busel.wire.log.LogWords;
import org.busel.wire.log.MapRow;
import org.busel.wire.log.MapTree;
import org.busel.wire.v1.LogEntries;
import org.busel.wire.v1.LogHead;
import org.busel.wire.v1.LogUpdate;
import org.busel.wire.v1.MapEntry;
import org.busel.wire.v1.WitnessedHead;

/// The witness of another relay's key log: sees every entry, comes to every root itself, and signs a head only if the log has
/// grown from what it signed last. It takes the relay's word for nothing. One thread at a time.
public final class Watch {
  private final LogLink link;
  private final RelayId relay;
  private final Line line;
  private final WatchFile file;
  private final Clock clock;
  private final LogTree tree = new LogTree();
  private final NavigableMap<ByteString, MapRow> rows =
      new TreeMap<>(ByteString.unsignedLexicographicalComparator());
  private final MapTree map =
      new MapTree((first, last) -> List.copyOf(rows.subMap(first, true, last, true).values()));

  private Watch(LogLink link, Line line, WatchFile file, Clock clock) {
    this.link = link;
    this.relay = link.relay().id();
    this.line = line;
    this.file = file;
    this.clock = clock;
  }

  /// The way to the relay.
  public interface Line {
    /// The body behind a path, if it is there and can be had.
    Optional<ByteString> get(String path);

    /// Brings a body.
    ///
    /// @return the answer's status, 0 if there is none
    int put(String path, ByteString body);
  }

  /// What a round came to.
  public sealed interface Round {
    /// The head was signed, and the relay has it.
    record Signed(long leaves, long entries) implements Round {}

    /// Nothing was signed; another round may do better.
    record Unreachable(String why) implements Round {}

    /// The relay does not take this witness's word.
    record NotWanted() implements Round {}

    /// Nothing was signed, because the log is not what a log is. People should know.
    record Caught(String how) implements Round {}
  }

  /// Goes on where the file ends.
  ///
  /// @throws java.io.UncheckedIOException if it cannot be read
  public static Watch open(LogLink link, Line line, WatchFile file, Clock clock) {
    Watch watch = new Watch(link, line, file, clock);
    file.leaves().forEach(watch::take);
    return watch;
  }

  /// Looks at what is new, and signs if it is right.
  public Round round(SigningKey witness) {
    Optional<LogUpdate> update =
        line.get(LogBodies.PATH + "head?known=" + tree.size())
            .flatMap(body -> read(LogBodies.update(body)));
    if (update.isEmpty()) {
      return new Round.Unreachable("the relay does not answer");
    }
    LogHead head = update.get().getHead();
    byte[] signed = LogWords.head(relay, head);
    if (!SigningKey.isSigned(link.logKey(), signed, head.getSignature())) {
      return new Round.Caught("the head is not signed by the key of the log");
    }
    if (head.getSize() < tree.size()) {
      file.word().ifPresent(this::remind);
      return new Round.Caught(
          "the log was set back from " + tree.size() + " leaves to " + head.getSize());
    }
    Optional<Round> stopped = grow(head.getSize());
    if (stopped.isPresent()) {
      return stopped.get();
    }
    if (!tree.root(tree.size()).equals(head.getLogRoot())) {
      file.word().ifPresent(this::remind);
      return new Round.Caught("the log is not the one that was signed before");
    }
    int hour = Math.toIntExact(Duration.between(Instant.EPOCH, clock.instant()).toHours());
    WitnessedHead word =
        WitnessedHead.newBuilder()
            .setHead(head)
            .setHour(hour)
            .setSignature(witness.sign(LogWords.witness(relay, head, hour)))
            .build();
    file.word(word.toByteString());
    return switch (line.put(LogBodies.PATH + "witness", word.toByteString())) {
      case 204 -> new Round.Signed(tree.size(), rows.size());
      case 403 -> new Round.NotWanted();
      default -> new Round.Unreachable("the relay does not take the signature now");
    };
  }

  private Optional<Round> grow(long size) {
    while (tree.size() < size) {
      Optional<LogEntries> leaf =
          line.get(LogBodies.PATH + "leaves/" + tree.size())
              .flatMap(body -> read(LogBodies.entries(body)));
      if (leaf.isEmpty()) {
        return Optional.of(new Round.Unreachable("the relay does not show a leaf"));
      }
      Optional<String> flaw = flaw(leaf.get());
      if (flaw.isPresent()) {
        return Optional.of(new Round.Caught(flaw.get()));
      }
      file.add(leaf.get()); // before the head is signed, so that a crash forgets nothing that was
    }
    return Optional.empty();
  }

  private Optional<String> flaw(LogEntries leaf) {
    for (MapEntry entry : leaf.getEntriesList()) {
      if (rows.containsKey(entry.getPosition())) {
        return Optional.of("an entry was changed");
      }
    }
    take(leaf);
    if (map.root().equals(leaf.getLeaf().getMapRoot())
        && rows.size() == leaf.getLeaf().getEntries()) {
      return Optional.empty();
    }
    leaf.getEntriesList().forEach(entry -> rows.remove(entry.getPosition()));
    return Optional.of("the map of a leaf is not made of its entries");
  }

  private void take(LogEntries leaf) {
    List<MapRow> added = leaf.getEntriesList().stream().map(MapRow::of).toList();
    added.forEach(row -> rows.put(row.position(), row));
    map.added(added);
    tree.add(LogHash.leaf(leaf.getLeaf()));
  }

  /// The relay learns so that its store is an older one.
  private void remind(ByteString word) {
    int _ = line.put(LogBodies.PATH + "witness", word);
  }

  private static <T> Optional<T> read(Decoded<T> decoded) {
    return decoded instanceof Decoded.Frame<T>(T frame) ? Optional.of(frame) : Optional.empty();
  }
}
