package org.busel.sdk.courses;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.busel.format.CourseListing;
import org.busel.format.Listed;
import org.busel.format.Sha256;
import org.busel.format.SnapshotDocument;
import org.busel.format.TimestampDocument;

/// Hands out what it was given, until a test replaces, removes or interrupts something.
final class HonestSource implements CourseSource {
  final Map<String, byte[]> documents = new TreeMap<>();
  final List<String> asked = new ArrayList<>();

  /// After so many answers the line is dead.
  int answersUntilDeath = Integer.MAX_VALUE;

  /// When the relay signs, and for how long that is good.
  Instant now = ExampleCourse.NOW;

  private int curriculumVersion;
  private int roleVersion;
  private int signed;

  HonestSource(ExampleCourse course) {
    documents.put("/v1/trust/1.root.json", ExampleCourse.root(ExampleCourse.Key.STEWARD));
    role(1, course.role(1));
    curriculum(1, ExampleCourse.curriculum(1));
    offer(course, 1);
  }

  /// Offers another curriculum.
  void curriculum(int version, byte[] curriculum) {
    curriculumVersion = version;
    documents.put("/v1/trust/" + version + ".targets.json", curriculum);
    sign();
  }

  /// Offers another document of the one role.
  void role(int version, byte[] role) {
    roleVersion = version;
    documents.put("/v1/trust/" + version + ".all.json", role);
    if (curriculumVersion > 0) {
      sign();
    }
  }

  /// Offers a course in the next version of its role.
  void offer(ExampleCourse course) {
    offer(course, roleVersion + 1);
  }

  private void offer(ExampleCourse course, int version) {
    if (version > roleVersion) {
      role(version, course.role(version));
    }
    documents.put(
        "/v1/targets/modules/first-steps/"
            + Sha256.of(course.manifest().bytes()).hex()
            + ".manifest",
        course.manifest().bytes());
    documents.put(
        "/v1/catalog",
        new CourseListing(List.of(CourseListing.entryOf(course.manifest()))).bytes());
    course.chunks.forEach((id, bytes) -> documents.put("/v1/chunks/" + id.hex(), bytes));
  }

  /// The relay's own part: which documents are current.
  void sign() {
    signed++;
    SortedMap<String, Listed> roles = new TreeMap<>();
    roles.put(
        "targets",
        Listed.of(
            curriculumVersion, document("/v1/trust/" + curriculumVersion + ".targets.json")));
    roles.put(
        "all", Listed.of(roleVersion, document("/v1/trust/" + roleVersion + ".all.json")));
    byte[] snapshot =
        ExampleCourse.Key.RELAY
            .sign(new SnapshotDocument(signed, now.plus(Duration.ofDays(30)), roles).unsigned())
            .bytes();
    documents.put("/v1/trust/" + signed + ".snapshot.json", snapshot);
    documents.put(
        "/v1/trust/timestamp.json",
        ExampleCourse.Key.RELAY
            .sign(
                new TimestampDocument(
                        signed,
                        now.plus(Duration.ofDays(7)),
                        Listed.of(signed, snapshot),
                        Optional.of(now))
                    .unsigned())
            .bytes());
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
