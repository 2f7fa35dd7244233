package org.busel.sdk.transport;

import org.busel.wire.v1.Refusal;
import org.busel.wire.v1.Response;

/// What became of a request.
public sealed interface Answer {
  /// Done as asked. The kind of the response is as the relay chose it; the caller checks that it is the right one.
  record Answered(Response response) implements Answer {}

  /// A rule of the relay said no, or its store could not say.
  record Refused(Refusal refusal) implements Answer {}

  /// The connection broke or the deadline passed. The relay may or may not have done it.
  ///
  /// @param reason for people
  record Unanswered(String reason) implements Answer {}
}
