package org.busel.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TreesTest {
  private static final int LEAVES = 70;
  private final Random random = new Random(7);

  @Test
  void everyLeafIsProvedInEveryLaterTreeAndAtNoOtherPlace() {
    LogTree tree = new LogTree();
    List<ByteString> leaves = new ArrayList<>();
    for (int i = 0; i < LEAVES; i++) {
      leaves.add(hash());
      tree.add(leaves.get(i));
    }

    for (int size = 1; size <= LEAVES; size++) {
      for (int index = 0; index < size; index++) {
        List<ByteString> proof = tree.inclusion(index, size);
        for (int claimed = 0; claimed < size; claimed++) {
          assertThat(
                  LogProofs.includes(tree.root(size), size, claimed, leaves.get(index), proof))
              .isEqualTo(claimed == index);
        }
      }
    }
  }

  @Test
  void everyTreeIsProvedToBeginWithEveryEarlierOneAndWithNoOther() {
    LogTree tree = new LogTree();
    LogTree fork = new LogTree();
    for (int i = 0; i < LEAVES; i++) {
      ByteString leaf = hash();
      tree.add(leaf);
      fork.add(i == 20 ? hash() : leaf);
    }

    for (int size = 1; size <= LEAVES; size++) {
      for (int earlier = 1; earlier <= size; earlier++) {
        List<ByteString> proof = tree.consistency(earlier, size);
        assertThat(LogProofs.extend(tree.root(earlier), earlier, tree.root(size), size, proof))
            .isTrue();
        if (earlier > 20) {
          assertThat(LogProofs.extend(fork.root(earlier), earlier, tree.root(size), size, proof))
              .isFalse();
        }
      }
    }
  }

  @Test
  void theRootOfAMapDoesNotDependOnTheOrderInWhichEntriesCame() {
    List<MapRow> rows = rows(3_000);
    Example first = new Example();
    rows.forEach(first::add);
    Collections.shuffle(rows, random);
    Example second = new Example();
    second.rows.putAll(first.rows);
    MapTree.Filling filling = second.tree.fill();
    first.rows.values().forEach(filling::add);
    filling.done();
    Example third = new Example();
    rows.forEach(third::add);

    assertThat(second.tree.root()).isEqualTo(first.tree.root());
    assertThat(third.tree.root()).isEqualTo(first.tree.root());
  }

  @Test
  void whatIsInAMapIsProvedAndWhatIsNotIsProvedToBeMissing() {
    Example example = new Example();
    List<MapRow> rows = rows(5_000);
    rows.forEach(example::add);
    ByteString root = example.tree.root();

    for (MapRow row : rows.subList(0, 500)) {
      MapProof proof = example.tree.prove(row.position());
      assertThat(proof.end()).contains(row);
      assertThat(MapProof.shows(root, row, proof.beside())).isTrue();
      assertThat(MapProof.shows(root, new MapRow(row.position(), hash()), proof.beside()))
          .isFalse();
      assertThat(proof.showsNothing(root, row.position())).isFalse();
    }
    for (int i = 0; i < 500; i++) {
      ByteString nowhere = hash();
      assertThat(example.tree.prove(nowhere).showsNothing(root, nowhere)).isTrue();
    }
  }

  @Test
  void whatTheMapHasIsNotDeniedByCuttingItsWayShort() {
    Example example = new Example();
    List<MapRow> rows = rows(300);
    rows.forEach(example::add);
    ByteString root = example.tree.root();

    for (MapRow row : rows) {
      List<ByteString> way = example.tree.prove(row.position()).beside();
      for (int cut = 0; cut < way.size(); cut++) {
        List<ByteString> shorter = way.subList(0, cut);
        assertThat(new MapProof(shorter, Optional.empty()).showsNothing(root, row.position()))
            .isFalse();
        for (MapRow other : rows.subList(0, 20)) {
          assertThat(
                  new MapProof(shorter, Optional.of(other)).showsNothing(root, row.position()))
              .isFalse();
        }
      }
    }
  }

  private List<MapRow> rows(int count) {
    List<MapRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new MapRow(hash(), hash()));
    }
    return rows;
  }

  private ByteString hash() {
    byte[] bytes = new byte[LogHash.BYTES];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  private static final class Example {
    private final NavigableMap<ByteString, MapRow> rows =
        new TreeMap<>(ByteString.unsignedLexicographicalComparator());
    private final MapTree tree =
        new MapTree((first, last) -> List.copyOf(rows.subMap(first, true, last, true).values()));

    void add(MapRow row) {
      rows.put(row.position(), row);
      tree.added(List.of(row));
    }
  }
}
