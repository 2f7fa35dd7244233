package org.busel.format;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a module is about.
///
/// @param languages that the module has lessons in, the source language first
/// @param texts for each of `languages`
/// @param effort how hard and how long
/// @param support whom a learner can turn to, at most 20
/// @param terms licence, and what should be taken before
public record About(
    List<Language> languages,
    Map<Language, Texts> texts,
    Effort effort,
    List<Support> support,
    Terms terms) {
  /// The most languages of a module.
  public static final int MAX_LANGUAGES = 50;

  /// How hard, and how long.
  ///
  /// @param level [#BEGINNER], [#ADVANCED] or [#EXPERT]
  /// @param minutes for the whole module, 1 to 10,000
  public record Effort(String level, int minutes) {
    public static final String BEGINNER = "beginner";
    public static final String ADVANCED = "advanced";
    public static final String EXPERT = "expert";

    /// Every level, in order.
    public static final List<String> LEVELS = List.of(BEGINNER, ADVANCED, EXPERT);
  }

  /// On which terms.
  ///
  /// @param licence SPDX id
  /// @param prerequisites modules to be taken before, at most 20
  public record Terms(String licence, List<ModuleId> prerequisites) {
    public Terms {
      prerequisites = List.copyOf(prerequisites);
    }
  }

  public About {
    languages = List.copyOf(languages);
    texts = Map.copyOf(texts);
    support = List.copyOf(support);
    if (languages.isEmpty() || !texts.keySet().equals(new LinkedHashSet<>(languages))) {
      throw new IllegalArgumentException("every language needs its texts");
    }
  }

  /// The language that translations are made from.
  public Language sourceLanguage() {
    return languages.get(0);
  }

  /// The texts in `language`, or in the source language if there are none.
  public Texts textsIn(Language language) {
    return Optional.ofNullable(texts.get(language))
        .or(() -> Optional.ofNullable(texts.get(sourceLanguage())))
        .orElseThrow();
  }

  Json toJson() {
    Map<String, Json> byLanguage = new TreeMap<>();
    texts.forEach((language, it) -> byLanguage.put(language.code(), it.toJson()));
    return Json.Members.of(
        Map.of(
            "languages", Texts.texts(languages.stream().map(Language::code).toList()),
            "texts", Json.Members.of(byLanguage),
            "level", new Json.Text(effort.level()),
            "minutes", new Json.Whole(effort.minutes()),
            "support", new Json.Items(support.stream().map(Support::toJson).toList()),
            "licence", new Json.Text(terms.licence()),
            "prerequisites",
                Texts.texts(terms.prerequisites().stream().map(ModuleId::text).toList())));
  }

  static About fromJson(Fields fields) throws MalformedException {
    List<Language> languages =
        fields.items("languages", MAX_LANGUAGES, it -> it.parsed(Language::parse));
    Fields byLanguage = fields.get("texts").object();
    if (languages.isEmpty()
        || languages.stream().distinct().count() != languages.size()
        || byLanguage.names().size() != languages.size()) {
      throw new MalformedException("languages and texts do not agree");
    }
    Map<Language, Texts> texts = new TreeMap<>();
    for (Language language : languages) {
      texts.put(language, Texts.fromJson(byLanguage.get(language.code())));
    }
    return new About(
        languages,
        texts,
        new Effort(
            fields
                .get("level")
                .parsed(it -> Effort.LEVELS.contains(it) ? Optional.of(it) : Optional.empty()),
            (int) fields.number("minutes", 1, 10_000)),
        fields.items("support", 20, Support::fromJson),
        new Terms(
            fields.text("licence", 64),
            fields.items("prerequisites", 20, it -> it.parsed(ModuleId::parse))));
  }
}
