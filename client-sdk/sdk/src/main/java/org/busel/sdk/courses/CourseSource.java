package org.busel.sdk.courses;

import com.google.protobuf.ByteString;

/// Somebody who hands out modules: a relay, a mirror, a folder. Never trusted.
///
/// Calls block for the network and may be made from several threads.
public interface CourseSource {
  /// Gets the document at `path`, for instance `/v1/trust/timestamp.json`.
  ///
  /// @param mostBytes more than that is [Answer.Refused], read or not
  Answer get(String path, int mostBytes);

  /// Whether it says what is so now, as a relay must. What a stick or a mirror says may be old: then the learner is told how
  /// old, and nobody is accused of holding something back.
  default boolean isLive() {
    return true;
  }

  /// What a source says.
  sealed interface Answer {
    /// These bytes, whatever they are worth.
    record Got(ByteString bytes) implements Answer {
      @Override
      public String toString() {
        return "Got[" + bytes.size() + " bytes]";
      }
    }

    /// It has no such document.
    record NotThere() implements Answer {}

    /// It answered, but not with a document: too long, or an error of its own.
    record Refused(String reason) implements Answer {}

    /// It did not answer, or stopped in the middle; trying again later is right.
    record Unreachable(String reason) implements Answer {}
  }
}
