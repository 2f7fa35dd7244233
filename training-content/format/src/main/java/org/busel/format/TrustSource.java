package org.busel.format;

/// Somebody who hands out documents of the trust chain. Never trusted; calls may block.
@FunctionalInterface
public interface TrustSource {
  /// Gets a document by its file name, for instance `2.root.json`.
  ///
  /// @param mostBytes more than that is as good as [Answer.Failed]
  Answer get(String file, int mostBytes);

  /// What a source says.
  sealed interface Answer {
    /// These bytes, whatever they are worth.
    @SuppressWarnings("ArrayRecordComponent") // made and read once, never compared
    record Got(byte[] bytes) implements Answer {}

    /// It has no such document.
    record NotThere() implements Answer {}

    /// It did not answer, or not with a document; trying again later is right.
    record Failed(String reason) implements Answer {}
  }
}
