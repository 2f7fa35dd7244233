package org.busel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.busel.wire.v1.Request.CallCase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionKindTest {
  @ParameterizedTest
  @EnumSource(value = CallCase.class, mode = EnumSource.Mode.EXCLUDE, names = "CALL_NOT_SET")
  void noCallIsAllowedBothWhereADeviceIsKnownAndWhereItIsNot(CallCase call) {
    assertThat(ConnectionKind.INBOX.allows(call)).isNotEqualTo(ConnectionKind.OUTBOX.allows(call));
  }

  @ParameterizedTest
  @EnumSource(ConnectionKind.class)
  void everyKindIsFoundByItsPathAndByNoOther(ConnectionKind kind) {
    assertThat(ConnectionKind.of(kind.path())).contains(kind);
    assertThat(ConnectionKind.of(kind.path() + "/")).isEmpty();
  }
}
