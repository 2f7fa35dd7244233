package org.busel.sdk.courses;

/// What became of opening one file of a module.
///
/// @param <T> what the file holds
public sealed interface PageOutcome<T> {
  /// Its chunks are here and are the ones that were signed.
  record Page<T>(T content) implements PageOutcome<T> {}

  /// Not on the device, or damaged there; fetch the module again.
  record NotHere<T>() implements PageOutcome<T> {}

  /// Of a kind that this version cannot show; a newer app is needed.
  record NeedsNewerApp<T>() implements PageOutcome<T> {}
}
