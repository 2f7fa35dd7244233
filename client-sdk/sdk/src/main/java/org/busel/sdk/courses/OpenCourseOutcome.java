package org.busel.sdk.courses;

/// What became of opening a module that should be on the device.
public sealed interface OpenCourseOutcome {
  /// Here it is.
  record Opened(Course course) implements OpenCourseOutcome {}

  /// It was never fetched, or not to the end.
  record NotFetched() implements OpenCourseOutcome {}
}
