package org.busel.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.busel.format.About;
import org.busel.format.Checklist;
import org.busel.format.Language;
import org.busel.format.ModuleId;
import org.busel.format.Quiz;
import org.busel.format.Review;
import org.busel.format.Texts;

/// A module in one language, with everything that an export can hold.
///
/// @param version of the module
/// @param language that was asked for; a page that is not translated has the module's own
/// @param lessons in order
/// @param quizzes in order
/// @param media the bytes of pictures, sounds and films by their name below `media/`
public record Booklet(
    ModuleId module,
    int version,
    Language language,
    About about,
    Review review,
    List<Page> lessons,
    List<Questions> quizzes,
    Optional<Checklist> checklist,
    Map<String, byte[]> media) {

  /// A lesson.
  ///
  /// @param item names it across languages, formed like a file's name without an ending
  /// @param html the fragment of FORMAT.md, "Lessons"
  public record Page(String item, String title, int minutes, Language language, String html) {}

  /// A quiz.
  ///
  /// @param item names it across languages
  public record Questions(String item, Quiz quiz) {}

  public Booklet {
    lessons = List.copyOf(lessons);
    quizzes = List.copyOf(quizzes);
    media = new TreeMap<>(media);
  }

  /// What the module says of itself, in the booklet's language if it does.
  public Texts texts() {
    return about.textsIn(language);
  }
}
