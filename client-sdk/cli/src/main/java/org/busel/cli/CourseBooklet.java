package org.busel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.busel.cli.terminal.Stop;
import org.busel.export.Booklet;
import org.busel.format.Checklist;
import org.busel.format.FileRole;
import org.busel.format.Language;
import org.busel.format.Manifest;
import org.busel.format.ModuleFile;
import org.busel.sdk.courses.Course;
import org.busel.sdk.courses.Lesson;
import org.busel.sdk.courses.PageOutcome;

/// A module on this device as something that can leave. Every page is verified once more while it is read.
record CourseBooklet(Course course, Language language) {
  private static final String MEDIA = "media/";

  /// All pages and media; stops if one of them is not here.
  Booklet booklet() {
    Manifest manifest = course.manifest();
    return new Booklet(
        manifest.module(),
        manifest.version(),
        language,
        manifest.about(),
        manifest.review(),
        lessons(),
        quizzes(),
        checklist(),
        media());
  }

  private List<Booklet.Page> lessons() {
    List<Booklet.Page> pages = new ArrayList<>();
    for (Lesson lesson : course.lessons(language)) {
      pages.add(
          new Booklet.Page(
              lesson.item(),
              lesson.heading().title(),
              lesson.heading().minutes(),
              lesson.language(),
              content(course.html(lesson))));
    }
    return pages;
  }

  private List<Booklet.Questions> quizzes() {
    List<Booklet.Questions> quizzes = new ArrayList<>();
    for (Lesson quiz : course.quizzes(language)) {
      quizzes.add(new Booklet.Questions(quiz.item(), content(course.quiz(quiz))));
    }
    return quizzes;
  }

  private Optional<Checklist> checklist() {
    return course.checklist(language).map(it -> content(course.checklist(it)));
  }

  private Map<String, byte[]> media() {
    Map<String, byte[]> media = new TreeMap<>();
    for (ModuleFile file : course.manifest().files()) {
      if (file.role().kind().equals(FileRole.MEDIA) && file.path().text().startsWith(MEDIA)) {
        media.put(
            file.path().text().substring(MEDIA.length()), content(course.media(file.path())));
      }
    }
    return media;
  }

  private <T> T content(PageOutcome<T> outcome) {
    return switch (outcome) {
      case PageOutcome.Page<T>(T content) -> content;
      case PageOutcome.NotHere<T> _ ->
          throw Stop.unavailable(
              "a page of the module is not on this device",
              "busel course fetch " + course.manifest().module());
      case PageOutcome.NeedsNewerApp<T> _ ->
          throw Stop.refused("a page of the module needs a newer version of Busel", "update Busel");
    };
  }
}
