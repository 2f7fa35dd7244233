package org.busel.author;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.busel.author.Problem.Place;
import org.busel.format.About;
import org.busel.format.Language;
import org.busel.format.ModuleId;
import org.busel.format.Review;
import org.busel.format.Support;
import org.busel.format.Texts;

/// Reads `module.yaml`.
final class DescriptionReader {
  private static final Map<String, String> OFTEN_MEANT =
      Map.of("by", "be", "ua", "uk", "cz", "cs", "gr", "el", "se", "sv", "dk", "da");

  private final String folder;
  private final LocalDate today;
  private final Problems problems;

  DescriptionReader(String folder, LocalDate today, Problems problems) {
    this.folder = folder;
    this.today = today;
    this.problems = problems;
  }

  /// What it says, with stand-ins for what is wrong, or nothing if not even the languages are known.
  Optional<ModuleDescription> read(SourceText text) {
    Optional<YamlMap> yaml = Yaml.map(text.file(), text.text(), 0, problems);
    return yaml.flatMap(this::read);
  }

  private Optional<ModuleDescription> read(YamlMap yaml) {
    OptionalInt _ = yaml.number("format", 1, 1);
    Optional<ModuleId> id =
        yaml.matching("id", ModuleId::isId, "lower-case letters, digits and dashes, at most 64")
            .map(ModuleId::new);
    if (id.isPresent() && !id.get().text().equals(folder)) {
      problems.error(
          yaml.place("id"),
          "id and folder differ",
          "call the folder " + id.get() + ", or the module " + folder);
    }
    OptionalInt version = yaml.number("version", 1, Integer.MAX_VALUE);
    List<Language> languages = languages(yaml);
    Map<Language, Texts> texts = texts(yaml, languages);
    Optional<String> level = yaml.oneOf("level", About.Effort.LEVELS);
    OptionalInt minutes = yaml.number("minutes", 1, 10_000);
    Optional<Review> review = review(yaml);
    List<Support> support = support(yaml);
    Optional<String> licence =
        yaml.matching(
            "licence", it -> it.matches("[A-Za-z0-9.+-]{2,64}"), "an SPDX id such as CC-BY-SA-4.0");
    List<ModuleId> prerequisites = prerequisites(yaml);
    if (yaml.keys().contains("cohort")) {
      Optional<String> _ = yaml.oneOf("cohort", List.of("open"));
    }
    yaml.done();
    if (languages.isEmpty()) {
      return Optional.empty();
    }
    // What is missing has been reported and keeps the module from being built. Stand-ins let the
    // rest be checked now,
    // not after the next try.
    languages.forEach(
        it -> texts.putIfAbsent(it, new Texts("?", Optional.empty(), List.of(), List.of())));
    About about =
        new About(
            languages,
            texts,
            new About.Effort(level.orElse(About.Effort.BEGINNER), minutes.orElse(1)),
            support,
            new About.Terms(licence.orElse("?"), prerequisites));
    return Optional.of(
        new ModuleDescription(
            id.orElse(new ModuleId("module")),
            version.orElse(1),
            about,
            review.orElse(new Review(List.of("?"), List.of("??"), today, Review.SAFETY)),
            yaml.place("languages")));
  }

  private List<Language> languages(YamlMap yaml) {
    Optional<Language> source =
        yaml.text("source-language", 20).flatMap(it -> language(it.value(), it.place()));
    Set<Language> languages = new LinkedHashSet<>();
    for (YamlMap.Placed<String> code : yaml.texts("languages", 1, About.MAX_LANGUAGES, 20)) {
      Optional<Language> language = language(code.value(), code.place());
      if (language.isPresent() && !languages.add(language.get())) {
        problems.error(code.place(), "language " + code.value() + " stands twice", "");
      }
    }
    if (source.isPresent()
        && !languages.isEmpty()
        && !languages.iterator().next().equals(source.get())) {
      problems.error(
          yaml.place("languages"),
          "the source language has to come first",
          "begin the list with " + source.get());
    }
    return List.copyOf(languages);
  }

  private Optional<Language> language(String code, Place place) {
    Optional<Language> language = Language.parse(code);
    if (language.isEmpty()) {
      String meant = OFTEN_MEANT.getOrDefault(code, "");
      problems.error(
          place,
          code + " is no language code",
          meant.isEmpty()
              ? "use a code of RFC 5646, such as be, ru, en"
              : "did you mean " + meant + "?");
    }
    return language;
  }

  private Map<Language, Texts> texts(YamlMap yaml, List<Language> languages) {
    Optional<YamlMap> titles = yaml.map("titles");
    Optional<YamlMap> summaries = yaml.map("summaries");
    Optional<YamlMap> objectives = yaml.map("objectives");
    Optional<YamlMap> warnings = yaml.mapIfAny("content-warnings");
    Map<Language, Texts> texts = new LinkedHashMap<>();
    for (Language language : languages) {
      boolean source = language.equals(languages.getFirst());
      Optional<String> title =
          titles.flatMap(it -> it.text(language.code(), 200)).map(YamlMap.Placed::value);
      Optional<String> summary =
          summaries
              .flatMap(it -> in(it, "summary", language, source))
              .flatMap(it -> it.textIfAny(language.code(), 1_000));
      List<String> lines =
          objectives
              .flatMap(it -> in(it, "objectives", language, source))
              .map(it -> it.textsIfAny(language.code(), 20, 300))
              .orElse(List.of());
      List<String> warned =
          warnings.map(it -> it.textsIfAny(language.code(), 20, 300)).orElse(List.of());
      title.ifPresent(it -> texts.put(language, new Texts(it, summary, lines, warned)));
    }
    titles.ifPresent(YamlMap::done);
    summaries.ifPresent(YamlMap::done);
    objectives.ifPresent(YamlMap::done);
    warnings.ifPresent(YamlMap::done);
    return texts;
  }

  /// Says that a language is missing: an error for the source language, a warning for a translation.
  private Optional<YamlMap> in(YamlMap map, String what, Language language, boolean source) {
    if (!map.keys().contains(language.code())) {
      String message = "no " + what + " in " + language;
      if (source) {
        problems.error(map.start(), message, "");
      } else {
        problems.warning(map.start(), message, "learners will see the source language");
      }
    }
    return Optional.of(map);
  }

  private Optional<Review> review(YamlMap yaml) {
    List<String> authors = names(yaml, "authors");
    List<String> reviewers = names(yaml, "reviewers");
    for (String reviewer : reviewers) {
      if (authors.contains(reviewer)) {
        problems.error(
            yaml.place("reviewers"),
            "nobody reviews what they wrote",
            "name somebody else as reviewer");
      }
    }
    Optional<LocalDate> until =
        yaml.text("reviewed-until", 20).flatMap(it -> date(it.value(), it.place()));
    Optional<String> risk = yaml.oneOf("risk", Review.RISKS);
    if (until.isPresent() && today.isAfter(until.get())) {
      problems.error(
          yaml.place("reviewed-until"),
          "the review ran out on " + until.get(),
          "have it reviewed again, then set a later day");
    }
    return authors.isEmpty() || reviewers.isEmpty() || until.isEmpty() || risk.isEmpty()
        ? Optional.empty()
        : Optional.of(new Review(authors, reviewers, until.get(), risk.get()));
  }

  private static List<String> names(YamlMap yaml, String key) {
    return yaml.texts(key, 1, 10, 200).stream().map(YamlMap.Placed::value).toList();
  }

  private Optional<LocalDate> date(String text, Place place) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      problems.error(place, "not a day", "write it as 2027-06-30");
      return Optional.empty();
    }
  }

  private List<Support> support(YamlMap yaml) {
    List<Support> all = new ArrayList<>();
    for (YamlMap entry : yaml.mapsIfAny("support", 20)) {
      Optional<String> name = entry.text("name", 200).map(YamlMap.Placed::value);
      Optional<String> contact =
          entry.matching("contact", Support::isContact, "an https:, mailto: or tel: address");
      List<Language> languages = new ArrayList<>();
      for (String code : entry.textsIfAny("languages", 50, 20)) {
        language(code, entry.place("languages")).ifPresent(languages::add);
      }
      entry.done();
      if (name.isPresent() && contact.isPresent()) {
        all.add(new Support(name.get(), contact.get(), languages));
      }
    }
    return all;
  }

  private List<ModuleId> prerequisites(YamlMap yaml) {
    List<ModuleId> all = new ArrayList<>();
    for (String id : yaml.textsIfAny("prerequisites", 20, 64)) {
      Optional<ModuleId> module = ModuleId.parse(id);
      if (module.isEmpty()) {
        problems.error(yaml.place("prerequisites"), id + " is no module id", "");
      }
      module.ifPresent(all::add);
    }
    return all;
  }
}
