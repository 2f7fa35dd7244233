package org.busel.sdk.courses;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.busel.format.CanonicalJson;
import org.busel.format.Json;
import org.busel.format.ModuleId;
import org.busel.format.Quiz;
import org.busel.format.QuizResult;
import org.busel.format.Sha256;
import org.busel.format.StrictJson;

/// What the learner answered in quizzes. Stays on this device, in the encrypted store; nobody is told.
///
/// Safe for many threads, with one exception: of one [QuizAttempt] only one thread makes use at a time.
public final class QuizBook {
  /// How many finished attempts of a quiz are remembered.
  public static final int MAX_PAST = 50;

  private final CourseStore store;
  private final Clock clock;
  private final RandomGenerator random;

  QuizBook(CourseStore store, Clock clock) {
    this(store, clock, new SecureRandom());
  }

  QuizBook(CourseStore store, Clock clock, RandomGenerator random) {
    this.store = store;
    this.clock = clock;
    this.random = random;
  }

  /// Takes a quiz: goes on with an attempt that was not finished, if the quiz is still the same, or begins one.
  ///
  /// @param quiz one of `course.quizzes(…)`
  public PageOutcome<QuizAttempt> take(Course course, Lesson quiz) {
    return take(course, quiz, true);
  }

  /// As [#take(Course, Lesson)], but always from the beginning. An attempt that was not finished is forgotten with the
  /// first answer.
  public PageOutcome<QuizAttempt> begin(Course course, Lesson quiz) {
    return take(course, quiz, false);
  }

  private PageOutcome<QuizAttempt> take(Course course, Lesson quiz, boolean goOn) {
    PageOutcome<Quiz> page = course.quiz(quiz);
    if (!(page instanceof PageOutcome.Page<Quiz> there)) {
      return page instanceof PageOutcome.NeedsNewerApp<Quiz>
          ? new PageOutcome.NeedsNewerApp<>()
          : new PageOutcome.NotHere<>();
    }
    Quiz content = there.content();
    String name = name(course.manifest().module(), quiz.item());
    Sha256 hash = Sha256.of(content.bytes());
    Optional<AttemptRecord> open = load(name).open().filter(it -> goOn && it.quiz().equals(hash));
    AttemptRecord attempt = open.orElseGet(() -> new AttemptRecord(hash, seed(), Map.of(), Map.of()));
    return new PageOutcome.Page<>(
        new QuizAttempt(content, attempt, new Pages(name, course.manifest().version())));
  }

  /// The finished attempts at a quiz, oldest first.
  public List<PastAttempt> past(ModuleId module, String item) {
    return load(name(module, item)).past();
  }

  /// Forgets every attempt at a quiz.
  public void forget(ModuleId module, String item) {
    store.remove(name(module, item));
  }

  /// Where one attempt is written down.
  final class Pages {
    private final String name;
    private final int moduleVersion;

    private Pages(String name, int moduleVersion) {
      this.name = name;
      this.moduleVersion = moduleVersion;
    }

    void keep(AttemptRecord open) {
      save(name, new Contents(Optional.of(open), load(name).past()));
    }

    void close(QuizResult result) {
      List<PastAttempt> past = new ArrayList<>(load(name).past());
      past.add(new PastAttempt(clock.instant(), moduleVersion, result));
      int from = Math.max(0, past.size() - MAX_PAST);
      save(name, new Contents(Optional.empty(), past.subList(from, past.size())));
    }
  }

  private record Contents(Optional<AttemptRecord> open, List<PastAttempt> past) {
    Contents {
      past = List.copyOf(past);
    }
  }

  private Contents load(String name) {
    Optional<byte[]> bytes = store.get(name);
    if (bytes.isEmpty()) {
      return new Contents(Optional.empty(), List.of());
    }
    if (!(StrictJson.read(bytes.get()) instanceof StrictJson.Reading.Read read)) {
      throw Stored.damaged();
    }
    Stored stored = new Stored(read.value());
    return new Contents(
        Optional.ofNullable(stored.members().get("open")).map(AttemptRecord::fromJson),
        stored.list("past").stream().map(PastAttempt::fromJson).toList());
  }

  private void save(String name, Contents contents) {
    Map<String, Json> json = new TreeMap<>();
    contents.open().ifPresent(it -> json.put("open", it.toJson()));
    json.put(
        "past", new Json.Items(contents.past().stream().map(PastAttempt::toJson).toList()));
    store.put(name, CanonicalJson.write(Json.Members.of(json)));
  }

  private String seed() {
    byte[] seed = new byte[16];
    random.nextBytes(seed);
    return HexFormat.of().formatHex(seed);
  }

  private static String name(ModuleId module, String item) {
    return "quiz/" + module.text() + "/" + item;
  }
}
