package org.busel.cli.terminal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// JSON documents, one a line. Fields are named in lower case with underscores; times are ISO 8601 in UTC; a field that
/// has no value is left out. What a terminal might obey is written as JSON's escapes, so that a document may be looked at.
public final class Json {
  private static final JsonFactory JSON = new JsonFactory();

  private Json() {}

  /// Writes the fields of one object.
  @FunctionalInterface
  public interface Body {
    void write(JsonGenerator fields) throws IOException;
  }

  /// The object as text without a line end.
  static String text(Body body) {
    StringWriter written = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(written)) {
      generator.writeStartObject();
      body.write(generator);
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return escaped(written.toString());
  }

  /// Unsafe characters can stand only inside strings here, because the generator writes no white space.
  private static String escaped(String json) {
    if (json.codePoints().noneMatch(SafeText::unsafe)) {
      return json;
    }
    StringBuilder safe = new StringBuilder(json.length() + 16);
    json.codePoints()
        .forEach(character -> {
          if (SafeText.unsafe(character)) {
            for (char unit : Character.toChars(character)) {
              safe.append("\\u%04x".formatted((int) unit));
            }
          } else {
            safe.appendCodePoint(character);
          }
        });
    return safe.toString();
  }
}
