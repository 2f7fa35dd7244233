package org.busel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final RelayPlace relay = new RelayPlace("https://relay.example", filled(32), filled(33));
  private final JoinLink join =
      new JoinLink(relay, InvitationToken.random(RANDOM), NOON, Optional.of(filled(32)));
  private final MeetLink meet =
      new MeetLink(
          new ContactCard(
              List.of(relay), AccountId.random(RANDOM), filled(32), Capability.random(RANDOM)),
          InvitationToken.random(RANDOM),
          NOON);

  @Test
  void aLinkReadBackIsTheSameLink() {
    assertThat(JoinLink.parse(join.text())).isEqualTo(new Parsed.Link<>(join));
    assertThat(MeetLink.parse(meet.text())).isEqualTo(new Parsed.Link<>(meet));
  }

  @Test
  void blanksAndLineEndsAroundALinkDoNotMatter() {
    assertThat(JoinLink.parse("  " + join.text() + "\r\n")).isEqualTo(new Parsed.Link<>(join));
  }

  @Test
  void aLinkWithOneCharacterChangedIsNeverTakenForALink() {
    String text = meet.text();
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'A' ? 'B' : 'A';
      String changed = text.substring(0, i) + other + text.substring(i + 1);

      assertThat(MeetLink.parse(changed)).isNotInstanceOf(Parsed.Link.class);
    }
  }

  @Test
  void aLinkCutAnywhereIsNeverTakenForALink() {
    String text = join.text();
    for (int length = 0; length < text.length(); length++) {
      assertThat(JoinLink.parse(text.substring(0, length))).isNotInstanceOf(Parsed.Link.class);
    }
  }

  @Test
  void aLinkIsGoodUntilItsInstantAndNotAfter() {
    Instant expiry = join.expiresAt();

    assertThat(join.hasExpired(expiry)).isFalse();
    assertThat(join.hasExpired(expiry.plus(Duration.ofMillis(1)))).isTrue();
    assertThat(meet.hasExpired(expiry)).isFalse();
    assertThat(meet.hasExpired(expiry.plus(Duration.ofMillis(1)))).isTrue();
  }

  @Test
  void whatALinkHoldsIsNeverPrinted() {
    assertThat(join.toString()).isEqualTo("JoinLink[hidden]");
    assertThat(meet.toString()).isEqualTo("MeetLink[hidden]");
    assertThat(meet.card().toString()).isEqualTo("ContactCard[hidden]");
    assertThat(meet.card().capability().toString()).isEqualTo("Capability[hidden]");
    assertThat(meet.card().account().toString()).isEqualTo("AccountId[hidden]");
    assertThat(meet.token().toString()).isEqualTo("InvitationToken[hidden]");
    assertThat(relay.toString()).isEqualTo("RelayPlace[hidden]");
  }

  @Test
  void aRelayIsReachedAtItsHostAndPort() {
    RelayPlace withPort = new RelayPlace("https://[::1]:8443", filled(32), filled(33));

    assertThat(relay.host()).isEqualTo("relay.example");
    assertThat(relay.port()).isEqualTo(443);
    assertThat(withPort.host()).isEqualTo("::1");
    assertThat(withPort.port()).isEqualTo(8443);
  }

  @Test
  void aPlaceThatNoLinkCouldCarryCannotBeMade() {
    assertThatThrownBy(() -> new RelayPlace("http://relay.example", filled(32), filled(33)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("relay.example");
    assertThatThrownBy(() -> new RelayPlace("https://relay.example", filled(31), filled(33)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ByteString filled(int bytes) {
    return ByteString.copyFromUtf8("x".repeat(bytes));
  }
}
