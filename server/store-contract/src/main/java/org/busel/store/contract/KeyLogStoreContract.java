package org.busel.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.busel.keylog.KeyLogStore;
import org.busel.keylog.KeyVersion;
import org.busel.wire.AccountId;
import org.busel.wire.log.MapRow;
import org.busel.wire.v1.LogLeaf;
import org.junit.jupiter.api.Test;

/// What every [KeyLogStore] owes, whatever it is made of.
public abstract class KeyLogStoreContract {
  private final Random random = new Random(3);
  private final AccountId ada = AccountId.of(bytes(AccountId.BYTES));
  private final AccountId ben = AccountId.of(bytes(AccountId.BYTES));

  /// A store without an entry.
  protected abstract KeyLogStore emptyStore();

  @Test
  void aVersionIsRecordedOnceAndWaitsForALeaf() {
    KeyLogStore store = emptyStore();
    MapRow row = row();
    KeyVersion first = version(1);

    assertThat(store.record(ada, first, row)).isTrue();
    assertThat(store.record(ada, version(1), row())).isFalse();

    assertThat(store.versions(ada)).containsExactly(first);
    assertThat(store.versions(ben)).isEmpty();
    assertThat(store.waiting(10)).containsExactly(row);
    assertThat(store.between(row.position(), row.position())).isEmpty();
    assertThat(store.leaves()).isEmpty();
  }

  @Test
  void noVersionIsLeftOut() {
    KeyLogStore store = emptyStore();

    assertThat(store.record(ada, version(2), row())).isFalse();
    assertThat(store.record(ada, version(1), row())).isTrue();
    assertThat(store.record(ada, version(3), row())).isFalse();

    assertThat(store.waiting(10)).hasSize(1);
  }

  @Test
  void whatWaitsStandsInTheLeafThatIsMadeOfIt() {
    KeyLogStore store = emptyStore();
    List<MapRow> rows = record(store, 5);
    List<MapRow> sorted = rows.stream().sorted().toList();
    assertThat(store.waiting(10)).isEqualTo(sorted);
    assertThat(store.waiting(2)).isEqualTo(sorted.subList(0, 2));

    store.add(0, leaf(1), sorted.subList(0, 2));
    store.add(1, leaf(2), sorted.subList(2, 5));

    assertThat(store.leaves()).containsExactly(leaf(1), leaf(2));
    assertThat(store.entriesOf(0)).isEqualTo(sorted.subList(0, 2));
    assertThat(store.entriesOf(1)).isEqualTo(sorted.subList(2, 5));
    assertThat(store.entriesOf(2)).isEmpty();
    assertThat(store.waiting(10)).isEmpty();
    assertThat(store.between(sorted.get(1).position(), sorted.get(3).position()))
        .isEqualTo(sorted.subList(1, 4));
    List<MapRow> all = new ArrayList<>();
    store.forEach(all::add);
    assertThat(all).isEqualTo(sorted);
  }

  @Test
  void aLeafIsMadeOfWhatWaitsAndInItsTurnOrNotAtAll() {
    KeyLogStore store = emptyStore();
    List<MapRow> rows = record(store, 2);

    assertThatThrownBy(() -> store.add(1, leaf(1), rows))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.add(0, leaf(1), List.of(rows.get(0), row())))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(store.leaves()).isEmpty();
    assertThat(store.waiting(10)).hasSize(2);
  }

  @Test
  void theVersionBeforeIsKeptUntilTheNextStandsInALeaf() {
    KeyLogStore store = emptyStore();
    MapRow row = row();
    MapRow next = row();
    KeyVersion first = version(1);
    KeyVersion second = version(2);
    assertThat(store.record(ada, first, row)).isTrue();
    store.add(0, leaf(1), List.of(row));
    assertThat(store.record(ada, second, next)).isTrue();
    assertThat(store.versions(ada)).containsExactly(first, second);

    store.add(1, leaf(2), List.of(next));

    assertThat(store.versions(ada)).containsExactly(second);
    assertThat(store.between(row.position(), row.position())).containsExactly(row);
  }

  @Test
  void theNewestWordOfTheWitnessIsKept() {
    KeyLogStore store = emptyStore();
    assertThat(store.witnessed()).isEmpty();

    store.witnessed(bytes(100));
    ByteString newest = bytes(120);
    store.witnessed(newest);

    assertThat(store.witnessed()).contains(newest);
  }

  private List<MapRow> record(KeyLogStore store, int count) {
    return Stream.generate(this::row)
        .limit(count)
        .peek(row ->
            assertThat(store.record(AccountId.of(bytes(AccountId.BYTES)), version(1), row)).isTrue())
        .toList();
  }

  private static LogLeaf leaf(int entries) {
    return LogLeaf.newBuilder()
        .setHour(498_000)
        .setEntries(entries)
        .setMapRoot(ByteString.copyFrom(new byte[32]))
        .build();
  }

  private KeyVersion version(int number) {
    return new KeyVersion(number, bytes(35));
  }

  private MapRow row() {
    return new MapRow(bytes(32), bytes(32));
  }

  private ByteString bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }
}
