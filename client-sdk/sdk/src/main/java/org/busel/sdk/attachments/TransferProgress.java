package org.busel.sdk.attachments;

/// Told how far a file has come, on the thread that moves it, and asked whether to go on.
@FunctionalInterface
public interface TransferProgress {
  /// Tells nobody and never stops.
  TransferProgress NONE = (bytesMoved, bytesInAll) -> {};

  /// So much has been moved, what was there before included.
  ///
  /// @param bytesInAll of the sealed stream, which is longer than the file
  void reached(long bytesMoved, long bytesInAll);

  /// Whether the owner has had enough. Asked before each part; what was moved is kept.
  default boolean isCancelled() {
    return false;
  }
}
