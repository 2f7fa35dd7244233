package org.busel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProtocolVersionTest {
  @Test
  void aNewerDeviceIsSpokenToInTheNewestVersionThatWeKnow() {
    assertThat(ProtocolVersion.agree(ProtocolVersion.NEWEST + 1)).hasValue(ProtocolVersion.NEWEST);
    assertThat(ProtocolVersion.agree(-1)).hasValue(ProtocolVersion.NEWEST);
  }

  @Test
  void aDeviceOlderThanTheOldestIsNotSpokenTo() {
    assertThat(ProtocolVersion.agree(ProtocolVersion.OLDEST)).hasValue(ProtocolVersion.OLDEST);
    assertThat(ProtocolVersion.agree(ProtocolVersion.OLDEST - 1)).isEmpty();
  }

  @Test
  void aDeviceRefusesAVersionThatItDoesNotSpeak() {
    assertThat(ProtocolVersion.speaks(ProtocolVersion.NEWEST)).isTrue();
    assertThat(ProtocolVersion.speaks(ProtocolVersion.NEWEST + 1)).isFalse();
    assertThat(ProtocolVersion.speaks(ProtocolVersion.OLDEST - 1)).isFalse();
  }
}
