package org.busel.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.busel.store.contract.Examples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the index in memory costs.
final class MailboxIndexTest {
  private final Expiries expiries = new Expiries();

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000, 4_321, 10_000})
  void aWaitingEnvelopeTakesAtMostThirtyTwoBytes(int count) {
    Mailbox mailbox = new Mailbox(expiries);

    fill(mailbox, count, 1_000);

    assertThat(mailbox.count()).isEqualTo(count);
    assertThat(mailbox.bytes()).isLessThanOrEqualTo(32L * count);
  }

  @Test
  void anEmptyMailboxTakesNoRoomForEnvelopes() {
    Mailbox mailbox = new Mailbox(expiries);
    fill(mailbox, 1_000, 1_000);

    for (long sequence = 1; sequence <= 1_000; sequence++) {
      assertThat(mailbox.remove(sequence)).isNotNull();
    }

    assertThat(mailbox.bytes()).isZero();
  }

  @Test
  void expiryLooksOnlyIntoMailboxesInWhichSomethingExpires() {
    Set<Mailbox> soon = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      Mailbox mailbox = new Mailbox(expiries);
      fill(mailbox, 10, 5_000);
      if (i % 1_000 == 0) {
        fill(mailbox, 20, 4_000);
        soon.add(mailbox);
      }
    }

    assertThat(expiries.takeDue(3_999)).isEmpty();
    assertThat(expiries.takeDue(4_000)).isEqualTo(soon);
    assertThat(expiries.takeDue(4_999)).isEmpty();

    soon.forEach(Mailbox::watchNext);
    assertThat(expiries.takeDue(4_000)).isEqualTo(soon);
    assertThat(expiries.takeDue(5_000)).hasSize(10_000);
  }

  /// Enters envelopes with sequences from 1 up, as far as they are not there.
  private static void fill(Mailbox mailbox, int count, int expiryHour) {
    for (int sequence = 1; sequence <= count; sequence++) {
      var _ =
          mailbox.put(
              new Mailbox.Entry(
                  sequence, 8L * sequence, Examples.envelopeId(sequence), expiryHour, 1 << 10));
    }
  }
}
