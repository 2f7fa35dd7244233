package org.busel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.busel.cli.terminal.Span;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.CourseListing;
import org.busel.format.Language;
import org.busel.format.ModuleId;
import org.busel.sdk.Device;
import org.busel.sdk.courses.Course;
import org.busel.sdk.courses.Courses;
import org.busel.sdk.courses.ListOutcome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists modules.
@Command(
    name = "list",
    description = {
      "list the modules on this device and those that the relay offers",
      "",
      "What the relay offers is what it says; it is verified when you fetch it."
    },
    footer = {"", "example:", "  busel course list --lang be"})
final class CourseListVerb extends ProfileVerb {
  private final Terminal terminal;

  @Option(names = "--here", description = "only those on this device; asks nobody")
  private boolean here;

  @Option(
      names = "--lang",
      paramLabel = "CODE",
      converter = LanguageCode.class,
      description = "language of the titles (default: " + Languages.DEFAULT + ")")
  private @Nullable Language lang;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  CourseListVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    Optional<Language> language = Optional.ofNullable(lang);
    Courses courses = device.courses();
    Map<ModuleId, CourseRow> rows = new TreeMap<>();
    for (Course course : courses.onDevice()) {
      CourseListing.Entry entry = CourseListing.entryOf(course.manifest());
      rows.put(entry.module(), new CourseRow(entry, Optional.of(course.manifest().version())));
    }
    Optional<Stop> trouble = here ? Optional.empty() : addOffered(courses.list(), rows);
    print(List.copyOf(rows.values()), language);
    if (trouble.isPresent()) {
      throw trouble.get();
    }
  }

  /// Adds what the relay offers; says why not, so that what is on the device is shown in any case.
  private static Optional<Stop> addOffered(ListOutcome outcome, Map<ModuleId, CourseRow> rows) {
    return switch (outcome) {
      case ListOutcome.Listed(List<CourseListing.Entry> entries) -> {
        for (CourseListing.Entry entry : entries) {
          CourseRow known = rows.get(entry.module());
          rows.put(
              entry.module(),
              new CourseRow(entry, known == null ? Optional.empty() : known.versionHere()));
        }
        yield Optional.empty();
      }
      case ListOutcome.Unreachable(String reason) -> Optional.of(Profiles.unreachable(reason));
      case ListOutcome.Refused(String reason) ->
          Optional.of(Stop.unavailable("the relay's list cannot be read: " + reason));
    };
  }

  private void print(List<CourseRow> rows, Optional<Language> language) {
    if (json) {
      terminal.print(fields -> {
        fields.writeArrayFieldStart("modules");
        for (CourseRow row : rows) {
          row.write(fields);
        }
        fields.writeEndArray();
      });
    } else if (rows.isEmpty()) {
      terminal.say(here ? "no modules on this device" : "no modules yet");
    } else {
      printTable(rows, language);
    }
  }

  private void printTable(List<CourseRow> rows, Optional<Language> language) {
    List<List<String>> cells = new ArrayList<>();
    for (CourseRow row : rows) {
      Language best = Languages.best(language, terminal.surroundings(), row.entry().languages());
      cells.add(row.cells(best));
    }
    List<Columns> columns = new ArrayList<>();
    for (int column = 0; column < cells.getFirst().size(); column++) {
      int index = column;
      columns.add(Columns.of(cells.stream().map(row -> row.get(index)).toList()));
    }
    for (List<String> row : cells) {
      List<Span> line = new ArrayList<>();
      line.add(Span.strong(columns.getFirst().padded(row.getFirst())));
      for (int column = 1; column < row.size() - 1; column++) {
        line.add(Span.faint("  " + columns.get(column).padded(row.get(column))));
      }
      line.add(Span.plain("  " + row.getLast()));
      terminal.print(line.toArray(Span[]::new));
    }
  }
}
