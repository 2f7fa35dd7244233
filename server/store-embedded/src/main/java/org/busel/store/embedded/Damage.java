package org.busel.store.embedded;

import java.util.Optional;
import org.busel.wire.DeviceId;

/// Bytes of the mailbox log that should be records and cannot be read. What stood there is lost, unless it was gone
/// already; everything around it is not.
///
/// @param segment the file's name
/// @param from first harmed byte
/// @param to first byte that is right again
/// @param mailbox whose envelope it was, where that can still be told; for the operator's own eyes, never for a log
public record Damage(String segment, long from, long to, Optional<DeviceId> mailbox) {
  /// Bytes of which nobody knows to whom they belonged.
  public Damage(String segment, long from, long to) {
    this(segment, from, to, Optional.empty());
  }

  static Damage of(Segment segment, int from, int to, DeviceId mailbox) {
    return new Damage(Segments.nameOf(segment.number()), from, to, Optional.of(mailbox));
  }

  @Override
  public String toString() {
    return "Damage[" + segment + ", " + from + " to " + to + "]";
  }
}
