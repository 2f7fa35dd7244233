package org.busel.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.busel.store.contract.Examples.LATER;
import static org.busel.store.contract.Examples.NOW;
import static org.busel.store.contract.Examples.device;
import static org.busel.store.contract.Examples.envelope;

import java.time.Duration;
import java.util.List;
import org.busel.mailbox.AppendOutcome;
import org.busel.mailbox.AppendOutcome.AlreadyStored;
import org.busel.mailbox.AppendOutcome.Busy;
import org.busel.mailbox.AppendOutcome.MailboxFull;
import org.busel.mailbox.AppendOutcome.Stored;
import org.busel.mailbox.Envelope;
import org.busel.mailbox.MailboxLimits;
import org.busel.mailbox.MailboxStore;
import org.busel.mailbox.Waiting;
import org.busel.wire.DeviceId;
import org.junit.jupiter.api.Test;

/// How envelopes leave a mailbox, and what keeps others out: acknowledged, withdrawn, set aside, expired, full. The part
/// of [MailboxStoreContract] that has a file of its own.
public abstract class MailboxEndsContract {
  static final DeviceId ALICE = device(1);
  static final DeviceId BOB = device(2);

  /// A store in which nothing waits.
  protected abstract MailboxStore emptyStore(MailboxLimits limits);

  final MailboxStore emptyStore() {
    return emptyStore(MailboxLimits.DEFAULTS);
  }

  @Test
  void aWithdrawnEnvelopeIsGoneAndTheOthersStay() {
    MailboxStore store = emptyStore();
    Envelope before = envelope(ALICE);
    Envelope withdrawn = envelope(ALICE);
    Envelope after = envelope(ALICE);
    List.of(before, withdrawn, after).forEach(envelope -> assertStored(store.append(envelope)));

    store.withdraw(ALICE, withdrawn.id());
    store.withdraw(ALICE, withdrawn.id());

    assertThat(peekAll(store, ALICE)).extracting(Waiting::envelope).containsExactly(before, after);
  }

  @Test
  void withdrawingTakesNothingOutOfAnotherMailbox() {
    MailboxStore store = emptyStore();
    assertStored(store.append(envelope(ALICE, 7, 1 << 10, LATER)));
    Envelope ofBob = envelope(BOB, 7, 1 << 10, LATER);
    assertStored(store.append(ofBob));

    store.withdraw(ALICE, ofBob.id());

    assertThat(peekAll(store, ALICE)).isEmpty();
    assertThat(peekAll(store, BOB)).hasSize(1);
  }

  @Test
  void withdrawingWhatIsNotThereChangesNothing() {
    MailboxStore store = emptyStore();
    assertStored(store.append(envelope(ALICE)));

    store.withdraw(ALICE, envelope(ALICE).id());
    store.withdraw(BOB, envelope(BOB).id());

    assertThat(peekAll(store, ALICE)).hasSize(1);
  }

  @Test
  void whatWasAcknowledgedIsGoneForGood() {
    MailboxStore store = emptyStore();
    long first = sequenceOf(store.append(envelope(ALICE)));
    long second = sequenceOf(store.append(envelope(ALICE)));
    long third = sequenceOf(store.append(envelope(ALICE)));

    store.acknowledge(ALICE, List.of(first, third));

    assertThat(peekAll(store, ALICE)).extracting(Waiting::sequence).containsExactly(second);
  }

  @Test
  void acknowledgingTwiceOrWhatIsNotThereOrWhatIsAnothersIsHarmless() {
    MailboxStore store = emptyStore();
    long gone = sequenceOf(store.append(envelope(ALICE)));
    long stays = sequenceOf(store.append(envelope(ALICE)));
    long others = sequenceOf(store.append(envelope(BOB)));

    store.acknowledge(ALICE, List.of(gone));
    store.acknowledge(ALICE, List.of(gone, gone, 0L, -1L, Long.MAX_VALUE, others));

    assertThat(peekAll(store, ALICE)).extracting(Waiting::sequence).containsExactly(stays);
    assertThat(peekAll(store, BOB)).extracting(Waiting::sequence).containsExactly(others);
  }

  @Test
  void sequencesRiseEvenAfterAMailboxWasEmpty() {
    MailboxStore store = emptyStore();
    long first = sequenceOf(store.append(envelope(ALICE)));
    store.acknowledge(ALICE, List.of(first));

    long second = sequenceOf(store.append(envelope(ALICE)));

    assertThat(second).isGreaterThan(first);
  }

  @Test
  void aMailboxIsFullAtItsLimitOfEnvelopesAndOthersAreNot() {
    MailboxStore store = emptyStore(new MailboxLimits(3, 1 << 20));
    Envelope first = envelope(ALICE);
    long sequence = sequenceOf(store.append(first));
    assertStored(store.append(envelope(ALICE)));
    assertStored(store.append(envelope(ALICE)));

    assertThat(store.append(envelope(ALICE))).isEqualTo(new MailboxFull());
    assertThat(store.append(first)).isEqualTo(new AlreadyStored(sequence));
    assertStored(store.append(envelope(BOB)));
    assertThat(peekAll(store, ALICE)).hasSize(3);
  }

  @Test
  void aMailboxIsFullAtItsLimitOfBytes() {
    MailboxStore store = emptyStore(new MailboxLimits(100, 96 << 10));
    assertStored(store.append(envelope(ALICE, 1, 64 << 10, LATER)));

    assertThat(store.append(envelope(ALICE, 2, 64 << 10, LATER))).isEqualTo(new MailboxFull());
    assertStored(store.append(envelope(ALICE, 3, 32 << 10, LATER)));
    assertThat(store.append(envelope(ALICE, 4, 1 << 10, LATER))).isEqualTo(new MailboxFull());
  }

  @Test
  void afterAnAcknowledgementThereIsRoomAgain() {
    MailboxStore store = emptyStore(new MailboxLimits(1, 96 << 10));
    Envelope envelope = envelope(ALICE, 1, 96 << 10, LATER);
    long sequence = sequenceOf(store.append(envelope));
    assertThat(store.append(envelope(ALICE))).isEqualTo(new MailboxFull());

    store.acknowledge(ALICE, List.of(sequence));

    assertStored(store.append(envelope(ALICE, 2, 96 << 10, LATER)));
  }

  @Test
  void manyThreadsAtOnceCannotOverfillAMailbox() throws Exception {
    MailboxStore store = emptyStore(new MailboxLimits(10, 1 << 20));

    List<AppendOutcome> outcomes = AtOnce.run(40, _ -> store.append(envelope(ALICE)));

    assertThat(outcomes).filteredOn(Stored.class::isInstance).hasSize(10);
    assertThat(outcomes).filteredOn(MailboxFull.class::isInstance).hasSize(30);
    assertThat(peekAll(store, ALICE)).hasSize(10);
  }

  @Test
  void anEnvelopeThatWasOfferedInVainTooOftenStandsInNobodysWay() {
    MailboxStore store = emptyStore();
    long poison = sequenceOf(store.append(envelope(ALICE)));
    long next = sequenceOf(store.append(envelope(ALICE)));
    for (int offer = 1; offer < MailboxStore.MAX_OFFERS; offer++) {
      assertThat(store.offeredInVain(ALICE, poison)).isFalse();
    }
    assertThat(peekAll(store, ALICE)).extracting(Waiting::sequence).containsExactly(poison, next);

    assertThat(store.offeredInVain(ALICE, poison)).isTrue();

    assertThat(peekAll(store, ALICE)).extracting(Waiting::sequence).containsExactly(next);
    assertThat(store.peek(ALICE, 0, 1, NOW)).extracting(Waiting::sequence).containsExactly(next);
    assertThat(store.offeredInVain(ALICE, poison)).isFalse();
  }

  @Test
  void whatIsSetAsideStillCountsIsKnownAndExpires() {
    MailboxStore store = emptyStore(new MailboxLimits(1, 1 << 20));
    Envelope poison = envelope(ALICE, 1, 1 << 10, NOW);
    long sequence = sequenceOf(store.append(poison));
    for (int offer = 0; offer < MailboxStore.MAX_OFFERS; offer++) {
      boolean _ = store.offeredInVain(ALICE, sequence);
    }

    assertThat(store.append(poison)).isEqualTo(new AlreadyStored(sequence));
    assertThat(store.append(envelope(ALICE))).isEqualTo(new MailboxFull());
    assertThat(store.expire(NOW)).isEqualTo(1);
    assertStored(store.append(envelope(ALICE)));
  }

  @Test
  void countingAnOfferOfWhatIsNotThereIsHarmless() {
    MailboxStore store = emptyStore();
    long others = sequenceOf(store.append(envelope(BOB)));

    for (int offer = 0; offer < MailboxStore.MAX_OFFERS; offer++) {
      assertThat(store.offeredInVain(ALICE, others)).isFalse();
      assertThat(store.offeredInVain(BOB, others + 1)).isFalse();
    }

    assertThat(peekAll(store, BOB)).hasSize(1);
  }

  @Test
  void expiredEnvelopesAreNotShown() {
    MailboxStore store = emptyStore();
    assertStored(store.append(envelope(ALICE, 1, 1 << 10, NOW)));
    assertStored(store.append(envelope(ALICE, 2, 1 << 10, NOW.plus(Duration.ofHours(1)))));

    List<Waiting> waiting = peekAll(store, ALICE);

    assertThat(waiting).extracting(w -> w.envelope().id()).containsExactly(Examples.envelopeId(2));
  }

  @Test
  void expiryRemovesWhatIsDueFromEveryMailboxAndMakesRoom() {
    MailboxStore store = emptyStore(new MailboxLimits(2, 1 << 20));
    assertStored(store.append(envelope(ALICE, 1, 1 << 10, NOW)));
    assertStored(store.append(envelope(ALICE, 2, 1 << 10, LATER)));
    assertStored(store.append(envelope(BOB, 3, 1 << 10, NOW)));

    assertThat(store.expire(NOW.minus(Duration.ofSeconds(1)))).isZero();
    assertThat(store.expire(NOW)).isEqualTo(2);
    assertThat(store.expire(NOW)).isZero();

    assertThat(peekAll(store, ALICE))
        .extracting(w -> w.envelope().id())
        .containsExactly(Examples.envelopeId(2));
    assertStored(store.append(envelope(ALICE, 4, 1 << 10, LATER)));
  }

  @Test
  void anIdMayBeUsedAgainOnceItsEnvelopeIsGone() {
    MailboxStore store = emptyStore();
    Envelope envelope = envelope(ALICE);
    long first = sequenceOf(store.append(envelope));
    store.acknowledge(ALICE, List.of(first));

    long second = sequenceOf(store.append(envelope));

    assertThat(peekAll(store, ALICE)).containsExactly(new Waiting(second, envelope));
  }

  static List<Waiting> peekAll(MailboxStore store, DeviceId device) {
    return store.peek(device, 0, 1_000, NOW);
  }

  static void assertStored(AppendOutcome outcome) {
    assertThat(outcome).isInstanceOf(Stored.class);
  }

  static Stored stored(AppendOutcome outcome) {
    assertStored(outcome);
    return (Stored) outcome;
  }

  static long sequenceOf(AppendOutcome outcome) {
    return switch (outcome) {
      case Stored(long sequence, long _) -> sequence;
      case AlreadyStored _ -> throw new AssertionError("was there already");
      case MailboxFull _ -> throw new AssertionError("mailbox is full");
      case Busy _ -> throw new AssertionError("the store is busy");
    };
  }
}
