package org.busel.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Steps that a learner ticks, as canonical JSON in a module's file. FORMAT.md, "Checklist".
///
/// @param title at most 200 characters
/// @param steps 1 to 100
public record Checklist(String title, List<Step> steps) {
  private static final String TYPE = "checklist";

  public Checklist {
    steps = List.copyOf(steps);
  }

  /// One thing to do.
  ///
  /// @param id formed like a module id, once in the list; ticks are kept by it
  /// @param text at most 500 characters
  /// @param why at most 1,000 characters
  public record Step(String id, String text, Optional<String> why) {}

  /// What became of reading.
  public sealed interface Reading {
    /// A checklist.
    record Read(Checklist checklist) implements Reading {}

    /// Not a checklist.
    ///
    /// @param reason for a person; names the place, no content
    record Refused(String reason) implements Reading {}
  }

  /// The checklist as it travels.
  public byte[] bytes() {
    return CanonicalJson.write(
        Json.Members.of(
            Map.of(
                "_type", new Json.Text(TYPE),
                "title", new Json.Text(title),
                "steps", new Json.Items(steps.stream().map(Checklist::toJson).toList()))));
  }

  private static Json toJson(Step step) {
    Map<String, Json> json = new TreeMap<>();
    json.put("id", new Json.Text(step.id()));
    json.put("text", new Json.Text(step.text()));
    step.why().ifPresent(it -> json.put("why", new Json.Text(it)));
    return Json.Members.of(json);
  }

  /// Reads the bytes of a file of kind [FileRole#CHECKLIST].
  public static Reading read(byte[] bytes) {
    if (!(StrictJson.read(bytes) instanceof StrictJson.Reading.Read read)) {
      return new Reading.Refused("not canonical JSON");
    }
    try {
      Fields fields = Fields.of(read.value());
      List<Step> steps = fields.items("steps", 100, Checklist::step);
      if (!fields.text("_type", 32).equals(TYPE) || steps.isEmpty()) {
        return new Reading.Refused("not a checklist, or one without steps");
      }
      if (steps.stream().map(Step::id).distinct().count() != steps.size()) {
        return new Reading.Refused("two steps have one id");
      }
      return new Reading.Read(new Checklist(fields.text("title", 200), steps));
    } catch (MalformedException e) {
      return new Reading.Refused(e.reason());
    }
  }

  private static Step step(Fields.Place place) throws MalformedException {
    Fields fields = place.object();
    return new Step(
        fields.get("id").parsed(it -> ModuleId.parse(it).map(ModuleId::text)),
        fields.text("text", 500),
        fields.textIfAny("why", 1_000));
  }
}
