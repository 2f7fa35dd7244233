package org.busel.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.busel.cli.terminal.Json;
import org.busel.sdk.Message;

/// Messages as one JSON document: `{"messages":[…]}`.
record MessagesJson(Conversation conversation, List<Message> messages) implements Json.Body {
  @Override
  public void write(JsonGenerator fields) throws IOException {
    fields.writeArrayFieldStart("messages");
    for (Message message : messages) {
      fields.writeStartObject();
      conversation.write(fields, message);
      fields.writeEndObject();
    }
    fields.writeEndArray();
  }
}
