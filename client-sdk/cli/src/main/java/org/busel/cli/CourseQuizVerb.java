package org.busel.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.cli.quiz.MarkPage;
import org.busel.cli.quiz.QuizTaking;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.Language;
import org.busel.format.Mark;
import org.busel.format.QuizResult;
import org.busel.sdk.Device;
import org.busel.sdk.courses.Course;
import org.busel.sdk.courses.Lesson;
import org.busel.sdk.courses.PageOutcome;
import org.busel.sdk.courses.PastAttempt;
import org.busel.sdk.courses.QuizAttempt;
import org.busel.sdk.courses.QuizBook;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes a quiz.
@Command(
    name = "quiz",
    description = {
      "take a quiz of a module that is on this device; works without a network",
      "",
      "Every answer is graded here and kept here, encrypted; nobody is told. An attempt that was",
      "not finished goes on where it was. QUIZ may be left out if the module has only one."
    },
    footer = {
      "",
      "example:",
      "  busel course quiz right-to-a-fair-trial",
      "  busel course quiz right-to-a-fair-trial --answers answers.txt --json"
    })
final class CourseQuizVerb extends ProfileVerb {
  private static final int MOST_INPUT = 256 << 10;

  private final Terminal terminal;
  private final Badges badges;

  @Parameters(index = "0", paramLabel = "ID", description = "the module")
  private String id = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "QUIZ", description = "the quiz")
  private @Nullable String quiz;

  @Option(
      names = "--lang",
      paramLabel = "CODE",
      converter = LanguageCode.class,
      description = "language (default: " + Languages.DEFAULT + ")")
  private @Nullable Language lang;

  @Option(
      names = "--answers",
      paramLabel = "FILE",
      description = {
        "take the answers from lines QUESTION: ANSWER instead of asking, numbers and letters as in",
        "\"busel course read ID QUIZ\"; - reads standard input"
      })
  private @Nullable String answers;

  @Option(names = "--past", description = "list the results of earlier attempts instead")
  private boolean past;

  @Option(names = "--json", description = "print one JSON document; with --answers or --past")
  private boolean json;

  CourseQuizVerb(Terminal terminal, Profiles profiles, ProfileOptions general, Badges badges) {
    super(profiles, general);
    this.terminal = terminal;
    this.badges = badges;
  }

  @Override
  void check() {
    var _ = ModuleIds.typed(id);
    if (json && answers == null && !past) {
      throw Stop.misused("--json needs --answers or --past", "busel help course quiz");
    }
    if (answers == null && !past && !terminal.surroundings().inputIsTerminal()) {
      throw Stop.misused(
          "nobody is there to answer", "busel course quiz " + id + " --answers FILE");
    }
  }

  @Override
  void run(Device device) {
    Course course = new OpenCourses(terminal).open(device.courses(), id);
    Language language =
        new OpenCourses(terminal).language(course, Optional.ofNullable(lang), id);
    Lesson page = page(course.quizzes(language));
    QuizBook book = device.courses().quizzes();
    if (past) {
      printPast(book.past(course.manifest().module(), page.item()));
      return;
    }
    badges.tell(course.badge());
    if (answers == null) {
      MarkPage.print(terminal, new QuizTaking(terminal, content(book.take(course, page))).run());
    } else {
      answered(content(book.begin(course, page)), page, answers);
    }
  }

  private void answered(QuizAttempt attempt, Lesson page, String file) {
    List<QuizTaking.Given> given = QuizTaking.given(attempt, lines(file));
    List<Mark> marks = new ArrayList<>();
    for (QuizTaking.Given one : given) {
      Mark mark = attempt.answer(one.question(), one.answer());
      marks.add(mark);
      if (!json) {
        terminal.print(one.question().id());
        MarkPage.print(terminal, mark);
      }
    }
    QuizResult result = attempt.finish();
    if (!json) {
      MarkPage.print(terminal, result);
      return;
    }
    terminal.print(fields -> {
      fields.writeStringField("id", id);
      fields.writeStringField("quiz", page.item());
      MarkPage.write(fields, result);
      fields.writeArrayFieldStart("answers");
      for (int i = 0; i < given.size(); i++) {
        fields.writeStartObject();
        fields.writeStringField("question", given.get(i).question().id());
        MarkPage.write(fields, marks.get(i));
        fields.writeEndObject();
      }
      fields.writeEndArray();
    });
  }

  private void printPast(List<PastAttempt> attempts) {
    if (json) {
      terminal.print(fields -> {
        fields.writeArrayFieldStart("attempts");
        for (PastAttempt attempt : attempts) {
          fields.writeStartObject();
          fields.writeStringField("finished_at", attempt.finished().toString());
          fields.writeNumberField("version", attempt.moduleVersion());
          MarkPage.write(fields, attempt.result());
          fields.writeEndObject();
        }
        fields.writeEndArray();
      });
      return;
    }
    Times times = new Times(terminal.surroundings().zone());
    for (PastAttempt attempt : attempts) {
      terminal.print(
          "%s  %d %%  %s"
              .formatted(
                  times.minute(attempt.finished()),
                  attempt.result().percent(),
                  attempt.result().passed() ? "passed" : "not passed"));
    }
    if (attempts.isEmpty()) {
      terminal.say("no attempt was finished yet");
    }
  }

  private Lesson page(List<Lesson> quizzes) {
    List<String> names = quizzes.stream().map(Lesson::item).toList();
    if (quizzes.isEmpty()) {
      throw Stop.misused("the module has no quiz", "busel course read " + id);
    }
    if (quiz == null && quizzes.size() == 1) {
      return quizzes.getFirst();
    }
    if (quiz == null) {
      throw Stop.misused(
          "the module has several quizzes",
          names.stream().map(it -> "busel course quiz " + id + " " + it).toArray(String[]::new));
    }
    return quizzes.stream()
        .filter(it -> it.item().equals(quiz))
        .findFirst()
        .orElseThrow(() ->
            Stop.misused(
                "the module has no quiz \"" + quiz + "\"", "there is: " + String.join(" ", names)));
  }

  private List<String> lines(String file) {
    byte[] bytes;
    try {
      bytes =
          file.equals("-")
              ? terminal.input(MOST_INPUT).orElseThrow(() -> Stop.misused("too many answers"))
              : Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      throw Stop.misused("there is no file " + file + " that can be read");
    }
    return new String(bytes, StandardCharsets.UTF_8).lines().toList();
  }

  private <T> T content(PageOutcome<T> outcome) {
    return switch (outcome) {
      case PageOutcome.Page<T>(T content) -> content;
      case PageOutcome.NotHere<T> _ ->
          throw Stop.unavailable(
              "the quiz is not whole on this device", "busel course fetch " + id);
      case PageOutcome.NeedsNewerApp<T> _ ->
          throw Stop.refused("the quiz needs a newer busel", "update busel");
    };
  }
}
