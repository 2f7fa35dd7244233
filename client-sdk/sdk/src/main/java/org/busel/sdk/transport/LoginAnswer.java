package org.busel.sdk.transport;

import org.busel.wire.v1.KeyCounts;

/// What became of logging in.
public sealed interface LoginAnswer {
  /// This connection is the device's inbox from here on.
  ///
  /// @param keys one-time keys that the relay still has to give out
  record LoggedIn(KeyCounts keys) implements LoginAnswer {}

  /// The relay does not know the account, the device or its login key.
  record Refused() implements LoginAnswer {}

  /// The connection broke before an answer.
  ///
  /// @param reason for people
  record Unanswered(String reason) implements LoginAnswer {}
}
