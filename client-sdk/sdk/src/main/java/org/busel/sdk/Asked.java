package org.busel.sdk;

import org.busel.wire.v1.Refusal;
import org.busel.wire.v1.Response;

/// What became of asking the relay over the outbox connection.
sealed interface Asked {
  /// Done as asked.
  record Answered(Response response) implements Asked {}

  /// A rule said no.
  record Refused(Refusal refusal) implements Asked {}

  /// No answer; it may or may not have been done.
  record Unreachable(String reason) implements Asked {}

  /// Something else than the relay answered.
  record NotTrusted(String reason) implements Asked {}

  /// No version of the protocol in common.
  record VersionTooOld() implements Asked {}
}
