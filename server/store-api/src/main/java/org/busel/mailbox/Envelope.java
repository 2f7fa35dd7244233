package org.busel.mailbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.busel.wire.DeviceId;
import org.busel.wire.EnvelopeId;
import org.busel.wire.SealedContent;

/// One sealed message on its way to one device.
///
/// @param id chosen by the sender; the relay uses it only to recognise a repeat
/// @param recipient whose mailbox it waits in
/// @param expiresAt after this instant the relay may drop the envelope unread; a whole hour, so that the store does not
///     learn when a message arrived
/// @param content opaque to the relay
public record Envelope(
    EnvelopeId id, DeviceId recipient, Instant expiresAt, SealedContent content) {
  public Envelope {
    if (!expiresAt.truncatedTo(ChronoUnit.HOURS).equals(expiresAt)) {
      throw new IllegalArgumentException("expiry is not a whole hour");
    }
  }
}
