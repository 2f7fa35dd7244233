package org.busel.storage;

import java.util.List;

/// What was found when everything in a store was read and compared with its checksums.
///
/// @param envelopes that wait
/// @param mailboxes in which something waits
/// @param files chunks, manifests and attachments
/// @param harmed a line for each harmed thing, with the mailbox and the bytes: for the operator's own eyes, never for a
///     log; empty if all is well
public record Verification(long envelopes, long mailboxes, long files, List<String> harmed) {
  public Verification {
    harmed = List.copyOf(harmed);
  }

  @Override
  public String toString() {
    return "Verification[" + envelopes + " envelopes, " + harmed.size() + " harmed]";
  }
}
