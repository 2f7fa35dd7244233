package org.busel.cli.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.triage.Triage;
import org.jspecify.annotations.Nullable;

/// Many texts in one go: one JSON object a line with `text` and perhaps `id`, answered by one line each in the same
/// order. Anyone can measure the model on their own set with it.
public record Batch(Terminal terminal, Triage triage, OptionalDouble baseRate) {
  private static final JsonFactory JSON = new JsonFactory();

  /// Reviews every line.
  ///
  /// @throws Stop at the first line that is not such an object
  public void review(String lines) {
    int number = 0;
    for (String line : (Iterable<String>) lines.lines()::iterator) {
      number++;
      if (!line.isBlank()) {
        review(line, number);
      }
    }
  }

  private void review(String line, int number) {
    @Nullable String text = null;
    Optional<String> id = Optional.empty();
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw bad(number);
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("text") && value == JsonToken.VALUE_STRING) {
          text = json.getText();
        } else if (field.equals("id") && value.isScalarValue()) {
          id = Optional.of(json.getText());
        } else {
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      throw bad(number);
    }
    if (text == null) {
      throw bad(number);
    }
    terminal.print(new ReviewJson(id, triage.review(text, baseRate)));
  }

  private static Stop bad(int number) {
    return Stop.misused("line " + number + " is not a JSON object with \"text\"");
  }
}
