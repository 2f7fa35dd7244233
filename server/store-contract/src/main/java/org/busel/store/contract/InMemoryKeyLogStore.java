package org.busel.store.contract;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.busel.keylog.KeyLogStore;
import org.busel.keylog.KeyVersion;
import org.busel.wire.AccountId;
import org.busel.wire.log.MapRow;
import org.busel.wire.v1.LogLeaf;

/// A key log in memory, under one lock.
final class InMemoryKeyLogStore implements KeyLogStore {
  private final Map<AccountId, List<Recorded>> accounts = new HashMap<>(); // this and all: guarded by this
  private final NavigableMap<ByteString, MapRow> waiting = sorted();
  private final NavigableMap<ByteString, MapRow> standing = sorted();
  private final List<LogLeaf> leaves = new ArrayList<>();
  private final List<List<MapRow>> entries = new ArrayList<>();
  private Optional<ByteString> witnessed = Optional.empty();

  private record Recorded(KeyVersion version, ByteString position) {}

  @Override
  public synchronized List<KeyVersion> versions(AccountId account) {
    return accounts.getOrDefault(account, List.of()).stream().map(Recorded::version).toList();
  }

  @Override
  public synchronized boolean record(AccountId account, KeyVersion version, MapRow entry) {
    List<Recorded> known = accounts.computeIfAbsent(account, _ -> new ArrayList<>());
    int newest = known.isEmpty() ? 0 : known.getLast().version().number();
    if (version.number() != newest + 1) {
      return false;
    }
    known.add(new Recorded(version, entry.position()));
    waiting.put(entry.position(), entry);
    return true;
  }

  @Override
  public synchronized List<MapRow> waiting(int limit) {
    return waiting.values().stream().limit(limit).toList();
  }

  @Override
  public synchronized void add(int number, LogLeaf leaf, List<MapRow> rows) {
    if (number != leaves.size() || !waiting.values().containsAll(rows)) {
      throw new IllegalArgumentException("not the next leaf");
    }
    leaves.add(leaf);
    entries.add(rows.stream().sorted().toList());
    rows.forEach(row -> {
      waiting.remove(row.position());
      standing.put(row.position(), row);
    });
    accounts.values().forEach(this::forget);
  }

  private void forget(List<Recorded> known) {
    while (known.size() > 1 && standing.containsKey(known.get(1).position())) {
      known.removeFirst();
    }
  }

  @Override
  public synchronized List<LogLeaf> leaves() {
    return List.copyOf(leaves);
  }

  @Override
  public synchronized List<MapRow> entriesOf(int leaf) {
    return leaf < 0 || leaf >= entries.size() ? List.of() : entries.get(leaf);
  }

  @Override
  public synchronized List<MapRow> between(ByteString first, ByteString last) {
    return List.copyOf(standing.subMap(first, true, last, true).values());
  }

  @Override
  public synchronized void forEach(Consumer<MapRow> each) {
    standing.values().forEach(each);
  }

  @Override
  public synchronized Optional<ByteString> witnessed() {
    return witnessed;
  }

  @Override
  public synchronized void witnessed(ByteString word) {
    witnessed = Optional.of(word);
  }

  private static NavigableMap<ByteString, MapRow> sorted() {
    return new TreeMap<>(ByteString.unsignedLexicographicalComparator());
  }
}
