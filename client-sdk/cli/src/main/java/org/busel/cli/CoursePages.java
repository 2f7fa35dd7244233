package org.busel.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.busel.cli.quiz.ShownQuestion;
import org.busel.cli.terminal.SafeText;
import org.busel.cli.terminal.Span;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.Checklist;
import org.busel.format.FileRole;
import org.busel.format.Language;
import org.busel.format.Question;
import org.busel.format.Quiz;
import org.busel.sdk.courses.Course;
import org.busel.sdk.courses.Lesson;
import org.busel.sdk.courses.PageOutcome;
import org.busel.sdk.courses.TickBook;

/// The pages of one module in one language, as text.
///
/// @param language wanted; pages that are not translated come in the module's own
/// @param ticks of the checklist
record CoursePages(Terminal terminal, Course course, Language language, TickBook ticks) {
  /// Title, and a line for each page.
  void printContents() {
    terminal.print(Span.strong(course.manifest().about().textsIn(language).title()));
    List<Lesson> lessons = course.lessons(language);
    for (int i = 0; i < lessons.size(); i++) {
      printEntry(String.valueOf(i + 1), lessons.get(i));
    }
    others().forEach(page -> printEntry(page.item(), page));
    terminal.hint("busel course read " + course.manifest().module() + " 1");
  }

  void printJson() {
    terminal.print(fields -> {
      fields.writeStringField("id", course.manifest().module().text());
      fields.writeNumberField("version", course.manifest().version());
      fields.writeStringField("title", course.manifest().about().textsIn(language).title());
      fields.writeArrayFieldStart("pages");
      for (Lesson page : all()) {
        write(fields, page);
      }
      fields.writeEndArray();
    });
  }

  /// One page.
  ///
  /// @param wanted a lesson's number, or what the page is called
  /// @param answers whether a quiz gives its answers away
  void print(String wanted, boolean answers) {
    Lesson page = find(wanted);
    warn(page);
    if (course.quizzes(language).contains(page)) {
      print(content(course.quiz(page)), answers);
    } else if (course.checklist(language).filter(page::equals).isPresent()) {
      print(
          content(course.checklist(page)),
          ticks.ticked(course.manifest().module(), page.item()));
    } else {
      List<String> text = SafeText.lines(content(course.text(page)).stripTrailing());
      terminal.print(Span.strong(page.heading().title()));
      terminal.print("");
      text.forEach(terminal::print);
    }
  }

  private Lesson find(String wanted) {
    List<Lesson> lessons = course.lessons(language);
    if (wanted.matches("[1-9][0-9]{0,3}") && Integer.parseInt(wanted) <= lessons.size()) {
      return lessons.get(Integer.parseInt(wanted) - 1);
    }
    return all().stream()
        .filter(page -> page.item().equals(wanted))
        .findFirst()
        .orElseThrow(() -> noSuchPage(wanted));
  }

  private Stop noSuchPage(String wanted) {
    List<String> names = all().stream().map(Lesson::item).toList();
    return Stop.misused(
        "the module has no page \"" + wanted + "\"",
        Stream.concat(
                NearestNames.of(wanted, names).stream().map(name -> "did you mean " + name + "?"),
                Stream.of("busel course read " + course.manifest().module()))
            .toArray(String[]::new));
  }

  private List<Lesson> others() {
    List<Lesson> others = new ArrayList<>(course.quizzes(language));
    course.checklist(language).ifPresent(others::add);
    return others;
  }

  private List<Lesson> all() {
    return Stream.of(course.lessons(language), others()).flatMap(List::stream).toList();
  }

  private void printEntry(String name, Lesson page) {
    terminal.print(
        Span.plain("  " + name + "  " + page.heading().title()), Span.faint(remarks(page)));
  }

  private static String remarks(Lesson page) {
    String minutes = page.heading().minutes() == 0 ? "" : "  " + page.heading().minutes() + " min";
    return minutes
        + (page.standIn() ? "  (only in " + page.language() + ")" : "")
        + (page.heading().stale() ? "  (translation is behind)" : "");
  }

  private void warn(Lesson page) {
    if (page.standIn()) {
      terminal.say("not translated; this is the page in " + page.language());
    }
    if (page.heading().stale()) {
      FileRole.Heading heading = page.heading();
      terminal.say(
          "careful: translated from version "
              + heading.version()
              + " of the text, which is now at "
              + heading.newest());
    }
  }

  private void print(Quiz quiz, boolean answers) {
    terminal.print(Span.strong(quiz.title()));
    int number = 0;
    for (Question question : quiz.questions()) {
      number++;
      ShownQuestion shown = ShownQuestion.onPaper(quiz, question);
      terminal.print("");
      shown.print(terminal, number + ". ");
      if (answers) {
        shown.printAnswer(terminal);
      }
    }
    terminal.hint("busel course quiz " + course.manifest().module());
  }

  private void print(Checklist checklist, Set<String> ticked) {
    terminal.print(Span.strong(checklist.title()));
    for (Checklist.Step step : checklist.steps()) {
      print(ticked.contains(step.id()) ? "[x] " : "[ ] ", step.text());
      step.why().ifPresent(why -> print("    ", why));
    }
  }

  /// Text whose further lines stand below its first.
  private void print(String mark, String text) {
    List<String> lines = SafeText.lines(text);
    terminal.print(mark + lines.getFirst());
    lines.stream().skip(1).forEach(line -> terminal.print(" ".repeat(mark.length()) + line));
  }

  private <T> T content(PageOutcome<T> outcome) {
    return switch (outcome) {
      case PageOutcome.Page<T>(T content) -> content;
      case PageOutcome.NotHere<T> _ ->
          throw Stop.unavailable(
              "the page is not whole on this device",
              "busel course fetch " + course.manifest().module());
      case PageOutcome.NeedsNewerApp<T> _ ->
          throw Stop.refused("the page needs a newer busel", "update busel");
    };
  }

  private static void write(JsonGenerator fields, Lesson page) throws IOException {
    fields.writeStartObject();
    fields.writeStringField("page", page.item());
    fields.writeStringField("title", page.heading().title());
    fields.writeStringField("language", page.language().code());
    fields.writeNumberField("minutes", page.heading().minutes());
    fields.writeBooleanField("stale", page.heading().stale());
    fields.writeEndObject();
  }
}
