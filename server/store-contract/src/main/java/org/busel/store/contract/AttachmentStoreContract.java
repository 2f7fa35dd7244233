package org.busel.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.busel.store.contract.Examples.LATER;
import static org.busel.store.contract.Examples.NOW;
import static org.busel.store.contract.Examples.attachmentId;
import static org.busel.store.contract.Examples.opening;
import static org.busel.store.contract.Examples.part;

import com.google.protobuf.ByteString;
import java.util.BitSet;
import java.util.List;
import org.busel.attachment.AttachmentStore;
import org.busel.attachment.Held;
import org.busel.attachment.OpenOutcome;
import org.busel.attachment.Opening;
import org.busel.attachment.PutOutcome;
import org.junit.jupiter.api.Test;

/// What every [AttachmentStore] owes, whatever it is made of.
public abstract class AttachmentStoreContract {
  private static final PutOutcome STORED = new PutOutcome.Stored();

  /// A store without an attachment.
  protected abstract AttachmentStore emptyStore();

  @Test
  void partsComeBackAsTheyWereInAnyOrder() {
    AttachmentStore store = emptyStore();
    Opening opening = opening(1, 3);

    assertThat(store.open(opening)).isInstanceOf(OpenOutcome.Opened.class);
    for (int part : new int[] {2, 0, 1}) {
      assertThat(store.put(opening.id(), part, part(opening, part))).isEqualTo(STORED);
    }

    for (int part = 0; part < 3; part++) {
      assertThat(store.part(opening.id(), part, NOW)).contains(part(opening, part));
    }
    assertThat(store.part(opening.id(), 3, NOW)).isEmpty();
    assertThat(store.part(opening.id(), -1, NOW)).isEmpty();
  }

  @Test
  void anUploadThatIsResumedIsToldWhatIsThere() {
    AttachmentStore store = emptyStore();
    Opening opening = open(store, opening(1, 3));
    assertThat(store.put(opening.id(), 1, part(opening, 1))).isEqualTo(STORED);

    OpenOutcome again = store.open(opening);

    BitSet present = new BitSet();
    present.set(1);
    Held held = new Held(opening.sealedBytes(), LATER, present);
    assertThat(again).isEqualTo(new OpenOutcome.AlreadyOpen(held));
    assertThat(store.find(opening.id(), NOW)).contains(held);
  }

  @Test
  void aPartThatIsThereIsNeverReplaced() {
    AttachmentStore store = emptyStore();
    Opening opening = open(store, opening(1, 2));
    assertThat(store.put(opening.id(), 0, part(opening, 0))).isEqualTo(STORED);

    PutOutcome other = store.put(opening.id(), 0, ByteString.copyFrom(new byte[256 << 10]));

    assertThat(other).isEqualTo(STORED);
    assertThat(store.part(opening.id(), 0, NOW)).contains(part(opening, 0));
  }

  @Test
  void aPartOfAnotherLengthOrNumberIsRefused() {
    AttachmentStore store = emptyStore();
    Opening opening = open(store, opening(1, 2));
    ByteString first = part(opening, 0);

    assertThat(store.put(opening.id(), 0, first.substring(1)))
        .isEqualTo(new PutOutcome.WrongSize());
    assertThat(store.put(opening.id(), 1, first)).isEqualTo(new PutOutcome.WrongSize());
    assertThat(store.put(opening.id(), 2, first)).isEqualTo(new PutOutcome.WrongSize());
    assertThat(store.put(opening.id(), -1, first)).isEqualTo(new PutOutcome.WrongSize());
    assertThat(store.put(attachmentId(2), 0, first)).isEqualTo(new PutOutcome.NotOpen());
    assertThat(store.find(opening.id(), NOW).orElseThrow().present().isEmpty()).isTrue();
  }

  @Test
  void anAttachmentKeepsItsLength() {
    AttachmentStore store = emptyStore();
    Opening opening = open(store, opening(1, 2));

    assertThat(store.open(opening(1, 3))).isEqualTo(new OpenOutcome.OtherLength());

    assertThat(store.find(opening.id(), NOW).orElseThrow().sealedBytes())
        .isEqualTo(opening.sealedBytes());
  }

  @Test
  void aTokenIsGoodOnceAlsoAfterItsAttachmentIsGone() {
    AttachmentStore store = emptyStore();
    Opening opening = open(store, spending(1, 2));
    assertThat(store.remove(opening.id())).isTrue();

    assertThat(store.open(opening)).isEqualTo(new OpenOutcome.TokenSpent());
    assertThat(store.open(spending(2, 2))).isEqualTo(new OpenOutcome.TokenSpent());
    assertThat(store.open(spending(3, 1))).isEqualTo(new OpenOutcome.TokenSpent());

    assertThat(store.find(attachmentId(3), NOW)).isEmpty();
    assertThat(store.open(opening(3, 2))).isInstanceOf(OpenOutcome.Opened.class);
    assertThat(store.heldBytes()).isEqualTo(opening.sealedBytes());
  }

  @Test
  void spentTokensOfAKeyThatIsNoLongerTakenAreForgotten() {
    AttachmentStore store = emptyStore();
    Opening opening = open(store, opening(1, 2));
    assertThat(store.remove(opening.id())).isTrue();

    store.forgetTokens(7);
    assertThat(store.open(opening)).isEqualTo(new OpenOutcome.TokenSpent());
    store.forgetTokens(8);
    assertThat(store.open(opening)).isInstanceOf(OpenOutcome.Opened.class);
  }

  @Test
  void whatHasExpiredIsNotGivenOutAndThenRemoved() {
    AttachmentStore store = emptyStore();
    Opening opening = open(store, opening(1, 2));
    assertThat(store.put(opening.id(), 0, part(opening, 0))).isEqualTo(STORED);

    assertThat(store.expire(LATER.minusSeconds(1))).isZero();
    assertThat(store.part(opening.id(), 0, LATER.minusSeconds(1))).isPresent();
    assertThat(store.part(opening.id(), 0, LATER)).isEmpty();
    assertThat(store.find(opening.id(), LATER)).isEmpty();
    assertThat(store.expire(LATER)).isEqualTo(1);

    assertThat(store.part(opening.id(), 0, NOW)).isEmpty();
    assertThat(store.heldBytes()).isZero();
  }

  @Test
  void whatWasWithdrawnIsGone() {
    AttachmentStore store = emptyStore();
    Opening opening = open(store, opening(1, 2));
    assertThat(store.put(opening.id(), 0, part(opening, 0))).isEqualTo(STORED);

    assertThat(store.remove(opening.id())).isTrue();

    assertThat(store.part(opening.id(), 0, NOW)).isEmpty();
    assertThat(store.put(opening.id(), 1, part(opening, 1))).isEqualTo(new PutOutcome.NotOpen());
    assertThat(store.remove(opening.id())).isFalse();
  }

  @Test
  void onlyOneOfManyThatSpendOneTokenIsOpened() throws Exception {
    AttachmentStore store = emptyStore();

    List<OpenOutcome> outcomes = AtOnce.run(8, i -> store.open(spending(10 + i, 99)));

    assertThat(outcomes).filteredOn(it -> it instanceof OpenOutcome.Opened).hasSize(1);
    assertThat(outcomes).filteredOn(new OpenOutcome.TokenSpent()::equals).hasSize(7);
    assertThat(store.heldBytes()).isEqualTo(opening(10, 2).sealedBytes());
  }

  @Test
  void manyThreadsMayPutPartsOfOneAttachmentAtOnce() throws Exception {
    AttachmentStore store = emptyStore();
    Opening opening = open(store, opening(1, 12));

    List<PutOutcome> outcomes =
        AtOnce.run(24, i -> store.put(opening.id(), i % 12, part(opening, i % 12)));

    assertThat(outcomes).allMatch(STORED::equals);
    for (int part = 0; part < 12; part++) {
      assertThat(store.part(opening.id(), part, NOW)).contains(part(opening, part));
    }
  }

  private static Opening open(AttachmentStore store, Opening opening) {
    assertThat(store.open(opening)).isInstanceOf(OpenOutcome.Opened.class);
    return opening;
  }

  private static Opening spending(long number, long tokenOf) {
    Opening plain = opening(number, 2);
    return new Opening(
        plain.id(),
        plain.sealedBytes(),
        LATER,
        7,
        List.of(plain.id(), attachmentId(tokenOf)));
  }
}
