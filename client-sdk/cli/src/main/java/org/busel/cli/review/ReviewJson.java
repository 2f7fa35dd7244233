package org.busel.cli.review;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.busel.cli.terminal.Json;
import org.busel.triage.Findings;
import org.busel.triage.Marker;
import org.busel.triage.Place;
import org.busel.triage.Review;
import org.busel.triage.TechniqueSign;

/// A review as one JSON document. Offsets are UTF-16 units of the text that was given. A review without a level still
/// has `probability` and places when the language could be read, so that the model can be measured.
///
/// @param id what the text was called in a batch
public record ReviewJson(Optional<String> id, Review review) implements Json.Body {
  private static final String MODULE = "propaganda-and-fact-checking/";
  private static final ReviewWords ENGLISH = ReviewWords.in("en");

  @Override
  public void write(JsonGenerator fields) throws IOException {
    if (id.isPresent()) {
      fields.writeStringField("id", id.get());
    }
    switch (review) {
      case Review.Reviewed(var level, var findings) -> {
        fields.writeStringField("outcome", "reviewed");
        fields.writeStringField("level", level.name().toLowerCase(Locale.ROOT));
        write(fields, findings);
      }
      case Review.Abstained(var reason, var language, var findings) -> {
        fields.writeStringField("outcome", "abstained");
        fields.writeStringField("reason", reason.name().toLowerCase(Locale.ROOT));
        if (findings.isPresent()) {
          write(fields, findings.get());
        } else {
          fields.writeStringField("language", language.code());
        }
      }
    }
  }

  private static void write(JsonGenerator fields, Findings findings) throws IOException {
    fields.writeNumberField("probability", Math.round(findings.probability() * 1e4) / 1e4);
    fields.writeStringField("language", findings.language().code());
    fields.writeBooleanField("experimental", findings.experimental());
    fields.writeBooleanField("cut", findings.cut());
    fields.writeArrayFieldStart("techniques");
    for (TechniqueSign sign : findings.techniques()) {
      fields.writeStartObject();
      fields.writeStringField("technique", sign.technique().id());
      fields.writeStringField("strength", sign.likely() ? "likely" : "possible");
      fields.writeNumberField("probability", Math.round(sign.probability() * 1e4) / 1e4);
      fields.writeStringField("lesson", MODULE + ENGLISH.say("lesson." + sign.technique()));
      fields.writeEndObject();
    }
    fields.writeEndArray();
    fields.writeArrayFieldStart("markers");
    for (Marker marker : findings.markers()) {
      fields.writeStartObject();
      write(fields, marker.place());
      if (marker.technique().isPresent()) {
        fields.writeStringField("technique", marker.technique().get().id());
      }
      fields.writeArrayFieldStart("words");
      for (String word : marker.words()) {
        fields.writeString(word);
      }
      fields.writeEndArray();
      fields.writeEndObject();
    }
    fields.writeEndArray();
    places(fields, "quoted", findings.quoted());
    places(fields, "boilerplate", findings.boilerplate());
    fields.writeStringField("model", findings.modelVersion());
    fields.writeStringField("lesson", MODULE + "lesson-07-at-a-marker");
  }

  private static void places(JsonGenerator fields, String name, List<Place> places)
      throws IOException {
    fields.writeArrayFieldStart(name);
    for (Place place : places) {
      fields.writeStartObject();
      write(fields, place);
      fields.writeEndObject();
    }
    fields.writeEndArray();
  }

  private static void write(JsonGenerator fields, Place place) throws IOException {
    fields.writeNumberField("start", place.start());
    fields.writeNumberField("end", place.end());
  }
}
