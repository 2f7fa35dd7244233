package org.busel.format;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What every document of TUF begins with: `_type`, `spec_version`, `version`, `expires`.
///
/// @param version 1 to 2^31 - 1
/// @param expires a whole second
record DocumentHead(int version, Instant expires) {
  private static final String SPEC_VERSION = "1.0.31";
  private static final Pattern SPEC = Pattern.compile("1\\.[0-9]{1,4}\\.[0-9]{1,4}");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

  DocumentHead {
    expires = expires.truncatedTo(ChronoUnit.SECONDS);
    if (version < 1) {
      throw new IllegalArgumentException("version is below 1");
    }
  }

  Map<String, Json> toJson(String type) {
    Map<String, Json> json = new TreeMap<>();
    json.put("_type", new Json.Text(type));
    json.put("spec_version", new Json.Text(SPEC_VERSION));
    json.put("version", new Json.Whole(version));
    json.put("expires", new Json.Text(expires.toString()));
    return json;
  }

  static DocumentHead fromJson(Fields fields, String type) throws MalformedException {
    if (!fields.text("_type", 32).equals(type)) {
      throw new MalformedException("_type is not " + type);
    }
    String spec = fields.text("spec_version", 32);
    if (!SPEC.matcher(spec).matches()) {
      throw new TooNewException(spec);
    }
    return new DocumentHead(
        (int) fields.number("version", 1, Integer.MAX_VALUE),
        fields.get("expires").parsed(DocumentHead::time));
  }

  static Optional<Instant> time(String text) {
    try {
      return TIME.matcher(text).matches() ? Optional.of(Instant.parse(text)) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /// Keys by their ids; an id that is not its key's is refused.
  static Map<KeyId, VerifyingKey> keys(Fields fields) throws MalformedException {
    Map<KeyId, VerifyingKey> keys = new HashMap<>();
    for (String name : fields.names()) {
      VerifyingKey key = VerifyingKey.fromJson(fields.get(name).object());
      if (!key.id().hex().equals(name)) {
        throw new MalformedException("a key does not match its id");
      }
      keys.put(key.id(), key);
    }
    return keys;
  }

  static Json.Members keysToJson(Iterable<VerifyingKey> keys) {
    Map<String, Json> json = new TreeMap<>();
    keys.forEach(key -> json.put(key.id().hex(), key.toJson()));
    return Json.Members.of(json);
  }
}
