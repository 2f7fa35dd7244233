package org.busel.format;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which versions of the curriculum and of all roles belong together: TUF `snapshot` metadata. FORMAT.md, "Snapshot".
///
/// @param roles by role name, `targets` among them; at most [#MAX_ROLES]
public record SnapshotDocument(int version, Instant expires, SortedMap<String, Listed> roles) {
  /// The most roles.
  public static final int MAX_ROLES = 2_000;

  static final String TYPE = "snapshot";
  private static final String ENDING = ".json";

  public SnapshotDocument {
    expires = new DocumentHead(version, expires).expires();
    roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
  }

  /// This snapshot in an envelope that the relay has not signed yet.
  public SignedEnvelope unsigned() {
    Map<String, Json> meta = new TreeMap<>();
    roles.forEach((name, listed) -> meta.put(name + ENDING, listed.toJson()));
    Map<String, Json> json = new DocumentHead(version, expires).toJson(TYPE);
    json.put("meta", Json.Members.of(meta));
    return new SignedEnvelope(List.of(), Json.Members.of(json));
  }

  static SnapshotDocument fromJson(Fields fields) throws MalformedException {
    DocumentHead head = DocumentHead.fromJson(fields, TYPE);
    Fields meta = fields.get("meta").object();
    SortedMap<String, Listed> roles = new TreeMap<>();
    for (String name : meta.names()) {
      if (!name.endsWith(ENDING) || roles.size() >= MAX_ROLES) {
        throw new MalformedException("meta names too much, or what is no document");
      }
      roles.put(
          name.substring(0, name.length() - ENDING.length()),
          Listed.fromJson(meta.get(name).object()));
    }
    return new SnapshotDocument(head.version(), head.expires(), roles);
  }
}
