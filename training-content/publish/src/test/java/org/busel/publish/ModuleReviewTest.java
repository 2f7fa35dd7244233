package org.busel.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.busel.author.BuildOutcome;
import org.busel.author.ModuleBuild;
import org.busel.author.NewModule;
import org.busel.format.Language;
import org.busel.format.ModuleId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a reviewer and a trainer are told about a module that goes from version to version.
class ModuleReviewTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

  @TempDir Path parent;

  private Path text;

  @BeforeEach
  void aModuleInTwoLanguages() {
    SequencedMap<Language, String> titles = new LinkedHashMap<>();
    titles.put(new Language("en"), "Safe travel");
    titles.put(new Language("be"), "Бяспечная дарога");
    NewModule.Outcome outcome =
        new NewModule(
                new ModuleId("safe-travel"), titles, "Alena", "Ryhor", TODAY.plusMonths(6), true)
            .write(parent);
    text = ((NewModule.Outcome.Written) outcome).folder();
  }

  @Test
  void aReviewerSeesEveryChangedLineAndNothingElse() throws IOException {
    BuiltModule before = built("before");
    change("module.yaml", "version: 1", "version: 2");
    change("module.yaml", "risk: safety", "risk: ordinary");
    change("en/lesson-01-begin.md", "differently tomorrow", "differently today");
    change("en/quiz-01-check.yaml", "        right: true\n", "");
    change("en/quiz-01-check.yaml", "- text: That", "- text: That\n        right: true");
    change("be/quiz-01-check.yaml", "        right: true\n", "");
    change("be/quiz-01-check.yaml", "- text: That", "- text: That\n        right: true");
    Path _ =
        Files.writeString(
            text.resolve("en/lesson-02-more.md"), "---\ntitle: More\nminutes: 1\n---\n\nMore.\n");
    Files.delete(text.resolve("be/checklist.yaml"));

    ModuleChanges changes = ModuleChanges.between(pages(before), pages(built("after")));

    assertThat(changes.from()).isEqualTo(1);
    assertThat(changes.to()).isEqualTo(2);
    assertThat(changes.pages())
        .extracting(ModuleChanges.Page::name)
        .containsExactly(
            "be/checklist.json",
            "be/quiz-01-check.json",
            "en/lesson-01-begin.txt",
            "en/lesson-02-more.txt",
            "en/quiz-01-check.json",
            "module");
    assertThat(changes.pages().get(0)).isInstanceOf(ModuleChanges.Page.Removed.class);
    assertThat(changed(changes, 2))
        .contains(
            "-Begin with what a learner should do differently tomorrow.",
            "+Begin with what a learner should do differently today.");
    assertThat(changes.pages().get(3)).isInstanceOf(ModuleChanges.Page.Added.class);
    assertThat(changed(changes, 4)).anyMatch(it -> it.startsWith("+\"right\":true"));
    assertThat(changed(changes, 5)).contains("-risk: safety", "+risk: ordinary");
  }

  @Test
  void aVersionThatSaysTheSameHasNothingToRead() {
    ModulePages pages = pages(built("one"));

    assertThat(ModuleChanges.between(pages, pages(built("two"))).pages()).isEmpty();
  }

  @Test
  void theStatusSaysWhichLanguageIsBehindAndWhetherTheBuildIsTheText() throws IOException {
    BuiltModule built = built("safe-travel.module");
    assertThat(built.manifest().version()).isEqualTo(1);
    ModuleStatus.Ready fresh = ready();

    change("en/lesson-01-begin.md", "version: 1", "version: 2");
    Files.delete(text.resolve("be/checklist.yaml"));
    ModuleStatus.Ready later = ready();

    assertThat(fresh.behind()).isEmpty();
    assertThat(fresh.build()).contains(new ModuleStatus.Build(1, true, List.of()));
    assertThat(later.build()).contains(new ModuleStatus.Build(1, false, List.of()));
    assertThat(later.behind())
        .containsExactlyInAnyOrder(
            new ModuleStatus.Behind(new Language("be"), "lesson-01-begin", 1, 2),
            new ModuleStatus.Behind(new Language("be"), "checklist", 0, 1));
  }

  private ModuleStatus.Ready ready() {
    return (ModuleStatus.Ready)
        ModuleStatus.of(text, parent.resolve("safe-travel.module"), TODAY);
  }

  private static List<String> changed(ModuleChanges changes, int page) {
    return ((ModuleChanges.Page.Changed) changes.pages().get(page)).lines();
  }

  private static ModulePages pages(BuiltModule module) {
    return ModulePages.of(module.manifest(), module::chunk);
  }

  private BuiltModule built(String name) {
    Path out = parent.resolve(name);
    assertThat(ModuleBuild.build(text, out, TODAY)).isInstanceOf(BuildOutcome.Built.class);
    return ((BuiltModule.Opening.Opened) BuiltModule.open(out)).module();
  }

  private void change(String file, String from, String to) throws IOException {
    Path path = text.resolve(file);
    String now = Files.readString(path);
    assertThat(now).contains(from);
    Path _ = Files.writeString(path, now.replaceFirst(Pattern.quote(from), to));
  }
}
