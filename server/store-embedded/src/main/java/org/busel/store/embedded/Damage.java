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

  /// The bytes of an envelope.
  static Damage at(Mailbox.Spot spot) {
    int from = Place.offset(spot.place());
    int to = from + LogRecord.filledUp(LogRecord.ENVELOPE_BYTES + spot.contentBytes());
    return new Damage(Segments.nameOf(Place.segment(spot.place())), from, to);
  }

  /// The bytes of an envelope of this mailbox.
  static Damage at(Mailbox.Spot spot, DeviceId mailbox) {
    Damage bytes = at(spot);
    return new Damage(bytes.segment, bytes.from, bytes.to, Optional.of(mailbox));
  }

  /// One line with everything, for the operator's own eyes.
  String line() {
    String whose =
        mailbox
            .map(device ->
                "mailbox %016x%016x/%d"
                    .formatted(device.account().high(), device.account().low(), device.number()))
            .orElse("mailbox unknown");
    return isMissing()
        ? "mailboxes/%s is missing".formatted(segment)
        : "mailboxes/%s bytes %d to %d, %s".formatted(segment, from, to, whose);
  }

  /// Whether the whole file is not there.
  boolean isMissing() {
    return to == Place.MAX_SEGMENT_BYTES;
  }

  static Damage of(Segment segment, int from, int to, DeviceId mailbox) {
    return new Damage(Segments.nameOf(segment.number()), from, to, Optional.of(mailbox));
  }

  @Override
  public String toString() {
    return "Damage[" + segment + ", " + from + " to " + to + "]";
  }
}
