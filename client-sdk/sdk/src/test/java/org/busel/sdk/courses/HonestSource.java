package org.busel.sdk.courses;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.busel.format.CourseListing;

/// Hands out what it was given, until a test replaces, removes or interrupts something.
final class HonestSource implements CourseSource {
  final Map<String, byte[]> documents = new TreeMap<>();
  final List<String> asked = new ArrayList<>();

  /// After so many answers the line is dead.
  int answersUntilDeath = Integer.MAX_VALUE;

  HonestSource(ExampleCourse course) {
    documents.put("/v1/curriculum", ExampleCourse.curriculum(1));
    offer(course);
  }

  void offer(ExampleCourse course) {
    documents.put("/v1/modules/first-steps/manifest", course.signed());
    documents.put(
        "/v1/catalog",
        new CourseListing(List.of(CourseListing.entryOf(course.manifest()))).bytes());
    course.chunks.forEach((id, bytes) -> documents.put("/v1/chunks/" + id.hex(), bytes));
  }

  byte[] document(String path) {
    return Optional.ofNullable(documents.get(path)).orElseThrow();
  }

  long chunksAsked() {
    return asked.stream().filter(it -> it.startsWith("/v1/chunks/")).count();
  }

  @Override
  public Answer get(String path, int mostBytes) {
    if (answersUntilDeath-- <= 0) {
      return new Answer.Unreachable("the line is dead");
    }
    asked.add(path);
    byte[] bytes = documents.get(path);
    if (bytes == null) {
      return new Answer.NotThere();
    }
    return bytes.length > mostBytes
        ? new Answer.Refused("too long")
        : new Answer.Got(ByteString.copyFrom(bytes));
  }
}
