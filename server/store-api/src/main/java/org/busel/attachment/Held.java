package org.busel.attachment;

import java.time.Instant;
import java.util.BitSet;

/// An attachment as a store holds it. A snapshot.
///
/// @param sealedBytes length of the whole
/// @param expiresAt when it goes
/// @param present numbers of the parts that are there
public record Held(long sealedBytes, Instant expiresAt, BitSet present) {
  public Held {
    present = (BitSet) present.clone();
  }
}
