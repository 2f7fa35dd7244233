package org.busel.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.busel.store.contract.Examples.LATER;
import static org.busel.store.contract.Examples.NOW;
import static org.busel.store.contract.Examples.device;
import static org.busel.store.contract.Examples.envelope;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.busel.mailbox.AppendOutcome;
import org.busel.mailbox.AppendOutcome.AlreadyStored;
import org.busel.mailbox.AppendOutcome.Stored;
import org.busel.mailbox.Envelope;
import org.busel.mailbox.MailboxStore;
import org.busel.mailbox.Waiting;
import org.busel.wire.DeviceId;
import org.junit.jupiter.api.Test;

/// What every [MailboxStore] owes, whatever it is made of.
public abstract class MailboxStoreContract extends MailboxEndsContract {
  @Test
  void whatWasAppendedWaitsAsItWas() {
    MailboxStore store = emptyStore();
    Envelope envelope = envelope(ALICE);

    long sequence = sequenceOf(store.append(envelope));

    assertThat(peekAll(store, ALICE)).containsExactly(new Waiting(sequence, envelope));
  }

  @Test
  void everySizeBucketComesBackUnchanged() {
    MailboxStore store = emptyStore();
    List<Envelope> envelopes = new ArrayList<>();
    for (int kib : new int[] {1, 2, 4, 8, 16, 32, 64, 96}) {
      envelopes.add(envelope(ALICE, kib, kib << 10, LATER));
    }

    envelopes.forEach(envelope -> assertStored(store.append(envelope)));

    assertThat(peekAll(store, ALICE)).extracting(Waiting::envelope).isEqualTo(envelopes);
  }

  @Test
  void theOldestComesFirstAndSequencesRise() {
    MailboxStore store = emptyStore();
    List<Envelope> envelopes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Envelope envelope = envelope(ALICE);
      envelopes.add(envelope);
      assertStored(store.append(envelope));
      assertStored(store.append(envelope(BOB)));
    }

    List<Waiting> waiting = peekAll(store, ALICE);

    assertThat(waiting).extracting(Waiting::envelope).isEqualTo(envelopes);
    assertThat(waiting).extracting(Waiting::sequence).isSorted().doesNotHaveDuplicates();
    assertThat(waiting.getFirst().sequence()).isPositive();
  }

  @Test
  void oneMailboxShowsNothingOfAnother() {
    MailboxStore store = emptyStore();
    DeviceId secondOfAlice = new DeviceId(ALICE.account(), 2);

    assertStored(store.append(envelope(ALICE)));

    assertThat(peekAll(store, BOB)).isEmpty();
    assertThat(peekAll(store, secondOfAlice)).isEmpty();
  }

  @Test
  void peekingRemovesNothing() {
    MailboxStore store = emptyStore();
    assertStored(store.append(envelope(ALICE)));

    assertThat(peekAll(store, ALICE)).isEqualTo(peekAll(store, ALICE)).hasSize(1);
  }

  @Test
  void peekStartsAboveTheSequenceAndStopsAtTheLimit() {
    MailboxStore store = emptyStore();
    List<Long> sequences = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sequences.add(sequenceOf(store.append(envelope(ALICE))));
    }

    assertThat(store.peek(ALICE, sequences.get(1), 2, NOW))
        .extracting(Waiting::sequence)
        .containsExactly(sequences.get(2), sequences.get(3));
    assertThat(store.peek(ALICE, sequences.getLast(), 10, NOW)).isEmpty();
  }

  @Test
  void peekRefusesALimitOutOfRange() {
    MailboxStore store = emptyStore();

    assertThatIllegalArgumentException().isThrownBy(() -> store.peek(ALICE, 0, 0, NOW));
    assertThatIllegalArgumentException().isThrownBy(() -> store.peek(ALICE, 0, 1_001, NOW));
  }

  @Test
  void anEnvelopeSentTwiceIsKeptOnce() {
    MailboxStore store = emptyStore();
    Envelope envelope = envelope(ALICE);
    assertStored(store.append(envelope(ALICE)));

    long sequence = sequenceOf(store.append(envelope));
    assertStored(store.append(envelope(ALICE)));

    assertThat(store.append(envelope)).isEqualTo(new AlreadyStored(sequence));
    assertThat(peekAll(store, ALICE)).hasSize(3);
  }

  @Test
  void oneSubmitToTwoDevicesIsKeptForBoth() {
    MailboxStore store = emptyStore();

    assertStored(store.append(envelope(ALICE, 7, 1 << 10, LATER)));
    assertStored(store.append(envelope(BOB, 7, 1 << 10, LATER)));

    assertThat(peekAll(store, ALICE)).hasSize(1);
    assertThat(peekAll(store, BOB)).hasSize(1);
  }

  @Test
  void anEnvelopeSentByManyThreadsAtOnceIsKeptOnce() throws Exception {
    MailboxStore store = emptyStore();
    Envelope envelope = envelope(ALICE);

    List<AppendOutcome> outcomes = AtOnce.run(32, _ -> store.append(envelope));

    assertThat(outcomes).filteredOn(Stored.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(AlreadyStored.class::isInstance).hasSize(31);
    assertThat(peekAll(store, ALICE)).hasSize(1);
  }

  @Test
  void whatManyThreadsAppendedAllWaitsEachThreadsInItsOrder() throws Exception {
    MailboxStore store = emptyStore();
    int threads = 16;
    int each = 50;

    List<List<Long>> sequences =
        AtOnce.run(threads, thread -> appendInARow(store, device(thread % 4), thread, each));

    for (List<Long> mine : sequences) {
      assertThat(mine).hasSize(each).isSorted();
    }
    assertThat(sequences.stream().flatMap(List::stream)).doesNotHaveDuplicates();
    for (int number = 0; number < 4; number++) {
      assertThat(peekAll(store, device(number)))
          .hasSize(threads / 4 * each)
          .extracting(Waiting::sequence)
          .isSorted();
    }
  }

  private static List<Long> appendInARow(
      MailboxStore store, DeviceId device, int thread, int count) {
    List<Long> sequences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long number = 1_000_000L * (thread + 1) + i;
      sequences.add(sequenceOf(store.append(envelope(device, number, 1 << 10, LATER))));
    }
    return sequences;
  }

  @Test
  void anEnvelopeSaysWhatStoodBeforeIt() {
    MailboxStore store = emptyStore();

    Stored first = stored(store.append(envelope(ALICE)));
    Stored others = stored(store.append(envelope(BOB)));
    Stored second = stored(store.append(envelope(ALICE)));
    store.acknowledge(ALICE, List.of(first.sequence(), second.sequence()));
    Stored third = stored(store.append(envelope(ALICE)));

    assertThat(first.previous()).isBetween(0L, first.sequence() - 1);
    assertThat(others.previous()).isBetween(0L, others.sequence() - 1);
    assertThat(second.previous()).isBetween(first.sequence(), second.sequence() - 1);
    assertThat(third.previous()).isBetween(0L, third.sequence() - 1);
  }

  @Test
  void whoHasSeenWhatStoodBeforeHasMissedNothing() throws Exception {
    MailboxStore store = emptyStore();
    int threads = 8;
    int each = 50;

    List<List<Stored>> appended =
        AtOnce.run(
            threads,
            thread -> {
              List<Stored> mine = new ArrayList<>();
              for (int i = 0; i < each; i++) {
                long number = 1_000L * thread + i;
                mine.add(stored(store.append(envelope(ALICE, number, 1 << 10, LATER))));
              }
              return mine;
            });

    List<Long> waiting = peekAll(store, ALICE).stream().map(Waiting::sequence).toList();
    for (Stored one : appended.stream().flatMap(List::stream).toList()) {
      assertThat(waiting)
          .noneMatch(sequence -> sequence > one.previous() && sequence < one.sequence());
    }
  }

  @Test
  void appendsThatDoNotWaitForEachOtherKeepTheirOrderAndAreEachSettledOnce()
      throws InterruptedException {
    MailboxStore store = emptyStore();
    int count = 500;
    RecordingCallback outcomes = new RecordingCallback(2 * count);
    List<Envelope> envelopes = new ArrayList<>();

    for (int i = 0; i < count; i++) {
      Envelope envelope = envelope(ALICE, i, 1 << 10, LATER);
      envelopes.add(envelope);
      store.append(envelope, outcomes);
      store.append(envelope, outcomes); // while the first is on its way
    }

    assertThat(outcomes.all()).filteredOn(Stored.class::isInstance).hasSize(count);
    assertThat(outcomes.all()).filteredOn(AlreadyStored.class::isInstance).hasSize(count);
    assertThat(peekAll(store, ALICE)).extracting(Waiting::envelope).isEqualTo(envelopes);
  }

  @Test
  void readersAndWritersAtOnceSeeEveryEnvelopeExactlyOnce()
      throws InterruptedException, ExecutionException {
    MailboxStore store = emptyStore();
    int writers = 8;
    int each = 40;

    List<List<Long>> results =
        AtOnce.run(
            writers + 1,
            thread ->
                thread < writers
                    ? appendInARow(store, ALICE, thread, each)
                    : drain(store, ALICE, writers * each));

    List<Long> stored =
        results.subList(0, writers).stream().flatMap(List::stream).sorted().toList();
    assertThat(results.getLast()).isEqualTo(stored);
    assertThat(peekAll(store, ALICE)).isEmpty();
  }

  /// Reads and acknowledges, always from the last sequence seen, until `count` have come.
  private static List<Long> drain(MailboxStore store, DeviceId device, int count) {
    List<Long> seen = new ArrayList<>();
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (seen.size() < count && System.nanoTime() < deadline) {
      long after = seen.isEmpty() ? 0 : seen.getLast();
      List<Long> sequences =
          store.peek(device, after, 7, NOW).stream().map(Waiting::sequence).toList();
      seen.addAll(sequences);
      store.acknowledge(device, sequences);
      Thread.onSpinWait();
    }
    return seen;
  }
}
