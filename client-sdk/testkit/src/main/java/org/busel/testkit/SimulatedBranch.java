package org.busel.testkit;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.busel.wire.AccountId;
import org.busel.wire.log.KeyPlaces;
import org.busel.wire.log.LogHash;
import org.busel.wire.log.LogProofs;
import org.busel.wire.log.LogTree;
import org.busel.wire.log.MapProof;
import org.busel.wire.log.MapRow;
import org.busel.wire.log.MapTree;
import org.busel.wire.v1.AccountKeys;
import org.busel.wire.v1.KeyProof;
import org.busel.wire.v1.LogLeaf;

/// One line of a simulated key log. Guarded by the [SimulatedLog] that holds it.
final class SimulatedBranch {
  private final List<Grown> grown = new ArrayList<>();
  private final LogTree tree = new LogTree();
  private final NavigableMap<ByteString, MapRow> rows =
      new TreeMap<>(ByteString.unsignedLexicographicalComparator());
  private final MapTree map =
      new MapTree((first, last) -> List.copyOf(rows.subMap(first, true, last, true).values()));
  private final Map<AccountId, List<ByteString>> versions = new HashMap<>();

  /// An account, and what it is known by.
  record Known(AccountId account, KeyPlaces places, ByteString material) {}

  private record Grown(LogLeaf leaf, List<Known> accounts) {}

  static Known known(SimulatedAccount account, ByteString identityKey) {
    return new Known(
        account.id(),
        places(account),
        AccountKeys.newBuilder().setIdentityKey(identityKey).build().toByteString());
  }

  /// Adds a leaf, if anything is new.
  void grow(int hour, List<Known> accounts) {
    boolean isNew = false;
    for (Known known : accounts) {
      List<ByteString> materials =
          versions.computeIfAbsent(known.account(), unused -> new ArrayList<>());
      if (materials.isEmpty() || !materials.get(materials.size() - 1).equals(known.material())) {
        materials.add(known.material());
        MapRow row = known.places().row(materials.size(), known.material());
        rows.put(row.position(), row);
        map.added(List.of(row));
        isNew = true;
      }
    }
    if (isNew) {
      LogLeaf leaf =
          LogLeaf.newBuilder()
              .setHour(hour)
              .setEntries(rows.size())
              .setMapRoot(map.root())
              .build();
      grown.add(new Grown(leaf, List.copyOf(accounts)));
      tree.add(LogHash.leaf(leaf));
    }
  }

  /// Another with only the first leaves of this one.
  SimulatedBranch cut(int leaves) {
    SimulatedBranch cut = new SimulatedBranch();
    grown.subList(0, leaves).forEach(it -> cut.grow(it.leaf().getHour(), it.accounts()));
    return cut;
  }

  int size() {
    return tree.size();
  }

  ByteString root() {
    return tree.root(tree.size());
  }

  Optional<LogLeaf> last() {
    return grown.isEmpty() ? Optional.empty() : Optional.of(grown.get(grown.size() - 1).leaf());
  }

  List<ByteString> lastInclusion() {
    return tree.inclusion(tree.size() - 1, tree.size());
  }

  List<ByteString> consistency(int from) {
    return from <= 0 || from > tree.size() ? List.of() : tree.consistency(from, tree.size());
  }

  KeyProof prove(SimulatedAccount account) {
    KeyPlaces places = places(account);
    List<ByteString> materials = versions.getOrDefault(account.id(), List.of());
    KeyProof.Builder proof = KeyProof.newBuilder().setSize(tree.size());
    if (!materials.isEmpty()) {
      proof
          .setVersion(materials.size())
          .setMaterial(materials.get(materials.size() - 1))
          .setPresent(
              LogProofs.join(map.prove(places.position(materials.size())).beside()));
    }
    MapProof next = map.prove(places.position(materials.size() + 1));
    next.end().ifPresent(end -> proof.setBeside(end.toWire()));
    return proof.setAbsent(LogProofs.join(next.beside())).build();
  }

  private static KeyPlaces places(SimulatedAccount account) {
    return KeyPlaces.of(account.id(), account.registration().getCapabilityHash());
  }
}
