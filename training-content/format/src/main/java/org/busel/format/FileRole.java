package org.busel.format;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a file is for.
///
/// @param kind one of the kinds named here, or one that a later version added
/// @param item groups what belongs together: `lesson-01-phones` is the same lesson in every language and variant
/// @param language of the file; nothing if it serves all of them
/// @param variant [#HTML] or [#TEXT] of a lesson, [#DATA] of the rest, or one that a later version added
/// @param heading what a list shows; nothing for media
public record FileRole(
    String kind,
    String item,
    Optional<Language> language,
    String variant,
    Optional<Heading> heading) {
  /// A lesson, in the variants [#HTML] and [#TEXT].
  public static final String LESSON = "lesson";

  /// A [Quiz].
  public static final String QUIZ = "quiz";

  /// A [Checklist].
  public static final String CHECKLIST = "checklist";

  /// A picture, sound, film or captions.
  public static final String MEDIA = "media";

  /// Safe HTML: a fragment of the elements and attributes that FORMAT.md lists.
  public static final String HTML = "html";

  /// Plain text, for a terminal and for the poorest lines.
  public static final String TEXT = "text";

  /// The only form there is.
  public static final String DATA = "data";

  /// What a list shows about a lesson, quiz or checklist.
  ///
  /// @param title at most 200 characters
  /// @param minutes that it takes, 0 if nobody said
  /// @param version of the text this is or was translated from, 1 or more
  /// @param newest version of that text in the source language; higher than `version` means a stale translation
  public record Heading(String title, int minutes, int version, int newest) {
    /// Whether the source language has moved on.
    public boolean stale() {
      return version < newest;
    }
  }

  Map<String, Json> toJson() {
    Map<String, Json> json = new TreeMap<>();
    json.put("kind", new Json.Text(kind));
    json.put("item", new Json.Text(item));
    language.ifPresent(it -> json.put("language", new Json.Text(it.code())));
    json.put("variant", new Json.Text(variant));
    heading.ifPresent(it -> {
      json.put("title", new Json.Text(it.title()));
      json.put("minutes", new Json.Whole(it.minutes()));
      json.put("version", new Json.Whole(it.version()));
      json.put("newest", new Json.Whole(it.newest()));
    });
    return json;
  }

  static FileRole fromJson(Fields fields) throws MalformedException {
    Optional<Language> language =
        fields.has("language")
            ? Optional.of(fields.get("language").parsed(Language::parse))
            : Optional.empty();
    Optional<Heading> heading =
        fields.has("title")
            ? Optional.of(
                new Heading(
                    fields.text("title", 200),
                    (int) fields.number("minutes", 0, 10_000),
                    (int) fields.number("version", 1, Integer.MAX_VALUE),
                    (int) fields.number("newest", 1, Integer.MAX_VALUE)))
            : Optional.empty();
    return new FileRole(
        fields.text("kind", 32),
        fields.text("item", 100),
        language,
        fields.text("variant", 32),
        heading);
  }
}
