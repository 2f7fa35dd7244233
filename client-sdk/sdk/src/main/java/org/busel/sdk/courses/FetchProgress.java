package org.busel.sdk.courses;

/// Told how far a fetch has come, on the thread that fetches.
@FunctionalInterface
public interface FetchProgress {
  /// Tells nobody.
  FetchProgress NONE = (bytesHere, bytesNeeded) -> {};

  /// So much is here.
  ///
  /// @param bytesHere of the chunks needed that are on the device
  /// @param bytesNeeded of all chunks needed
  void reached(long bytesHere, long bytesNeeded);
}
