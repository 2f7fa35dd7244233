package org.busel.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonTest {
  private static final String HOSTILE = "a\033[2J\n\u009b\u202eя\"\\\udb40\udc41";

  @Test
  void aDocumentIsOneLineThatATerminalDoesNotObey() {
    String document = Json.text(fields -> fields.writeStringField("name", HOSTILE));

    assertThat(document)
        .isEqualTo("{\"name\":\"a\\u001B[2J\\n\\u009b\\u202eя\\\"\\\\\\udb40\\udc41\"}");
  }

  @Test
  void whatIsReadBackIsWhatWasWritten() throws IOException {
    String document = Json.text(fields -> fields.writeStringField("name", HOSTILE));

    try (JsonParser parser = new JsonFactory().createParser(document)) {
      parser.nextToken();
      parser.nextToken();
      assertThat(parser.nextTextValue()).isEqualTo(HOSTILE);
    }
  }
}
