package org.busel.cli.review;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.busel.cli.terminal.Json;
import org.busel.triage.model.Language;
import org.busel.triage.own.Adaptation;
import org.busel.triage.own.Comparison;
import org.busel.triage.own.Learnt;

/// What learning came to, as one JSON document.
///
/// @param kept whether something is kept now that was not before
public record LearntJson(Adaptation adaptation, boolean kept) implements Json.Body {
  @Override
  public void write(JsonGenerator fields) throws IOException {
    fields.writeBooleanField("kept", kept);
    fields.writeNumberField("unread", adaptation.unread());
    fields.writeStringField("model", adaptation.modelVersion());
    fields.writeArrayFieldStart("learnt");
    for (Learnt learnt : adaptation.learnt()) {
      fields.writeStartObject();
      languages(fields, learnt.languages());
      switch (learnt) {
        case Learnt.Helps(_, Learnt.Kind kind, Comparison comparison, _) -> {
          fields.writeStringField("outcome", "helps");
          fields.writeStringField("changed", kind.name().toLowerCase(Locale.ROOT));
          write(fields, comparison);
        }
        case Learnt.DoesNotHelp(_, Comparison comparison) -> {
          fields.writeStringField("outcome", "does_not_help");
          write(fields, comparison);
        }
        case Learnt.TooFew(_, int manipulative, int other) -> {
          fields.writeStringField("outcome", "too_few");
          fields.writeNumberField("manipulative", manipulative);
          fields.writeNumberField("other", other);
        }
      }
      fields.writeEndObject();
    }
    fields.writeEndArray();
  }

  private static void languages(JsonGenerator fields, Set<Language> languages) throws IOException {
    fields.writeArrayFieldStart("languages");
    for (String code : languages.stream().map(Language::code).sorted().toList()) {
      fields.writeString(code);
    }
    fields.writeEndArray();
  }

  private static void write(JsonGenerator fields, Comparison comparison) throws IOException {
    fields.writeNumberField("texts", comparison.texts());
    fields.writeNumberField("manipulative", comparison.manipulative());
    quality(fields, "before", comparison.before());
    quality(fields, "after", comparison.after());
    number(fields, "gain", comparison.gain());
    number(fields, "gain_low", comparison.gainLow());
    number(fields, "gain_high", comparison.gainHigh());
  }

  private static void quality(JsonGenerator fields, String name, Comparison.Quality quality)
      throws IOException {
    fields.writeObjectFieldStart(name);
    number(fields, "auc", quality.auc());
    number(fields, "macro_f1", quality.macroF1());
    number(fields, "calibration_error", quality.calibrationError());
    number(fields, "log_loss", quality.logLoss());
    fields.writeEndObject();
  }

  private static void number(JsonGenerator fields, String name, double number) throws IOException {
    fields.writeNumberField(name, Math.round(number * 1e4) / 1e4);
  }
}
