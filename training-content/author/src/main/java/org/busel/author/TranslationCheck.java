package org.busel.author;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.busel.author.DraftItem.LessonLink;
import org.busel.author.Problem.Place;
import org.busel.format.FileRole;
import org.busel.format.Language;

/// Compares languages with each other, and lessons with what they link to.
final class TranslationCheck {
  private final ModuleDraft draft;
  private final Problems problems;
  private final Map<String, DraftItem> byName = new HashMap<>();

  TranslationCheck(ModuleDraft draft, Problems problems) {
    this.draft = draft;
    this.problems = problems;
    draft.items().forEach(it -> byName.put(name(it.role().item(), it.role().language()), it));
  }

  void run() {
    Language source = draft.description().source();
    for (Language language : draft.description().about().languages()) {
      if (draft.items().stream()
          .noneMatch(it ->
              it.role().language().equals(language) && it.role().kind().equals(FileRole.LESSON))) {
        problems.error(
            draft.description().languages(),
            "no lesson in " + language,
            "write " + language + "/lesson-01-….md, or take " + language + " out");
      }
      if (!language.equals(source)) {
        missing(language);
      }
    }
    for (DraftItem item : draft.items()) {
      if (!item.role().language().equals(source)) {
        compare(item, source);
      }
      item.references().links().forEach(link -> follow(link, item));
    }
  }

  private void missing(Language language) {
    for (DraftItem item : draft.sourceItems()) {
      if (find(item.role().item(), language).isEmpty()) {
        problems.warning(
            draft.description().languages(),
            language + " lacks " + item.role().item(),
            "learners will see the source language");
      }
    }
  }

  private void compare(DraftItem translation, Language source) {
    Place place = translation.header().place();
    Optional<DraftItem> original = find(translation.role().item(), source);
    if (original.isEmpty()) {
      problems.error(
          place,
          "there is no " + translation.role().item() + " in " + source + " to translate from",
          "call it like the one it translates");
      return;
    }
    int now = original.get().header().version();
    int then = translation.header().version();
    if (then > now) {
      problems.error(
          place, "translated from version " + then + ", but the source has only " + now, "");
    } else if (then < now) {
      problems.warning(
          place,
          "stale: translated from version " + then + ", the source has " + now,
          "bring it up to date, then set translated-from: " + now);
    }
    if (then == now && !translation.role().shape().equals(original.get().role().shape())) {
      problems.error(
          place,
          "differs from the source in more than words",
          "same ids in the same order, and the same options right");
    }
  }

  private void follow(LessonLink link, DraftItem from) {
    Language language = from.role().language();
    Optional<DraftItem> here = find(link.item(), language);
    if (here.isEmpty() && find(link.item(), draft.description().source()).isEmpty()) {
      problems.error(link.place(), "there is no lesson " + link.item(), "");
    } else if (here.isPresent()
        && !link.anchor().isEmpty()
        && !here.get().references().anchors().contains(link.anchor())) {
      problems.error(
          link.place(),
          "there is no heading #" + link.anchor() + " in " + link.item(),
          here.get().references().anchors().isEmpty()
              ? ""
              : Nearest.hint(link.anchor(), here.get().references().anchors()));
    }
  }

  private Optional<DraftItem> find(String item, Language language) {
    return Optional.ofNullable(byName.get(name(item, language)));
  }

  private static String name(String item, Language language) {
    return language + "/" + item;
  }
}
