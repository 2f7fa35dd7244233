package org.busel.sdk.courses;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.busel.format.CourseListing;
import org.busel.format.CurriculumVerdict;
import org.busel.format.Known;
import org.busel.format.Language;
import org.busel.format.Manifest;
import org.busel.format.ModuleId;
import org.busel.format.ModuleVerdict;
import org.busel.format.Review;
import org.busel.format.Sha256;
import org.busel.format.StrictJson;
import org.busel.format.TrustedCurriculum;
import org.busel.format.Verification;
import org.busel.format.VerifyingKey;

/// The modules on a device, and the way to more of them.
///
/// Safe for many threads; one fetch runs at a time. Calls block for the store, [#list] and [#fetch] also for the network.
public final class Courses {
  private final CourseStore store;
  private final CourseSource source;
  private final Optional<VerifyingKey> pinned;
  private final Clock clock;

  /// @param store this device's own
  /// @param source never trusted
  /// @param pinned the curriculum board's key as the invitation named it, if it did
  public Courses(
      CourseStore store, CourseSource source, Optional<VerifyingKey> pinned, Clock clock) {
    this.store = store;
    this.source = source;
    this.pinned = pinned;
    this.clock = clock;
  }

  /// The curriculum board's key that this device goes by.
  public Optional<VerifyingKey> board() {
    return Shelf.load(store).board().or(() -> pinned);
  }

  /// Goes by another board key from now on. For a learner who has compared it with the board over a channel they trust.
  public synchronized void trust(VerifyingKey board) {
    Shelf.load(store).withBoard(board).save(store);
    store.remove(Names.CURRICULUM);
  }

  /// Asks the relay which modules there are. Unsigned; good for choosing, not for believing.
  public ListOutcome list() {
    CourseSource.Answer answer = source.get("/v1/catalog", StrictJson.MAX_BYTES);
    if (answer instanceof CourseSource.Answer.Unreachable unreachable) {
      return new ListOutcome.Unreachable(unreachable.reason());
    }
    if (answer instanceof CourseSource.Answer.Refused refused) {
      return new ListOutcome.Refused(refused.reason());
    }
    if (answer instanceof CourseSource.Answer.NotThere) {
      return new ListOutcome.Listed(List.of());
    }
    CourseListing.Reading reading =
        CourseListing.read(((CourseSource.Answer.Got) answer).bytes().toByteArray());
    return reading instanceof CourseListing.Reading.Read read
        ? new ListOutcome.Listed(read.listing().modules())
        : new ListOutcome.Refused(((CourseListing.Reading.Refused) reading).reason());
  }

  /// What the learner answered in quizzes, and the way to answer more. Needs no network.
  public QuizBook quizzes() {
    return new QuizBook(store, clock);
  }

  /// Every module that is whole on this device, by id. Needs no network.
  public List<Course> onDevice() {
    List<Course> courses = new ArrayList<>();
    for (ModuleId module : new TreeSet<>(Shelf.load(store).volumes().keySet())) {
      if (open(module) instanceof OpenCourseOutcome.Opened opened) {
        courses.add(opened.course());
      }
    }
    return courses;
  }

  /// Opens a module that was fetched. Needs no network.
  public OpenCourseOutcome open(ModuleId module) {
    Shelf shelf = Shelf.load(store);
    Volume volume = shelf.volume(module);
    Optional<Manifest> whole = volume.whole().flatMap(hash -> ShelfChange.manifest(store, hash));
    if (whole.isEmpty()) {
      return new OpenCourseOutcome.NotFetched();
    }
    Manifest manifest = whole.get();
    Badge badge =
        new Badge(
            standing(shelf, volume),
            manifest.version(),
            volume.seen().version(),
            volume.checked(),
            manifest.review().until(),
            manifest.review().risk().equals(Review.SAFETY));
    return new OpenCourseOutcome.Opened(new Course(manifest, volume.languages(), badge, store));
  }

  /// Brings a module to this device, or up to date: refreshes the curriculum, verifies the manifest, fetches the chunks
  /// that are missing and verifies each. Can be stopped at any moment, even by a crash, and goes on where it was.
  ///
  /// @param language to have it in, besides those that are here already; nothing for all of them
  public FetchOutcome fetch(ModuleId module, Optional<Language> language) {
    return fetch(module, language, FetchProgress.NONE);
  }

  /// As [#fetch(ModuleId, Optional)], and tells how far it has come.
  public synchronized FetchOutcome fetch(
      ModuleId module, Optional<Language> language, FetchProgress progress) {
    Optional<VerifyingKey> board = board();
    if (board.isEmpty()) {
      return new FetchOutcome.NoBoard();
    }
    CourseSource.Answer offered = source.get("/v1/curriculum", StrictJson.MAX_BYTES);
    if (!(offered instanceof CourseSource.Answer.Got curriculum)) {
      return offered instanceof CourseSource.Answer.NotThere
          ? new FetchOutcome.NoBoard()
          : interrupted(offered);
    }
    byte[] document = curriculum.bytes().toByteArray();
    CurriculumVerdict verdict =
        Verification.curriculum(
            document, board.get(), Shelf.load(store).curriculum(), clock.instant());
    if (!(verdict instanceof CurriculumVerdict.Trusted trusted)) {
      return new FetchOutcome.CurriculumRefused(verdict);
    }
    store.put(Names.CURRICULUM, document);
    Shelf.load(store).withCurriculum(trusted.curriculum().known()).save(store);
    return fetchManifest(module, language, trusted.curriculum(), progress);
  }

  private FetchOutcome fetchManifest(
      ModuleId module,
      Optional<Language> language,
      TrustedCurriculum curriculum,
      FetchProgress progress) {
    CourseSource.Answer answer =
        source.get("/v1/modules/" + module.text() + "/manifest", StrictJson.MAX_BYTES);
    if (!(answer instanceof CourseSource.Answer.Got got)) {
      return answer instanceof CourseSource.Answer.NotThere
          ? new FetchOutcome.NoSuchModule()
          : interrupted(answer);
    }
    byte[] document = got.bytes().toByteArray();
    Volume volume = Shelf.load(store).volume(module);
    ModuleVerdict verdict =
        Verification.module(document, curriculum, volume.seen(), clock.instant());
    if (!(verdict instanceof ModuleVerdict.Verified verified)) {
      return new FetchOutcome.ModuleRefused(verdict);
    }
    Manifest manifest = verified.manifest();
    if (!manifest.module().equals(module)) {
      return new FetchOutcome.WrongModule();
    }
    List<Language> available = manifest.about().languages();
    if (language.isPresent() && !available.contains(language.get())) {
      return new FetchOutcome.NoSuchLanguage(available);
    }
    Set<Language> languages = new TreeSet<>(volume.languages());
    languages.addAll(language.map(List::of).orElse(available));
    languages.retainAll(available);

    Sha256 hash = Sha256.of(document);
    store.put(Names.ofManifest(hash), document);
    // From here on nothing older is accepted, even if the chunks never come.
    new ShelfChange(store).replace(module, volume.begun(verified.known(), hash));
    ChunkFetch.Result result =
        new ChunkFetch(store, source, progress).run(FilePlan.chunks(manifest, languages));
    if (result.failure().isPresent()) {
      return result.failure().get();
    }
    Volume whole =
        new Volume(
            verified.known(), Optional.of(hash), languages, clock.instant(), Optional.empty());
    new ShelfChange(store).replace(module, whole);
    OpenCourseOutcome opened = open(module);
    if (opened instanceof OpenCourseOutcome.Opened it) {
      return new FetchOutcome.Fetched(it.course(), result.chunks(), result.bytes());
    }
    throw Stored.damaged();
  }

  /// Judges by what is on the device, whatever its age: how old it is the badge says beside it.
  private Badge.Standing standing(Shelf shelf, Volume volume) {
    Optional<VerifyingKey> board = shelf.board().or(() -> pinned);
    Optional<byte[]> curriculum = store.get(Names.CURRICULUM);
    Optional<byte[]> manifest = volume.whole().flatMap(hash -> store.get(Names.ofManifest(hash)));
    if (board.isEmpty() || curriculum.isEmpty() || manifest.isEmpty()) {
      return new Badge.Standing.NotChecked();
    }
    CurriculumVerdict verdict =
        Verification.curriculum(curriculum.get(), board.get(), Known.NOTHING, Instant.EPOCH);
    if (!(verdict instanceof CurriculumVerdict.Trusted trusted)) {
      return new Badge.Standing.NotChecked();
    }
    ModuleVerdict module =
        Verification.module(manifest.get(), trusted.curriculum(), Known.NOTHING, Instant.EPOCH);
    return module instanceof ModuleVerdict.Verified verified
        ? new Badge.Standing.Vouched(
            verified.author(), verified.reviewer(), trusted.curriculum().curriculum().expires())
        : new Badge.Standing.NoLonger(module);
  }

  private static FetchOutcome interrupted(CourseSource.Answer answer) {
    return new FetchOutcome.Interrupted(
        answer instanceof CourseSource.Answer.Unreachable unreachable
            ? unreachable.reason()
            : ((CourseSource.Answer.Refused) answer).reason(),
        0);
  }
}
