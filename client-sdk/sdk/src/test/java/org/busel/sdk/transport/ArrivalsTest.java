package org.busel.sdk.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.busel.sdk.transport.Incoming.Ending;
import org.busel.wire.Limits;
import org.busel.wire.v1.Delivery;
import org.busel.wire.v1.Drained;
import org.busel.wire.v1.Push;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final Push DELIVERY =
      Push.newBuilder().setDelivery(Delivery.getDefaultInstance()).build();
  private static final Push DRAINED =
      Push.newBuilder().setDrained(Drained.getDefaultInstance()).build();

  private final Arrivals arrivals = new Arrivals();

  @Test
  void aRelayThatOffersMoreThanTheWindowIsStopped() {
    for (int i = 0; i < Limits.UNACKNOWLEDGED_DELIVERIES; i++) {
      assertThat(arrivals.offer(DELIVERY)).isTrue();
    }

    assertThat(arrivals.offer(DELIVERY)).isFalse();
  }

  @Test
  void takingWithoutAcknowledgingDoesNotOpenTheWindow() {
    for (int i = 0; i < Limits.UNACKNOWLEDGED_DELIVERIES; i++) {
      assertThat(arrivals.offer(DELIVERY)).isTrue();
      assertThat(arrivals.next(Duration.ZERO)).isInstanceOf(Incoming.Pushed.class);
    }
    assertThat(arrivals.offer(DELIVERY)).isFalse();

    arrivals.acknowledged(2);

    assertThat(arrivals.offer(DELIVERY)).isTrue();
  }

  @Test
  void aFloodOfOtherPushesIsStoppedToo() {
    int taken = 0;
    while (arrivals.offer(DRAINED)) {
      taken++;
    }

    assertThat(taken).isEqualTo(2 * Limits.UNACKNOWLEDGED_DELIVERIES);
  }

  @Test
  void whatCameBeforeTheEndIsHandedOutBeforeIt() {
    Ending ending = new Ending(Ending.Kind.BROKEN, "gone", Duration.ZERO);
    assertThat(arrivals.offer(DELIVERY)).isTrue();
    assertThat(arrivals.end(ending)).isTrue();
    assertThat(arrivals.end(new Ending(Ending.Kind.REPLACED, "later", Duration.ZERO))).isFalse();

    assertThat(arrivals.next(Duration.ZERO)).isEqualTo(new Incoming.Pushed(DELIVERY));
    assertThat(arrivals.next(Duration.ZERO)).isEqualTo(new Incoming.Gone(ending));
    assertThat(arrivals.next(Duration.ZERO)).isEqualTo(new Incoming.Gone(ending));
  }
}
