package org.busel.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.busel.format.CourseListing;
import org.busel.format.Language;

/// One module in a list.
///
/// @param entry as the relay describes it, or the manifest on this device
/// @param versionHere what is on this device, if anything
record CourseRow(CourseListing.Entry entry, Optional<Integer> versionHere) {
  /// Id, version, languages, minutes, size, whether it is here, title.
  List<String> cells(Language language) {
    return List.of(
        entry.module().text(),
        "v" + entry.version(),
        Languages.list(entry.languages()),
        entry.effort().minutes() + " min",
        Sizes.of(entry.bytes()),
        versionHere.map(version -> version < entry.version() ? "older here" : "here").orElse("-"),
        entry.textsIn(language).title());
  }

  /// As a JSON object in an array.
  void write(JsonGenerator fields) throws IOException {
    fields.writeStartObject();
    fields.writeStringField("id", entry.module().text());
    fields.writeNumberField("version", entry.version());
    if (versionHere.isPresent()) {
      fields.writeNumberField("version_here", versionHere.get());
    }
    fields.writeArrayFieldStart("languages");
    for (Language language : entry.languages()) {
      fields.writeString(language.code());
    }
    fields.writeEndArray();
    fields.writeObjectFieldStart("titles");
    Map<Language, CourseListing.Headline> texts = new TreeMap<>(entry.texts());
    for (Map.Entry<Language, CourseListing.Headline> text : texts.entrySet()) {
      fields.writeStringField(text.getKey().code(), text.getValue().title());
    }
    fields.writeEndObject();
    fields.writeStringField("level", entry.effort().level());
    fields.writeNumberField("minutes", entry.effort().minutes());
    fields.writeNumberField("bytes", entry.bytes());
    fields.writeEndObject();
  }
}
