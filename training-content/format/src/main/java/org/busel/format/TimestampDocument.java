package org.busel.format;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which snapshot is the current one: TUF `timestamp` metadata, signed anew every few hours. FORMAT.md, "Timestamp".
///
/// @param snapshot the current one
/// @param made when the relay signed this, beyond TUF, so that a reader without a network can say how old it is
public record TimestampDocument(
    int version, Instant expires, Listed snapshot, Optional<Instant> made) {
  static final String TYPE = "timestamp";

  /// The most bytes of such a document.
  public static final int MAX_BYTES = 16 << 10;

  public TimestampDocument {
    expires = new DocumentHead(version, expires).expires();
    made = made.map(it -> it.truncatedTo(ChronoUnit.SECONDS));
  }

  /// This timestamp in an envelope that the relay has not signed yet.
  public SignedEnvelope unsigned() {
    Map<String, Json> json = new DocumentHead(version, expires).toJson(TYPE);
    json.put("meta", Json.Members.of(Map.of("snapshot.json", snapshot.toJson())));
    made.ifPresent(it -> json.put("made", new Json.Text(it.toString())));
    return new SignedEnvelope(List.of(), Json.Members.of(json));
  }

  static TimestampDocument fromJson(Fields fields) throws MalformedException {
    DocumentHead head = DocumentHead.fromJson(fields, TYPE);
    Fields meta = fields.get("meta").object();
    return new TimestampDocument(
        head.version(),
        head.expires(),
        Listed.fromJson(meta.get("snapshot.json").object()),
        fields.has("made")
            ? Optional.of(fields.get("made").parsed(DocumentHead::time))
            : Optional.empty());
  }
}
