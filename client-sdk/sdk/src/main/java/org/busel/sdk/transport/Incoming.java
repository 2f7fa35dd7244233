package org.busel.sdk.transport;

import java.time.Duration;
import org.busel.wire.v1.Push;

/// What came in on an inbox connection.
public sealed interface Incoming {
  /// The relay says something unasked.
  record Pushed(Push push) implements Incoming {}

  /// Nothing, for as long as was waited.
  record Nothing() implements Incoming {}

  /// The connection is gone, and nothing more will come.
  record Gone(Ending ending) implements Incoming {}

  /// Why a connection ended.
  ///
  /// @param kind what the caller should do
  /// @param reason for people
  /// @param reconnectAfter if the relay asked for it: wait a random time up to this; else zero
  record Ending(Kind kind, String reason, Duration reconnectAfter) {
    /// What an ending asks for.
    public enum Kind {
      /// Connect again, after a while.
      BROKEN,
      /// The same device has logged in elsewhere: connecting again would throw that one out.
      REPLACED,
      /// The relay refused the login.
      LOGIN_REFUSED,
      /// The relay no longer speaks this version.
      VERSION_TOO_OLD
    }
  }
}
