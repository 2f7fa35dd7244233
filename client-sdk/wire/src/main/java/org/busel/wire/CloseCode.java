package org.busel.wire;

import java.util.Optional;
import org.busel.wire.v1.Refusal.Code;

/// Why a relay closes a WebSocket, as the code of its close frame. A [org.busel.wire.v1.Refusal] with the matching
/// code goes before it wherever one can still be sent.
public enum CloseCode {
  /// Done: a Register was answered, or the device said goodbye.
  DONE(1000, Optional.empty()),

  /// The relay goes down or away; come back after the time that Closing named.
  RESTARTING(1012, Optional.empty()),

  /// The device sent bytes that can never be right.
  MALFORMED(4400, Optional.of(Code.CODE_MALFORMED)),

  /// The login was refused, or none came in time.
  LOGIN_REFUSED(4401, Optional.of(Code.CODE_LOGIN_REFUSED)),

  /// Nothing arrived for [Limits#IDLE_CLOSE].
  IDLE(4408, Optional.of(Code.CODE_IDLE)),

  /// The same device has logged in on another connection; do not reconnect by yourself.
  REPLACED(4409, Optional.of(Code.CODE_REPLACED)),

  /// A frame was larger than [Limits#FRAME_BYTES].
  TOO_LARGE(4413, Optional.of(Code.CODE_TOO_LARGE)),

  /// The relay speaks none of the device's protocol versions; the app must be renewed.
  VERSION_TOO_OLD(4426, Optional.of(Code.CODE_VERSION_TOO_OLD));

  private final int number;
  private final Optional<Code> refusal;

  CloseCode(int number, Optional<Code> refusal) {
    this.number = number;
    this.refusal = refusal;
  }

  /// The code with this number, or nothing for one that Busel does not use.
  public static Optional<CloseCode> of(int number) {
    for (CloseCode code : values()) {
      if (code.number == number) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }

  /// As it stands in the WebSocket close frame.
  public int number() {
    return number;
  }

  /// Code of the Refusal that goes before this close, if one does.
  public Optional<Code> refusal() {
    return refusal;
  }
}
