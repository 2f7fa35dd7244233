package org.busel.sdk.courses;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.busel.format.CourseListing;
import org.busel.format.Language;
import org.busel.format.Manifest;
import org.busel.format.ModuleId;
import org.busel.format.ModuleVerdict;
import org.busel.format.Review;
import org.busel.format.Sha256;
import org.busel.format.StrictJson;
import org.busel.format.TargetsDocument;
import org.busel.format.TimestampDocument;
import org.busel.format.TrustRefresh;
import org.busel.format.TrustSet;
import org.busel.format.Verification;

/// The modules on a device, and the way to more of them.
///
/// Safe for many threads; one fetch runs at a time. Calls block for the store, [#list] and [#fetch] also for the network.
public final class Courses {
  private final CourseStore store;
  private final CourseSource source;
  private final Optional<Sha256> pinned;
  private final Clock clock;
  private final TickBook ticks;

  /// @param store this device's own
  /// @param source never trusted
  /// @param pinned the anchor of the trust chain as the invitation named it, if it did
  public Courses(
      CourseStore store, CourseSource source, Optional<Sha256> pinned, Clock clock) {
    this.store = store;
    this.source = source;
    this.pinned = pinned;
    this.clock = clock;
    this.ticks = new TickBook(store);
  }

  /// The digest of the first root of the trust chain that this device goes by.
  public Optional<Sha256> anchor() {
    return Shelf.load(store).anchor().or(() -> pinned);
  }

  /// Goes by another chain from now on. For a learner who has compared it over a channel they trust.
  public synchronized void trust(Sha256 anchor) {
    List<String> old = Shelf.load(store).trust();
    Shelf.load(store).withAnchor(anchor).save(store);
    old.forEach(name -> store.remove(Names.ofDocument(name)));
  }

  /// The relay of this device, as one source among others.
  public CourseSource relay() {
    return source;
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

  /// Which steps of checklists are ticked. Needs no network.
  public TickBook ticks() {
    return ticks;
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
    Optional<TrustSet> trusted = Trust.kept(store);
    Badge badge =
        new Badge(
            standing(trusted, module, volume),
            manifest.version(),
            Math.max(volume.seen().version(), listedVersion(trusted, module)),
            checked(trusted, volume),
            manifest.review().until(),
            manifest.review().risk().equals(Review.SAFETY));
    return new OpenCourseOutcome.Opened(new Course(manifest, volume.languages(), badge, store));
  }

  /// Brings a module to this device, or up to date: refreshes the trust chain, verifies the manifest, fetches the chunks
  /// that are missing and verifies each. Can be stopped at any moment, even by a crash, and goes on where it was.
  ///
  /// @param language to have it in, besides those that are here already; nothing for all of them
  public FetchOutcome fetch(ModuleId module, Optional<Language> language) {
    return fetch(module, language, FetchProgress.NONE);
  }

  /// As [#fetch(ModuleId, Optional)], and tells how far it has come.
  public FetchOutcome fetch(
      ModuleId module, Optional<Language> language, FetchProgress progress) {
    return fetch(module, language, progress, List.of(source));
  }

  /// As [#fetch(ModuleId, Optional)], from these sources instead of the relay: documents from the first, chunks from all of
  /// them side by side. None of them is trusted.
  ///
  /// @param sources 1 to 16
  public synchronized FetchOutcome fetch(
      ModuleId module,
      Optional<Language> language,
      FetchProgress progress,
      List<CourseSource> sources) {
    CourseSource first = sources.get(0);
    Optional<Sha256> anchor = anchor();
    if (anchor.isEmpty()) {
      return new FetchOutcome.NoAnchor();
    }
    Trust trust = new Trust(store, first, clock.instant());
    TrustRefresh.Start start = trust.start(anchor.get());
    if (!(start instanceof TrustRefresh.Start.Begun begun)) {
      return stopped(((TrustRefresh.Start.Stopped) start).why());
    }
    TrustRefresh refresh = begun.refresh();
    TrustRefresh.Outcome outcome = refreshed(trust, refresh);
    if (!(outcome instanceof TrustRefresh.Outcome.Current)) {
      return stopped(outcome);
    }
    TrustRefresh.Search search = refresh.find(module.delegatedPath());
    trust.keep(refresh.trusted());
    if (search instanceof TrustRefresh.Search.Stopped stopped) {
      return stopped(stopped.why());
    }
    Volume volume = Shelf.load(store).volume(module);
    if (!(search instanceof TrustRefresh.Search.Listed listed)) {
      return volume.whole().isPresent()
          ? new FetchOutcome.ModuleRefused(new ModuleVerdict.NotListed())
          : new FetchOutcome.NoSuchModule();
    }
    return fetchManifest(module, language, listed.found(), new Fetching(refresh, progress, sources));
  }

  private record Fetching(
      TrustRefresh refresh, FetchProgress progress, List<CourseSource> sources) {}

  /// Brings the trust chain up to date, and with it what is said about every module on this device.
  public synchronized RefreshOutcome refresh() {
    Optional<Sha256> anchor = anchor();
    if (anchor.isEmpty()) {
      return new RefreshOutcome.NoAnchor();
    }
    Trust trust = new Trust(store, source, clock.instant());
    TrustRefresh.Start start = trust.start(anchor.get());
    TrustRefresh.Outcome outcome =
        start instanceof TrustRefresh.Start.Begun begun
            ? refreshed(trust, begun.refresh())
            : ((TrustRefresh.Start.Stopped) start).why();
    if (outcome instanceof TrustRefresh.Outcome.Refused refused) {
      return new RefreshOutcome.Refused(refused.fault());
    }
    return outcome instanceof TrustRefresh.Outcome.Interrupted interrupted
        ? new RefreshOutcome.Interrupted(interrupted.reason())
        : new RefreshOutcome.Refreshed();
  }

  /// Runs the refresh, looks for every module on this device, so that their badges are up to date, and keeps what came.
  private TrustRefresh.Outcome refreshed(Trust trust, TrustRefresh refresh) {
    TrustRefresh.Outcome outcome = refresh.run();
    if (outcome instanceof TrustRefresh.Outcome.Current) {
      for (ModuleId module : new TreeSet<>(Shelf.load(store).volumes().keySet())) {
        // What stops the search for one of them, for instance a signer who lost their say, is for its badge to tell.
        if (refresh.find(module.delegatedPath()) instanceof TrustRefresh.Search.Stopped stopped
            && stopped.why() instanceof TrustRefresh.Outcome.Interrupted) {
          outcome = stopped.why();
          break;
        }
      }
    }
    trust.keep(refresh.trusted());
    return outcome;
  }

  private FetchOutcome fetchManifest(
      ModuleId module,
      Optional<Language> language,
      TrustRefresh.Found found,
      Fetching fetching) {
    Sha256 hash = found.target().sha256();
    CourseSource.Answer answer =
        fetching.sources().get(0).get(
            "/v1/targets/modules/" + module.text() + "/" + hash.hex() + ".manifest",
            Math.min(found.target().length(), StrictJson.MAX_BYTES));
    if (!(answer instanceof CourseSource.Answer.Got got)) {
      return answer instanceof CourseSource.Answer.NotThere
          ? new FetchOutcome.ChunkNotThere(1)
          : interrupted(answer);
    }
    byte[] document = got.bytes().toByteArray();
    Volume volume = Shelf.load(store).volume(module);
    ModuleVerdict verdict =
        Verification.module(
            fetching.refresh().trusted(), module, document, volume.seen());
    if (!(verdict instanceof ModuleVerdict.Verified verified)) {
      return new FetchOutcome.ModuleRefused(verdict);
    }
    Manifest manifest = verified.manifest();
    List<Language> available = manifest.about().languages();
    if (language.isPresent() && !available.contains(language.get())) {
      return new FetchOutcome.NoSuchLanguage(available);
    }
    Set<Language> languages = new TreeSet<>(volume.languages());
    languages.addAll(language.map(List::of).orElse(available));
    languages.retainAll(available);

    store.put(Names.ofManifest(hash), document);
    // From here on nothing older is accepted, even if the chunks never come.
    new ShelfChange(store).replace(module, volume.begun(verified.known(), hash));
    ChunkFetch.Result result =
        new ChunkFetch(store, fetching.sources(), fetching.progress()).run(FilePlan.chunks(manifest, languages));
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
  private Badge.Standing standing(
      Optional<TrustSet> trusted, ModuleId module, Volume volume) {
    Optional<byte[]> manifest = volume.whole().flatMap(hash -> store.get(Names.ofManifest(hash)));
    if (trusted.isEmpty() || manifest.isEmpty()) {
      return new Badge.Standing.NotChecked();
    }
    if (trusted.get().curriculum().isEmpty()) {
      return new Badge.Standing.NotChecked();
    }
    ModuleVerdict verdict =
        Verification.again(trusted.get(), module, manifest.get());
    return verdict instanceof ModuleVerdict.Verified verified
        ? new Badge.Standing.Vouched(
            verified.author(),
            verified.reviewer(),
            trusted.get().timestamp().map(TimestampDocument::expires).orElse(Instant.EPOCH))
        : new Badge.Standing.NoLonger(verdict);
  }

  private static int listedVersion(Optional<TrustSet> trusted, ModuleId module) {
    return trusted
        .flatMap(it -> Verification.listed(it, module))
        .map(TargetsDocument.Target::moduleVersion)
        .orElse(0);
  }

  /// When the relay last said that what is here is current; never later than now, whatever it says.
  private Instant checked(Optional<TrustSet> trusted, Volume volume) {
    Instant said = trusted.flatMap(TrustSet::confirmed).orElse(volume.checked());
    return said.isAfter(clock.instant()) ? clock.instant() : said;
  }

  private static FetchOutcome stopped(TrustRefresh.Outcome why) {
    return why instanceof TrustRefresh.Outcome.Refused refused
        ? new FetchOutcome.TrustRefused(refused.fault())
        : new FetchOutcome.Interrupted(((TrustRefresh.Outcome.Interrupted) why).reason(), 0);
  }

  private static FetchOutcome interrupted(CourseSource.Answer answer) {
    return new FetchOutcome.Interrupted(
        answer instanceof CourseSource.Answer.Unreachable unreachable
            ? unreachable.reason()
            : ((CourseSource.Answer.Refused) answer).reason(),
        0);
  }
}
