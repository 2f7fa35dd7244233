package org.busel.relay.listen;

import org.busel.relay.auth.LoginOutcome;
import org.busel.relay.telemetry.RelayMeters;
import org.busel.relay.telemetry.RelayMeters.Close;
import org.busel.wire.CloseCode;
import org.busel.wire.ConnectionKind;

/// What of a connection is counted as what.
final class CloseMeters {
  private CloseMeters() {}

  /// How a login is counted.
  static RelayMeters.Login of(LoginOutcome outcome) {
    return switch (outcome) {
      case LoginOutcome.LoggedIn _ -> RelayMeters.Login.ADMITTED;
      case LoginOutcome.Refused() -> RelayMeters.Login.REFUSED;
      case LoginOutcome.Unavailable() -> RelayMeters.Login.UNAVAILABLE;
    };
  }

  /// How a close is counted.
  static Close of(CloseCode code) {
    return switch (code) {
      case DONE -> Close.DONE;
      case RESTARTING -> Close.RESTART;
      case MALFORMED -> Close.MALFORMED;
      case LOGIN_REFUSED -> Close.LOGIN;
      case IDLE -> Close.IDLE;
      case REPLACED -> Close.REPLACED;
      case TOO_LARGE -> Close.TOO_LARGE;
      case VERSION_TOO_OLD -> Close.VERSION;
    };
  }

  /// How a kind of connection is counted.
  static RelayMeters.Door door(ConnectionKind kind) {
    return switch (kind) {
      case INBOX -> RelayMeters.Door.INBOX;
      case OUTBOX -> RelayMeters.Door.OUTBOX;
    };
  }
}
