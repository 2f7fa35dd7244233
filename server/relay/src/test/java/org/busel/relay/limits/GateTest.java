package org.busel.relay.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.busel.relay.limits.Visit.Ask;
import org.junit.jupiter.api.Test;

/// What each limit is counted by, and what it says.
class GateTest {
  private static final ByteString ACCOUNT = ByteString.copyFrom(new byte[16]);

  private final NanosByHand clock = new NanosByHand();
  private final Pressure pressure = new Pressure(1 << 20);
  private final Gate gate = new Gate(LimitRules.DEFAULTS, pressure, clock, new SecureRandom());

  @Test
  void whoTurnsThroughTheAddressesOfANetworkIsCountedAsOne() {
    int connected = 0;
    for (int i = 0; i < 10_000; i++) {
      String address = "2001:db8:1:2:" + Integer.toHexString(i) + "::1";
      connected += gate.connect(prefix(address)) instanceof Passage.Free ? 1 : 0;
    }

    assertThat(connected).isEqualTo(Limit.PREFIX_CONNECTIONS.usual().burst());
    assertThat(gate.connect(prefix("2001:db8:1:3::1"))).isEqualTo(Passage.FREE);
    assertThat(gate.refusals(Limit.PREFIX_CONNECTIONS)).isEqualTo(10_000 - connected);
  }

  @Test
  void whatComesFromThisMachineIsNotCountedByAddress() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(gate.connect(prefix("127.0.0.1"))).isEqualTo(Passage.FREE);
    }
  }

  @Test
  void aConnectionIsCountedByTheWorkThatItAsksFor() {
    Visit visit = gate.visit(Optional.empty());
    int burst = Limit.CONNECTION_REQUESTS.usual().burst();
    for (int i = 0; i < burst / 25; i++) {
      assertThat(visit.inbox(Ask.UPLOAD)).isEqualTo(Passage.FREE);
    }

    assertThat(visit.inbox(Ask.ORDINARY)).isEqualTo(new Passage.Wait(Duration.ofMillis(10)));
    assertThat(gate.visit(Optional.empty()).inbox(Ask.ORDINARY)).isEqualTo(Passage.FREE);
  }

  @Test
  void theTimeToWaitOfASharedLimitIsTheSameWhateverOthersDid() {
    for (int i = 0; i < Limit.ACCOUNT_FETCHES.usual().burst(); i++) {
      assertThat(gate.fetch(ACCOUNT)).isEqualTo(Passage.FREE);
    }
    Passage first = gate.fetch(ACCOUNT);
    clock.pass(Duration.ofMinutes(7));
    Passage later = gate.fetch(ACCOUNT);

    assertThat(first).isEqualTo(new Passage.Wait(Duration.ofMinutes(10)));
    assertThat(later).isEqualTo(first);
    clock.pass(Duration.ofMinutes(10));
    assertThat(gate.fetch(ACCOUNT)).isEqualTo(Passage.FREE); // so it was true
  }

  @Test
  void aWrongCapabilityUsesUpNothingOfTheAccount() {
    for (int i = 0; i < 10_000; i++) {
      Passage _ = gate.show(ACCOUNT, ByteString.copyFrom(new byte[] {1, 2, 3}));
    }

    assertThat(gate.show(ACCOUNT, ByteString.copyFrom(new byte[32]))).isEqualTo(Passage.FREE);
    assertThat(gate.fetch(ACCOUNT)).isEqualTo(Passage.FREE);
    assertThat(gate.submit(ACCOUNT, 1)).isEqualTo(Passage.FREE);
  }

  @Test
  void aSubmitCostsItsKibibytes() {
    int burst = Limit.ACCOUNT_SUBMIT_KIB.usual().burst();
    for (int i = 0; i < burst / 64; i++) {
      assertThat(gate.submit(ACCOUNT, 64 << 10)).isEqualTo(Passage.FREE);
    }

    assertThat(gate.submit(ACCOUNT, 64 << 10)).isEqualTo(new Passage.Wait(Duration.ofSeconds(1)));
    clock.pass(Duration.ofSeconds(1));
    assertThat(gate.submit(ACCOUNT, 64 << 10)).isEqualTo(Passage.FREE);
  }

  @Test
  void onlyRegistrationsAreRefusedWhileSomethingRunsShort() {
    pressure.read(new Reading(0.99, 0, 0, Duration.ZERO));
    Visit visit = gate.visit(prefix("192.0.2.1"));

    assertThat(visit.outbox(Ask.REGISTER)).isEqualTo(new Passage.Wait(Pressure.RETRY));
    assertThat(visit.outbox(Ask.FETCH)).isEqualTo(Passage.FREE);
    assertThat(visit.outbox(Ask.ORDINARY)).isEqualTo(Passage.FREE);
    assertThat(visit.login()).isEqualTo(Passage.FREE);
  }

  @Test
  void otherRatesAreInForceAtOnceAndWhatWasSpentStaysSpent() {
    for (int i = 0; i < 60; i++) {
      assertThat(gate.fetch(ACCOUNT)).isEqualTo(Passage.FREE);
    }
    assertThat(gate.fetch(ACCOUNT)).isInstanceOf(Passage.Wait.class);

    gate.apply(
        LimitRules.DEFAULTS.with(
            Limit.ACCOUNT_FETCHES, Optional.of(Rate.of(61, 6, Duration.ofHours(1)))));
    assertThat(gate.fetch(ACCOUNT)).isEqualTo(Passage.FREE);
    assertThat(gate.fetch(ACCOUNT)).isInstanceOf(Passage.Wait.class);

    gate.apply(LimitRules.DEFAULTS.with(Limit.ACCOUNT_FETCHES, Optional.empty()));
    assertThat(gate.fetch(ACCOUNT)).isEqualTo(Passage.FREE);
  }

  @Test
  void manyThreadsAtOnceGetNoMoreThanTheBurst() {
    AtomicInteger admitted = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 1_000; i++) {
        threads.execute(() -> {
          if (gate.fetch(ACCOUNT) instanceof Passage.Free) {
            int _ = admitted.incrementAndGet();
          }
        });
      }
    }

    assertThat(admitted).hasValue(Limit.ACCOUNT_FETCHES.usual().burst());
    assertThat(gate.refusals(Limit.ACCOUNT_FETCHES)).isEqualTo(1_000 - admitted.get());
  }

  private static Optional<Prefix> prefix(String address) {
    return Prefix.of(InetAddress.ofLiteral(address));
  }
}
