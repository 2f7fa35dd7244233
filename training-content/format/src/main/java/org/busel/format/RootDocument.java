package org.busel.format;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Comparator;

/// Who holds which part of the trust: TUF `root` metadata. FORMAT.md, "Root".
///
/// @param version 1 or more; the next one is signed by enough of the old and of the new stewards
/// @param expires after this second nothing is verified with it
public record RootDocument(int version, Instant expires, Holders holders) {
  static final String TYPE = "root";

  /// Whose keys stand behind which role.
  ///
  /// @param stewards sign the root: the organisations that answer for the whole
  /// @param board signs the curriculum
  /// @param snapshot and `timestamp` are the relay's
  public record Holders(Quorum stewards, Quorum board, Quorum snapshot, Quorum timestamp) {}

  public RootDocument {
    expires = new DocumentHead(version, expires).expires();
  }

  /// This root in an envelope that no steward has signed yet.
  public SignedEnvelope unsigned() {
    SortedSet<VerifyingKey> keys = new TreeSet<>(Comparator.comparing(VerifyingKey::id));
    Map<String, Json> roles = new TreeMap<>();
    byName().forEach((name, quorum) -> {
      keys.addAll(quorum.keys());
      roles.put(name, quorum.toJson());
    });
    Map<String, Json> json = new DocumentHead(version, expires).toJson(TYPE);
    json.put("consistent_snapshot", new Json.Flag(true));
    json.put("keys", DocumentHead.keysToJson(keys));
    json.put("roles", Json.Members.of(roles));
    return new SignedEnvelope(List.of(), Json.Members.of(json));
  }

  private Map<String, Quorum> byName() {
    return Map.of(
        "root", holders.stewards(),
        "targets", holders.board(),
        "snapshot", holders.snapshot(),
        "timestamp", holders.timestamp());
  }

  /// What became of reading.
  public sealed interface Reading {
    /// A root; its signatures are still to be checked.
    record Read(RootDocument root) implements Reading {}

    /// Not a root.
    ///
    /// @param reason for a person; names the place, no content
    record Refused(String reason) implements Reading {}
  }

  /// Reads what an envelope holds, without looking at signatures.
  public static Reading read(SignedEnvelope envelope) {
    try {
      return new Reading.Read(fromJson(Fields.of(envelope.signed())));
    } catch (MalformedException e) {
      return new Reading.Refused(e.reason());
    }
  }

  static RootDocument fromJson(Fields fields) throws MalformedException {
    DocumentHead head = DocumentHead.fromJson(fields, TYPE);
    if (!fields.flag("consistent_snapshot")) {
      throw new MalformedException("consistent_snapshot is not true");
    }
    Map<KeyId, VerifyingKey> keys = DocumentHead.keys(fields.get("keys").object());
    Fields roles = fields.get("roles").object();
    return new RootDocument(
        head.version(),
        head.expires(),
        new Holders(
            Quorum.fromJson(roles.get("root").object(), keys),
            Quorum.fromJson(roles.get("targets").object(), keys),
            Quorum.fromJson(roles.get("snapshot").object(), keys),
            Quorum.fromJson(roles.get("timestamp").object(), keys)));
  }
}
