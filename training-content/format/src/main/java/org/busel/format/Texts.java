package org.busel.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a module says about itself in one language.
///
/// @param title at most 200 characters
/// @param summary one paragraph, at most 1,000 characters
/// @param objectives at most 20 lines of at most 300 characters
/// @param contentWarnings likewise
public record Texts(
    String title, Optional<String> summary, List<String> objectives, List<String> contentWarnings) {
  public Texts {
    objectives = List.copyOf(objectives);
    contentWarnings = List.copyOf(contentWarnings);
  }

  Json toJson() {
    Map<String, Json> json = new TreeMap<>();
    json.put("title", new Json.Text(title));
    summary.ifPresent(it -> json.put("summary", new Json.Text(it)));
    json.put("objectives", texts(objectives));
    json.put("content_warnings", texts(contentWarnings));
    return Json.Members.of(json);
  }

  static Texts fromJson(Fields.Place place) throws MalformedException {
    Fields fields = place.object();
    return new Texts(
        fields.text("title", 200),
        fields.textIfAny("summary", 1_000),
        fields.items("objectives", 20, it -> it.text(300)),
        fields.items("content_warnings", 20, it -> it.text(300)));
  }

  static Json texts(List<String> lines) {
    return new Json.Items(lines.stream().<Json>map(Json.Text::new).toList());
  }
}
