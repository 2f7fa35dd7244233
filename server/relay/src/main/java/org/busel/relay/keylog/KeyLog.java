package org.busel.relay.keylog;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.busel.directory.Account;
import org.busel.keylog.KeyLogStore;
import org.busel.keylog.KeyVersion;
import org.busel.store.StoreUnavailableException;
import org.busel.wire.Limits;
import org.busel.wire.RelayId;
import org.busel.wire.log.KeyPlaces;
import org.busel.wire.log.LogHash;
import org.busel.wire.log.LogProofs;
import org.busel.wire.log.LogTree;
import org.busel.wire.log.LogWords;
import org.busel.wire.log.MapProof;
import org.busel.wire.log.MapRow;
import org.busel.wire.log.MapTree;
import org.busel.wire.v1.AccountKeys;
import org.busel.wire.v1.KeyProof;
import org.busel.wire.v1.LogEntries;
import org.busel.wire.v1.LogHead;
import org.busel.wire.v1.LogLeaf;
import org.busel.wire.v1.LogUpdate;
import org.busel.wire.v1.SignedDeviceList;
import org.busel.wire.v1.WitnessedHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The relay's key log (PROTOCOL.md section 24). Safe for many threads, which take turns; every call may block on the store
/// and may throw [StoreUnavailableException].
///
/// The upper part of the map and the hashes of the leaves are in memory, made of the store at the first call: a few MiB, and
/// about a second for a million entries.
public final class KeyLog {
  private static final Logger log = LoggerFactory.getLogger(KeyLog.class);

  private final KeyLogStore store;
  private final RelayId relay;
  private final SigningKey key;
  private final KeyLogRules rules;
  private final Clock clock;
  private LogTree tree = new LogTree(); // this and what follows: guarded by this
  private MapTree map;
  private List<LogLeaf> leaves = List.of();
  private List<MapRow> coming = List.of(); // part of the map while a leaf is made of them
  private boolean isRead;
  private boolean isBehind;

  public KeyLog(
      KeyLogStore store, RelayId relay, SigningKey key, KeyLogRules rules, Clock clock) {
    this.store = store;
    this.relay = relay;
    this.key = key;
    this.rules = rules;
    this.clock = clock;
    this.map = new MapTree(this::between);
  }

  /// What became of the word of a witness.
  public enum Word {
    /// Kept, or older than what is there.
    KEPT,
    /// Not signed by the witness of this log, or not about a head of it.
    FOREIGN,
    /// About a head that this relay has signed and does not have: its store is an older one.
    BEHIND
  }

  /// How the log stands.
  ///
  /// @param witnessedBefore how long ago its witness has signed; empty if it never did
  /// @param isBehind whether the witness has seen more of the log than there is
  public record State(
      int leaves, long entries, Optional<Duration> witnessedBefore, boolean isBehind) {}

  /// Records what an account is known by now, unless that has been done.
  ///
  /// @param devices its list, if it has one
  public synchronized void record(Account account, Optional<SignedDeviceList> devices) {
    ByteString material = material(account, devices);
    List<KeyVersion> known = store.versions(account.id());
    if (!known.isEmpty() && known.getLast().material().equals(material)) {
      return;
    }
    int number = known.isEmpty() ? 1 : known.getLast().number() + 1;
    boolean _ = // recorded meanwhile: as good
        store.record(
            account.id(),
            new KeyVersion(number, material),
            places(account).row(number, material));
  }

  /// Makes leaves of everything that waits.
  public synchronized void round() {
    try {
      read();
      List<MapRow> waiting = store.waiting(Limits.LOG_LEAF_ENTRIES);
      while (!waiting.isEmpty() && mayGrow()) {
        add(waiting);
        waiting = store.waiting(Limits.LOG_LEAF_ENTRIES);
      }
    } catch (StoreUnavailableException unavailable) {
      isRead = false; // whether a leaf was added is not known
      coming = List.of();
      log.warn("store unavailable, the key log grows in the next round");
    }
  }

  /// Devices refuse a log that grows faster.
  private boolean mayGrow() {
    int first = leaves.size() - Limits.LOG_LEAVES_AN_HOUR;
    return first < 0 || leaves.get(first).getHour() < hour();
  }

  private void add(List<MapRow> entries) {
    coming = entries;
    map.added(entries);
    long before = leaves.isEmpty() ? 0 : leaves.getLast().getEntries();
    LogLeaf leaf =
        LogLeaf.newBuilder()
            .setHour(hour())
            .setEntries(before + entries.size())
            .setMapRoot(map.root())
            .build();
    store.add(leaves.size(), leaf, entries);
    coming = List.of();
    leaves = Stream.concat(leaves.stream(), Stream.of(leaf)).toList();
    tree.add(LogHash.leaf(leaf));
  }

  /// What the newest leaf says of an account.
  public synchronized KeyProof prove(Account account) {
    read();
    KeyPlaces places = places(account);
    Optional<KeyVersion> standing =
        store.versions(account.id()).reversed().stream()
            .filter(version -> stands(places.position(version.number())))
            .findFirst();
    KeyProof.Builder proof = KeyProof.newBuilder().setSize(leaves.size());
    standing.ifPresent(version ->
        proof
            .setVersion(version.number())
            .setMaterial(version.material())
            .setPresent(
                LogProofs.join(map.prove(places.position(version.number())).beside())));
    int next = standing.map(version -> version.number() + 1).orElse(1);
    MapProof absent = map.prove(places.position(next));
    absent.end().ifPresent(end -> proof.setBeside(end.toWire()));
    return proof.setAbsent(LogProofs.join(absent.beside())).build();
  }

  /// How the log stands now and how it came there.
  ///
  /// @param known size from which to prove it
  public synchronized LogUpdate update(long known) {
    read();
    int size = leaves.size();
    LogUpdate.Builder update = LogUpdate.newBuilder().setHead(head(size));
    if (size > 0) {
      update
          .setLast(leaves.getLast())
          .setInclusion(LogProofs.join(tree.inclusion(size - 1, size)));
    }
    update.setConsistency(consistency(known));
    store.witnessed().map(KeyLog::witnessedHead).ifPresent(word ->
        update
            .setWitnessed(word)
            .setWitnessedConsistency(consistency(word.getHead().getSize())));
    return update.build();
  }

  /// What came with a leaf.
  public synchronized Optional<LogEntries> leaf(int number) {
    read();
    return number < 0 || number >= leaves.size()
        ? Optional.empty()
        : Optional.of(
            LogEntries.newBuilder()
                .setLeaf(leaves.get(number))
                .addAllEntries(store.entriesOf(number).stream().map(MapRow::toWire).toList())
                .build());
  }

  /// Takes the word of the witness.
  public synchronized Word witness(WitnessedHead word) {
    read();
    LogHead head = word.getHead();
    if (rules.witnessKey().isEmpty() || !isByWitness(word, rules.witnessKey().get())) {
      return Word.FOREIGN;
    }
    if (!SigningKey.isSigned(key.publicKey(), LogWords.head(relay, head), head.getSignature())) {
      return Word.FOREIGN;
    }
    if (head.getSize() > leaves.size()
        || !tree.root(Math.toIntExact(head.getSize())).equals(head.getLogRoot())) {
      if (!isBehind) {
        log.warn("the witness has seen more of the key log than there is: this relay was restored");
      }
      isBehind = true;
      return Word.BEHIND;
    }
    isBehind = false;
    boolean isNewer =
        store
            .witnessed()
            .map(KeyLog::witnessedHead)
            .filter(kept -> kept.getHour() >= word.getHour())
            .filter(kept -> kept.getHead().getSize() >= head.getSize())
            .isEmpty();
    if (isNewer) {
      store.witnessed(word.toByteString());
    }
    return Word.KEPT;
  }

  /// How it stands, for the operator.
  public synchronized State state() {
    read();
    return new State(
        leaves.size(),
        leaves.isEmpty() ? 0 : leaves.getLast().getEntries(),
        store
            .witnessed()
            .map(word -> Duration.ofHours((long) hour() - witnessedHead(word).getHour())),
        isBehind);
  }

  /// 32 bytes; stands in invitations.
  public ByteString publicKey() {
    return key.publicKey();
  }

  private boolean isByWitness(WitnessedHead word, ByteString witnessKey) {
    return SigningKey.isSigned(
        witnessKey,
        LogWords.witness(relay, word.getHead(), word.getHour()),
        word.getSignature());
  }

  private LogHead head(int size) {
    LogHead unsigned =
        LogHead.newBuilder().setSize(size).setHour(hour()).setLogRoot(tree.root(size)).build();
    return unsigned.toBuilder().setSignature(key.sign(LogWords.head(relay, unsigned))).build();
  }

  private ByteString consistency(long from) {
    return from <= 0 || from > leaves.size()
        ? ByteString.EMPTY
        : LogProofs.join(tree.consistency((int) from, leaves.size()));
  }

  private boolean stands(ByteString position) {
    return !store.between(position, position).isEmpty();
  }

  private void read() {
    if (isRead) {
      return;
    }
    leaves = store.leaves();
    tree = new LogTree();
    leaves.forEach(leaf -> tree.add(LogHash.leaf(leaf)));
    map = new MapTree(this::between);
    MapTree.Filling filling = map.fill();
    store.forEach(filling::add);
    filling.done();
    isRead = true;
  }

  private List<MapRow> between(ByteString first, ByteString last) {
    List<MapRow> standing = store.between(first, last);
    return coming.isEmpty()
        ? standing
        : Stream.concat(
                standing.stream(),
                coming.stream().filter(row -> isBetween(row.position(), first, last)))
            .sorted()
            .toList();
  }

  private static boolean isBetween(ByteString position, ByteString first, ByteString last) {
    var order = ByteString.unsignedLexicographicalComparator();
    return order.compare(first, position) <= 0 && order.compare(position, last) <= 0;
  }

  private int hour() {
    return Math.toIntExact(Duration.between(java.time.Instant.EPOCH, clock.instant()).toHours());
  }

  private static KeyPlaces places(Account account) {
    return KeyPlaces.of(account.id(), account.capability().bytes());
  }

  private static ByteString material(Account account, Optional<SignedDeviceList> devices) {
    AccountKeys.Builder keys =
        AccountKeys.newBuilder().setIdentityKey(account.devices().getFirst().identityKey());
    devices.ifPresent(keys::setDeviceList);
    return keys.build().toByteString();
  }

  private static WitnessedHead witnessedHead(ByteString kept) {
    try {
      return WitnessedHead.parseFrom(kept);
    } catch (com.google.protobuf.InvalidProtocolBufferException damaged) {
      throw new StoreUnavailableException("reading the witness's word", damaged);
    }
  }
}
