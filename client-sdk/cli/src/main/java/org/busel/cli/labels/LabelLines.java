package org.busel.cli.labels;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.busel.triage.own.Labelled;
import org.jspecify.annotations.Nullable;

/// Labels as lines of JSON: one object a line with `text` and `manipulative`; other fields are skipped.
public final class LabelLines {
  private static final JsonFactory JSON = new JsonFactory();

  /// What reading came to.
  public sealed interface Read {
    /// Every line was a label.
    record Whole(List<Labelled> labels) implements Read {}

    /// The first line that is none, counted from 1.
    record BadLine(int number) implements Read {}
  }

  private LabelLines() {}

  /// Reads lines; blank ones are skipped.
  public static Read read(String lines) {
    List<Labelled> labels = new ArrayList<>();
    int number = 0;
    for (String line : (Iterable<String>) lines.lines()::iterator) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      @Nullable Labelled label = label(line);
      if (label == null) {
        return new Read.BadLine(number);
      }
      labels.add(label);
    }
    return new Read.Whole(labels);
  }

  private static @Nullable Labelled label(String line) {
    @Nullable String text = null;
    @Nullable Boolean manipulative = null;
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("text") && value == JsonToken.VALUE_STRING) {
          text = json.getText();
        } else if (field.equals("manipulative") && value.isBoolean()) {
          manipulative = json.getBooleanValue();
        } else {
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      return null;
    }
    return text == null || manipulative == null ? null : new Labelled(text, manipulative);
  }

  /// The lines of labels, in UTF-8.
  static byte[] write(List<Labelled> labels) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.setRootValueSeparator(null);
      for (Labelled label : labels) {
        json.writeStartObject();
        json.writeStringField("text", label.text());
        json.writeBooleanField("manipulative", label.manipulative());
        json.writeEndObject();
        json.writeRaw('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  static Read read(byte[] lines) {
    return read(new String(lines, StandardCharsets.UTF_8));
  }
}
