package org.busel.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs every file of `src/test/resources/vectors`: lines `name: value`, of which `what` says what is tried and `expect`
/// what has to come out. FORMAT.md, "Vectors", explains them for other implementations.
class VectorsTest {
  static Stream<String> vectors() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(it -> it.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static Path folder() {
    return Path.of("src", "test", "resources", "vectors");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void whatComesOutIsWhatTheVectorSays(String file) throws IOException {
    Map<String, String> vector = new TreeMap<>();
    for (String line : Files.readAllLines(folder().resolve(file), StandardCharsets.UTF_8)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int colon = line.indexOf(": ");
        vector.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }

    String outcome =
        switch (get(vector, "what")) {
          case "json" -> json(vector);
          case "key-id" -> new VerifyingKey(get(vector, "key")).id().hex();
          case "trust" -> trust(vector);
          case "chunks" -> chunks(vector);
          case "quiz" -> quiz(vector);
          case "quiz-order" -> quizOrder(vector);
          default -> throw new IllegalStateException("unknown kind of vector in " + file);
        };

    assertThat(outcome).isEqualTo(get(vector, "expect"));
  }

  private static String json(Map<String, String> vector) {
    byte[] bytes =
        vector.containsKey("hex")
            ? Hex.read(get(vector, "hex"))
            : get(vector, "bytes").getBytes(StandardCharsets.UTF_8);
    return StrictJson.read(bytes) instanceof StrictJson.Reading.Read ? "accepted" : "refused";
  }

  /// A refresh from nothing, and the module's verdict if there is one to look for.
  private static String trust(Map<String, String> vector) {
    TrustSource source =
        (file, mostBytes) ->
            vector.containsKey(file)
                ? new TrustSource.Answer.Got(get(vector, file).getBytes(StandardCharsets.UTF_8))
                : new TrustSource.Answer.NotThere();
    TrustRefresh.Start start =
        TrustRefresh.begin(
            new Sha256(get(vector, "anchor")),
            source,
            Instant.parse(get(vector, "now")),
            TrustRefresh.Freshness.REQUIRED);
    if (start instanceof TrustRefresh.Start.Stopped stopped) {
      return refused(stopped.why());
    }
    TrustRefresh refresh = ((TrustRefresh.Start.Begun) start).refresh();
    TrustRefresh.Outcome outcome = refresh.run();
    if (!(outcome instanceof TrustRefresh.Outcome.Current) || !vector.containsKey("module")) {
      return outcome instanceof TrustRefresh.Outcome.Current ? "current" : refused(outcome);
    }
    ModuleId module = new ModuleId(get(vector, "module"));
    TrustRefresh.Search search = refresh.find(module.delegatedPath());
    return search instanceof TrustRefresh.Search.Stopped stopped
        ? refused(stopped.why())
        : name(
            Verification.module(
                refresh.trusted(),
                module,
                get(vector, "manifest").getBytes(StandardCharsets.UTF_8),
                Known.NOTHING));
  }

  private static String refused(TrustRefresh.Outcome outcome) {
    TrustFault fault = ((TrustRefresh.Outcome.Refused) outcome).fault();
    return name(fault) + " " + fault.document();
  }

  /// Bytes made by a rule that needs no file: byte i is the first byte of SHA-256 of i as 4 bytes, big endian.
  private static String chunks(Map<String, String> vector) {
    byte[] bytes = new byte[Integer.parseInt(get(vector, "length"))];
    for (int i = 0; i < bytes.length; i++) {
      byte[] number = {(byte) (i >> 24), (byte) (i >> 16), (byte) (i >> 8), (byte) i};
      bytes[i] = (byte) Integer.parseInt(Sha256.of(number).hex().substring(0, 2), 16);
    }
    return Chunker.cut(bytes).stream()
        .map(it -> String.valueOf(it.length))
        .collect(Collectors.joining(" "));
  }

  private static String quiz(Map<String, String> vector) {
    Quiz.Reading reading = Quiz.read(get(vector, "quiz").getBytes(StandardCharsets.UTF_8));
    if (!(reading instanceof Quiz.Reading.Read read)) {
      return "refused";
    }
    Question question = read.quiz().question(get(vector, "question")).orElseThrow();
    return name(new Grading(read.quiz()).mark(question, answer(get(vector, "answer"))));
  }

  private static QuizAnswer answer(String text) {
    String[] parts = text.split(" ", 2);
    return switch (parts[0]) {
      case "chosen" -> new QuizAnswer.Chosen(new TreeSet<>(numbers(parts[1])));
      case "ordered" -> new QuizAnswer.Ordered(numbers(parts[1]));
      case "matched" -> new QuizAnswer.Matched(
          Stream.of(parts[1].split(","))
              .map(it -> it.split("="))
              .collect(
                  Collectors.toMap(
                      it -> Integer.valueOf(it[0]),
                      it -> Integer.valueOf(it[1]),
                      (a, b) -> b,
                      TreeMap::new)));
      default -> new QuizAnswer.Typed(parts[1]);
    };
  }

  private static List<Integer> numbers(String text) {
    return Stream.of(text.split(",")).map(Integer::valueOf).toList();
  }

  private static String quizOrder(Map<String, String> vector) {
    Quiz quiz =
        ((Quiz.Reading.Read) Quiz.read(get(vector, "quiz").getBytes(StandardCharsets.UTF_8)))
            .quiz();
    QuizOrder order = new QuizOrder(quiz, get(vector, "seed"));
    Question question = quiz.question(get(vector, "question")).orElseThrow();
    return order.questions().stream().map(Question::id).collect(Collectors.joining(" "))
        + " / "
        + order.options(question).stream().map(String::valueOf).collect(Collectors.joining(" "))
        + " / "
        + order.matches(question).stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static String name(Object verdict) {
    return verdict
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=.)([A-Z])", "-$1")
        .toLowerCase(Locale.ROOT);
  }

  private static String get(Map<String, String> vector, String name) {
    String value = vector.get(name);
    if (value == null) {
      throw new IllegalStateException("the vector has no " + name);
    }
    return value;
  }
}
