package org.busel.author;

import java.util.List;
import java.util.Set;
import org.busel.author.Problem.Place;
import org.busel.format.Language;

/// A lesson, quiz or checklist in one language, ready to be cut into chunks.
///
/// @param role what it is
/// @param header title and version
/// @param minutes 0 where nobody says
/// @param forms the files that it becomes
/// @param references what has to be there besides
record DraftItem(
    Role role, ItemHeader header, int minutes, List<Form> forms, References references) {
  DraftItem {
    forms = List.copyOf(forms);
  }

  /// @param kind as in [org.busel.format.FileRole]
  /// @param item the file's name without its ending
  /// @param shape what a translation must share with its source: ids and right answers; empty for lessons
  record Role(String kind, String item, Language language, String shape) {}

  /// One file.
  ///
  /// @param ending of its name
  record Form(String variant, String ending, String mediaType, Bytes bytes) {}

  /// @param media file names in `media/`
  /// @param links to other lessons
  /// @param anchors that others may link to
  record References(Set<String> media, List<LessonLink> links, Set<String> anchors) {
    static final References NONE = new References(Set.of(), List.of(), Set.of());

    References {
      media = Set.copyOf(media);
      links = List.copyOf(links);
      anchors = Set.copyOf(anchors);
    }
  }

  /// @param item the lesson that is meant; this lesson's own for a link within the page
  /// @param anchor empty for the lesson as a whole
  record LessonLink(String item, String anchor, Place place) {}
}
