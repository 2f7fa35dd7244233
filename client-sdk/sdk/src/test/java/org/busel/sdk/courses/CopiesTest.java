package org.busel.sdk.courses;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.busel.format.ModuleId;
import org.busel.format.TrustFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiesTest {
  private static final int FILES = 1 + 1 + 1 + 1 + 1 + 1 + 1; // chain of five, manifest, list

  @TempDir Path folder;
  private final ExampleCourse course = new ExampleCourse(1);
  private final HonestSource relay = new HonestSource(course);
  private final MortalStore store = new MortalStore();

  @Test
  void aModuleIsTheSameWhetherItComesFromTheRelayAMirrorOrABundle() throws IOException {
    assertThat(mirrored()).isInstanceOf(CourseCopy.Outcome.Copied.class);
    bundled(folder.resolve("stick.busel"));

    MortalStore overRelay = new MortalStore();
    MortalStore overMirror = new MortalStore();
    MortalStore overBundle = new MortalStore();
    fetched(overRelay, relay);
    fetched(overMirror, new FolderCourses(folder.resolve("mirror")));
    fetched(overBundle, bundle(folder.resolve("stick.busel")));

    assertThat(names(overMirror)).isEqualTo(names(overRelay));
    assertThat(names(overBundle)).isEqualTo(names(overRelay));
    overRelay.values.forEach((name, value) -> {
      assertThat(overMirror.values.get(name)).as(name).isEqualTo(value);
      assertThat(overBundle.values.get(name)).as(name).isEqualTo(value);
    });
  }

  @Test
  void bringingAMirrorUpToDateWritesOnlyWhatIsNew() throws IOException {
    CourseCopy.Outcome.Copied first = (CourseCopy.Outcome.Copied) mirrored();
    CourseCopy.Outcome.Copied again = (CourseCopy.Outcome.Copied) mirrored();

    assertThat(first.files()).isEqualTo(FILES + course.manifest().chunks().size());
    assertThat(again.files()).isEqualTo(FILES);
    assertThat(again.modules()).isEqualTo(1);
  }

  @Test
  void anOldBundleOpensWithItsAgeAndNeverLeadsADeviceBack() throws IOException {
    bundled(folder.resolve("old.busel"));
    Instant later = ExampleCourse.NOW.plus(Duration.ofDays(47));

    Course old = fetched(store, bundle(folder.resolve("old.busel")), later);
    assertThat(old.badge().standing()).isInstanceOf(Badge.Standing.Vouched.class);
    assertThat(Duration.between(old.badge().checked(), later)).isEqualTo(Duration.ofDays(47));

    relay.offer(new ExampleCourse(2));
    relay.now = later;
    relay.sign();
    Course unused = fetched(store, relay, later);
    assertThat(fetch(store, bundle(folder.resolve("old.busel")), later))
        .isEqualTo(
            new FetchOutcome.TrustRefused(new TrustFault.OlderThanKnown("timestamp", 1, 3)));
  }

  @Test
  void aBundleCutOffAnywhereIsRefusedOrLacksSomethingAndNeverMore() throws IOException {
    Path whole = folder.resolve("whole.busel");
    bundled(whole);
    byte[] bytes = Files.readAllBytes(whole);
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      Path cut = folder.resolve("cut-" + i);
      Files.write(cut, Arrays.copyOf(bytes, random.nextInt(bytes.length)));

      if (Bundle.open(cut) instanceof Bundle.Opening.Opened opened) {
        assertThat(fetch(new MortalStore(), opened.bundle(), ExampleCourse.NOW))
            .isNotInstanceOf(FetchOutcome.Fetched.class);
        opened.bundle().close();
      }
    }
  }

  @Test
  void aBundleWithAnyByteChangedBringsWhatWasSignedOrNothing() throws IOException {
    Path whole = folder.resolve("whole.busel");
    bundled(whole);
    byte[] bytes = Files.readAllBytes(whole);
    Random random = new Random(5);
    for (int i = 0; i < 60; i++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      Path file = folder.resolve("changed-" + i);
      Files.write(file, changed);

      MortalStore fresh = new MortalStore();
      if (Bundle.open(file) instanceof Bundle.Opening.Opened opened) {
        if (fetch(fresh, opened.bundle(), ExampleCourse.NOW)
            instanceof FetchOutcome.Fetched fetched) {
          Lesson lesson = fetched.course().lessons(ExampleCourse.ENGLISH).get(0);
          assertThat(fetched.course().text(lesson))
              .isEqualTo(new PageOutcome.Page<>("Lock your phone, version 1.\n"));
        }
        opened.bundle().close();
      }
    }
  }

  @Test
  void hostileBundlesAreRefusedInOneSentence() throws IOException {
    assertThat(refusal(out -> {})).isEqualTo("it is no bundle");
    assertThat(refusal(out -> out.write("PK\3\4 and more of a zip".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("it is no bundle");
    assertThat(refusal(out -> entry(out, "/v1/../../etc/passwd", 3)))
        .isEqualTo("a document in it has a name that leads elsewhere");
    assertThat(refusal(out -> entry(out, "/etc/passwd", 3)))
        .isEqualTo("a document in it has a name that leads elsewhere");
    assertThat(refusal(out -> entry(out, "/v1/catalog", Integer.MAX_VALUE)))
        .isEqualTo("a document in it is too long");
    assertThat(refusal(out -> entry(out, "/v1/catalog", -1)))
        .isEqualTo("a document in it is too long");
    assertThat(refusal(out -> entry(out, "/v1/catalog", 1_000))).isEqualTo("it is cut short");
    assertThat(
            refusal(out -> {
              entry(out, "/v1/catalog", 3);
              entry(out, "/v1/catalog", 3);
            }))
        .isEqualTo("a document stands in it twice");
  }

  @Test
  void aModuleThatNobodyVouchesForIsNotCopied() throws IOException {
    assertThat(copy(CourseCopy.into(folder.resolve("m")), Set.of(new ModuleId("nothing"))))
        .isEqualTo(new CourseCopy.Outcome.NoSuchModule(new ModuleId("nothing")));
    relay.documents.keySet().removeIf(it -> it.startsWith("/v1/chunks/"));
    assertThat(copy(CourseCopy.into(folder.resolve("m")), Set.of()))
        .isInstanceOf(CourseCopy.Outcome.Interrupted.class);
    assertThat(Files.exists(folder.resolve("m/v1/trust/timestamp.json"))).isFalse();
  }

  @Test
  void severalSourcesBringAModuleTogetherAndNoneIsTrusted() {
    HonestSource lacksHalf = new HonestSource(course);
    List<String> chunks =
        lacksHalf.documents.keySet().stream().filter(it -> it.startsWith("/v1/chunks/")).toList();
    chunks.subList(0, chunks.size() / 2).forEach(lacksHalf.documents::remove);
    CourseSource alters =
        (path, mostBytes) ->
            path.startsWith("/v1/chunks/")
                ? new CourseSource.Answer.Got(ByteString.copyFromUtf8("something else"))
                : new CourseSource.Answer.NotThere();
    CourseSource dead = (path, mostBytes) -> new CourseSource.Answer.Unreachable("dead");

    FetchOutcome outcome =
        courses(store, ExampleCourse.NOW)
            .fetch(
                ExampleCourse.MODULE,
                Optional.empty(),
                FetchProgress.NONE,
                List.of(lacksHalf, alters, dead, relay));

    assertThat(outcome).isInstanceOf(FetchOutcome.Fetched.class);
    assertThat(((FetchOutcome.Fetched) outcome).chunksFetched())
        .isEqualTo(course.manifest().chunks().size());
  }

  @Test
  void whenAllSourcesTogetherLackSomethingThatIsSaidAndTheRestIsKept() {
    String victim =
        relay.documents.keySet().stream()
            .filter(it -> it.startsWith("/v1/chunks/"))
            .findFirst()
            .orElseThrow();
    relay.documents.remove(victim);
    HonestSource second = new HonestSource(course);
    second.documents.remove(victim);

    FetchOutcome outcome =
        courses(store, ExampleCourse.NOW)
            .fetch(
                ExampleCourse.MODULE,
                Optional.empty(),
                FetchProgress.NONE,
                List.of(relay, second));

    assertThat(outcome).isInstanceOf(FetchOutcome.ChunkNotThere.class);
  }

  private interface Content {
    void into(DataOutputStream out) throws IOException;
  }

  private static void entry(DataOutputStream out, String path, int length) throws IOException {
    out.writeShort(path.length());
    out.writeInt(length);
    out.write(path.getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[3]);
  }

  private String refusal(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      content.into(out);
    }
    Path file = Files.createTempFile(folder, "hostile", ".busel");
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] body = bytes.toByteArray();
      if (body.length > 0 && body[0] == 0) {
        out.write("BUSELBUNDLE1\n".getBytes(StandardCharsets.US_ASCII));
      }
      out.write(body);
    }
    return ((Bundle.Opening.Refused) Bundle.open(file)).reason();
  }

  private CourseCopy.Outcome mirrored() throws IOException {
    return copy(CourseCopy.into(folder.resolve("mirror")), Set.of());
  }

  private void bundled(Path file) throws IOException {
    try (Bundle.Writing writing = new Bundle.Writing(file)) {
      assertThat(copy(writing, Set.of(ExampleCourse.MODULE)))
          .isInstanceOf(CourseCopy.Outcome.Copied.class);
    }
  }

  private CourseCopy.Outcome copy(CourseCopy.Sink sink, Set<ModuleId> only) throws IOException {
    return new CourseCopy(relay, sink).run(ExampleCourse.anchor(), only, ExampleCourse.NOW);
  }

  private static Bundle bundle(Path file) {
    return ((Bundle.Opening.Opened) Bundle.open(file)).bundle();
  }

  private static List<String> names(MortalStore device) {
    return Stream.of(device.values.keySet())
        .flatMap(Set::stream)
        .filter(it -> !it.equals("shelf"))
        .sorted()
        .toList();
  }

  private static void fetched(MortalStore device, CourseSource from) {
    Course unused = fetched(device, from, ExampleCourse.NOW);
  }

  private static Course fetched(MortalStore device, CourseSource from, Instant now) {
    FetchOutcome outcome = fetch(device, from, now);
    assertThat(outcome).isInstanceOf(FetchOutcome.Fetched.class);
    return ((FetchOutcome.Fetched) outcome).course();
  }

  private static FetchOutcome fetch(MortalStore device, CourseSource from, Instant now) {
    return courses(device, now)
        .fetch(ExampleCourse.MODULE, Optional.empty(), FetchProgress.NONE, List.of(from));
  }

  private static Courses courses(MortalStore device, Instant now) {
    return new Courses(
        device,
        (path, mostBytes) -> new CourseSource.Answer.Unreachable("no network"),
        Optional.of(ExampleCourse.anchor()),
        Clock.fixed(now, ZoneOffset.UTC));
  }
}
