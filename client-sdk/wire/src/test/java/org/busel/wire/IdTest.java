package org.busel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class IdTest {
  private static final ByteString SIXTEEN = ByteString.copyFromUtf8("0123456789abcdef");

  @Test
  void anIdIsItsSixteenBytes() {
    assertThat(AccountId.of(SIXTEEN).bytes()).isEqualTo(SIXTEEN);
    assertThat(EnvelopeId.of(SIXTEEN).bytes()).isEqualTo(SIXTEEN);
  }

  @Test
  void whatIsLongerOrShorterIsNoId() {
    ByteString fifteen = SIXTEEN.substring(1);

    assertThatThrownBy(() -> AccountId.of(fifteen)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EnvelopeId.of(fifteen)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DeviceId(AccountId.of(SIXTEEN), 128))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anIdIsNeverPrinted() {
    assertThat(AccountId.of(SIXTEEN).toString()).isEqualTo("AccountId[hidden]");
    assertThat(EnvelopeId.of(SIXTEEN).toString()).isEqualTo("EnvelopeId[hidden]");
    assertThat(new DeviceId(AccountId.of(SIXTEEN), 1).toString()).isEqualTo("DeviceId[hidden]");
  }

  @Test
  void whatARelayKeepsOfASecretIsItsSha256() {
    assertThat(new InvitationToken(SIXTEEN).hash())
        .isEqualTo(hex("9f9f5111f7b27a781f1f1ddde5ebc2dd2b796bfc7365c9c28b548e564176929f"));
    assertThat(new Capability(SIXTEEN.concat(SIXTEEN)).hash())
        .isEqualTo(hex("3eb1bd439947eb762998e566ccc2e099c791118b2f40579cc4f7da2b5061b7f9"));
  }

  private static ByteString hex(String digits) {
    return ByteString.copyFrom(HexFormat.of().parseHex(digits));
  }
}
