package org.busel.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.busel.store.contract.Examples.LATER;
import static org.busel.store.contract.Examples.NOW;
import static org.busel.store.contract.Examples.device;
import static org.busel.store.contract.Examples.envelope;

import java.time.Duration;
import java.util.List;
import org.busel.mailbox.AppendOutcome.Stored;
import org.busel.mailbox.Envelope;
import org.busel.mailbox.MailboxStore;
import org.busel.storage.RelayStore;
import org.busel.storage.StoreFigures;
import org.junit.jupiter.api.Test;

/// What every [RelayStore] that tells figures owes.
public abstract class StoreFiguresContract {
  /// A store in which nothing waits.
  protected abstract RelayStore emptyStore();

  @Test
  void anEmptyStoreHasNothingWaiting() {
    StoreFigures figures = emptyStore().figures();

    assertThat(figures.waitingEnvelopes()).isZero();
    assertThat(figures.waitingBytes()).isZero();
    assertThat(figures.nextExpiry()).isEmpty();
    assertThat(figures.depths().count()).isZero();
    assertThat(figures.commits().envelopes().sum()).isZero();
  }

  @Test
  void whatWaitsIsCountedByMailboxAndInAll() {
    RelayStore store = emptyStore();
    long _ = append(store, envelope(device(1), 1, 1024, LATER));
    for (int i = 0; i < 11; i++) {
      long _ = append(store, envelope(device(2), i, 2048, LATER));
    }

    StoreFigures figures = store.figures();

    assertThat(figures.waitingEnvelopes()).isEqualTo(12);
    assertThat(figures.waitingBytes()).isEqualTo(1024 + 11 * 2048);
    assertThat(figures.depths().counts()).isEqualTo(List.of(1L, 0L, 1L, 0L, 0L, 0L));
    assertThat(figures.depths().sum()).isEqualTo(12);
  }

  @Test
  void whatIsAcknowledgedNoLongerWaitsAndStaysCommitted() {
    RelayStore store = emptyStore();
    long first = append(store, envelope(device(1), 1, 1024, LATER));
    long _ = append(store, envelope(device(1), 2, 1024, LATER));

    store.mailboxes().acknowledge(device(1), List.of(first));

    StoreFigures figures = store.figures();
    assertThat(figures.waitingEnvelopes()).isEqualTo(1);
    assertThat(figures.waitingBytes()).isEqualTo(1024);
    assertThat(figures.commits().envelopes().sum()).isEqualTo(2);
    assertThat(figures.commits().micros().count()).isEqualTo(figures.commits().envelopes().count());
  }

  @Test
  void theNextExpiryIsThatOfTheEnvelopeThatExpiresFirst() {
    RelayStore store = emptyStore();
    long _ = append(store, envelope(device(1), 1, 1024, LATER));
    long _ = append(store, envelope(device(2), 2, 1024, NOW.plus(Duration.ofHours(5))));
    long _ = append(store, envelope(device(3), 3, 1024, LATER));

    assertThat(store.figures().nextExpiry()).contains(NOW.plus(Duration.ofHours(5)));
  }

  @Test
  void whatIsSetAsideIsCountedUntilItIsGone() {
    RelayStore store = emptyStore();
    long poison = append(store, envelope(device(1), 1, 1024, LATER));
    long _ = append(store, envelope(device(1), 2, 1024, LATER));
    assertThat(store.figures().upkeep().setAside()).isZero();
    for (int offer = 0; offer < MailboxStore.MAX_OFFERS; offer++) {
      boolean _ = store.mailboxes().offeredInVain(device(1), poison);
    }

    assertThat(store.figures().upkeep().setAside()).isEqualTo(1);
    assertThat(store.figures().waitingEnvelopes()).isEqualTo(2);
    store.mailboxes().acknowledge(device(1), List.of(poison));
    assertThat(store.figures().upkeep().setAside()).isZero();
  }

  private static long append(RelayStore store, Envelope envelope) {
    if (store.mailboxes().append(envelope) instanceof Stored stored) {
      return stored.sequence();
    }
    throw new AssertionError("an envelope was not stored");
  }
}
