package org.busel.author;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.busel.format.Language;
import org.busel.format.ModuleId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewModuleTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

  @TempDir Path parent;

  @Test
  void whatIsWrittenPassesTheCheckInEveryLanguageWithoutAWord() {
    NewModule.Outcome written = module("Say \"no\": C:\\x # - {a}", "Не: так").write(parent);

    assertThat(written).isInstanceOf(NewModule.Outcome.Written.class);
    assertThat(ModuleCheck.check(parent.resolve("safe-travel"), TODAY))
        .isEqualTo(new CheckOutcome.Passed(List.of()));
    assertThat(ModuleBuild.build(parent.resolve("safe-travel"), parent.resolve("out"), TODAY))
        .isInstanceOf(BuildOutcome.Built.class);
  }

  @Test
  void whatIsThereIsNotTouched() {
    NewModule.Outcome first = module("A", "Б").write(parent);

    assertThat(first).isInstanceOf(NewModule.Outcome.Written.class);
    assertThat(module("C", "Д").write(parent))
        .isEqualTo(new NewModule.Outcome.Exists(parent.resolve("safe-travel")));
  }

  @Test
  void nobodyReviewsWhatTheyWrote() {
    SequencedMap<Language, String> titles = new LinkedHashMap<>();
    titles.put(new Language("en"), "Title");

    assertThatThrownBy(
            () ->
                new NewModule(
                    new ModuleId("x"), titles, "Alena", "Alena", TODAY.plusDays(1), true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static NewModule module(String english, String belarusian) {
    SequencedMap<Language, String> titles = new LinkedHashMap<>();
    titles.put(new Language("en"), english);
    titles.put(new Language("be"), belarusian);
    return new NewModule(
        new ModuleId("safe-travel"), titles, "Alena", "Ryhor", TODAY.plusMonths(6), true);
  }
}
