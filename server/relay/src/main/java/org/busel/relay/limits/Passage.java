package org.busel.relay.limits;

import java.time.Duration;

/// Whether somebody may go on.
public sealed interface Passage {
  /// The only one of its kind.
  Passage FREE = new Free();

  /// Go on.
  record Free() implements Passage {}

  /// Refuse as busy, having done nothing.
  ///
  /// @param retryAfter when it may be tried again, above zero; of a limit that several people share it says nothing of
  ///     what the others did
  record Wait(Duration retryAfter) implements Passage {}
}
