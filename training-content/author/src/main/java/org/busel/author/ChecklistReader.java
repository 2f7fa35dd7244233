package org.busel.author;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.busel.author.DraftItem.Form;
import org.busel.format.Checklist;
import org.busel.format.FileRole;
import org.busel.format.Language;
import org.busel.format.ModuleId;

/// Reads a `checklist.yaml`.
final class ChecklistReader {
  private final Language language;
  private final boolean source;
  private final Problems problems;

  ChecklistReader(Language language, boolean source, Problems problems) {
    this.language = language;
    this.source = source;
    this.problems = problems;
  }

  Optional<DraftItem> read(String item, SourceText text) {
    return Yaml.map(text.file(), text.text(), 0, problems).flatMap(yaml -> read(item, yaml));
  }

  private Optional<DraftItem> read(String item, YamlMap yaml) {
    Optional<ItemHeader> header = ItemHeader.read(yaml, source, problems);
    List<Checklist.Step> steps = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (YamlMap entry : yaml.maps("steps", 1, 100)) {
      Optional<String> id =
          entry.matching("id", ModuleId::isId, "lower-case letters, digits and dashes, at most 64");
      Optional<String> text = entry.text("text", 500).map(YamlMap.Placed::value);
      Optional<String> why = entry.textIfAny("why", 1_000);
      entry.done();
      if (id.isPresent() && !ids.add(id.get())) {
        problems.error(entry.place("id"), "id " + id.get() + " stands twice", "");
      }
      if (id.isPresent() && text.isPresent()) {
        steps.add(new Checklist.Step(id.get(), text.get(), why));
      }
    }
    yaml.done();
    if (header.isEmpty() || steps.isEmpty()) {
      return Optional.empty();
    }
    Checklist checklist = new Checklist(header.get().title(), steps);
    String shape = String.join(" ", steps.stream().map(Checklist.Step::id).toList());
    return Optional.of(
        new DraftItem(
            new DraftItem.Role(FileRole.CHECKLIST, item, language, shape),
            header.get(),
            0,
            List.of(
                new Form(FileRole.DATA, "json", "application/json", Bytes.of(checklist.bytes()))),
            DraftItem.References.NONE));
  }
}
