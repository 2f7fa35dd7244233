package org.busel.catalog;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A module as the course list shows it, taken out of its signed manifest when it was admitted.
///
/// @param module its id: lower-case letters, digits and dashes, 1 to 64 characters
/// @param version 1 or more; a module only ever moves up
/// @param manifest where its signed manifest lies
/// @param titles by language code
/// @param summaries by language code
/// @param languages that have at least one lesson, the module's source language first
/// @param level "beginner", "advanced" or "expert"
/// @param minutes how long it takes, 1 to 10,000
/// @param totalBytes of all its files, 0 or more
/// @param reviewedUntil last day on which its advice counts as reviewed
public record CatalogEntry(
    String module,
    int version,
    BlobId manifest,
    Map<String, String> titles,
    Map<String, String> summaries,
    List<String> languages,
    String level,
    int minutes,
    long totalBytes,
    Optional<LocalDate> reviewedUntil) {
  public CatalogEntry {
    if (version < 1) {
      throw new IllegalArgumentException("version " + version + " is below 1");
    }
    titles = Map.copyOf(titles);
    summaries = Map.copyOf(summaries);
    languages = List.copyOf(languages);
  }
}
