package org.busel.format;

import java.util.List;
import java.util.Map;

/// What a relay says to a manifest, chunk or curriculum that is offered to it, as canonical JSON. FORMAT.md, "Publishing".
public sealed interface PublishAnswer {
  /// The most chunk names in one answer; more are named when these have come.
  int MAX_MISSING = 10_000;

  /// It is what learners get from here on; for a chunk: it is kept. Status 200.
  record Admitted() implements PublishAnswer {}

  /// Its signatures are right, but these chunks have to come first; then offer the manifest again. Status 202.
  record Missing(List<Sha256> chunks) implements PublishAnswer {
    public Missing {
      chunks = List.copyOf(chunks);
    }
  }

  /// A rule says no. Status 4xx.
  ///
  /// @param reason for a person, at most 500 characters
  /// @param hint what to do, at most 500 characters
  record Refused(String reason, String hint) implements PublishAnswer {}

  /// Not an answer that this code understands.
  record Unreadable() implements PublishAnswer {}

  /// The answer as it travels.
  default byte[] bytes() {
    if (this instanceof Missing missing) {
      return CanonicalJson.write(
          Json.Members.of(
              Map.of("missing", Texts.texts(missing.chunks().stream().map(Sha256::hex).toList()))));
    }
    if (this instanceof Refused refused) {
      return CanonicalJson.write(
          Json.Members.of(
              Map.of(
                  "refused", new Json.Text(refused.reason()),
                  "hint", new Json.Text(refused.hint()))));
    }
    return CanonicalJson.write(
        Json.Members.of(Map.of("admitted", new Json.Flag(this instanceof Admitted))));
  }

  /// Reads an answer that may come from anybody.
  static PublishAnswer read(byte[] bytes) {
    if (!(StrictJson.read(bytes) instanceof StrictJson.Reading.Read read)) {
      return new Unreadable();
    }
    try {
      Fields fields = Fields.of(read.value());
      if (fields.has("missing")) {
        return new Missing(fields.items("missing", MAX_MISSING, it -> it.parsed(Sha256::parse)));
      }
      if (fields.has("refused")) {
        return new Refused(fields.text("refused", 500), fields.text("hint", 500));
      }
      return fields.flag("admitted") ? new Admitted() : new Unreadable();
    } catch (MalformedException e) {
      return new Unreadable();
    }
  }
}
