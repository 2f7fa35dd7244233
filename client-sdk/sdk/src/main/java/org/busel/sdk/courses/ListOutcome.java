package org.busel.sdk.courses;

import java.util.List;
import org.busel.format.CourseListing;

/// What became of asking which modules there are.
public sealed interface ListOutcome {
  /// What the relay says it offers; hearsay until fetched and verified.
  record Listed(List<CourseListing.Entry> entries) implements ListOutcome {
    public Listed {
      entries = List.copyOf(entries);
    }
  }

  /// The relay's answer is no listing.
  record Refused(String reason) implements ListOutcome {}

  /// The relay did not answer.
  record Unreachable(String reason) implements ListOutcome {}
}
