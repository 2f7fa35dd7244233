package org.busel.format;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which files somebody vouches for, and to whom they give a say about others: TUF `targets` metadata, of the curriculum
/// board and of every role below. FORMAT.md, "Role".
///
/// @param role the role's own name, beyond TUF, so that a document of one role cannot stand in for another's
/// @param targets by path, at most [#MAX_TARGETS]
/// @param delegations in the order in which they are asked
public record TargetsDocument(
    int version,
    Instant expires,
    Optional<String> role,
    SortedMap<String, Target> targets,
    List<Delegation> delegations) {
  /// The most files of one role.
  public static final int MAX_TARGETS = 2_000;

  /// The longest path of a file.
  public static final int MAX_PATH = 200;

  static final String TYPE = "targets";

  /// A file by its length and hash.
  ///
  /// @param moduleVersion the version of the module whose manifest the file is, beyond TUF; 0 if it is something else
  public record Target(int length, Sha256 sha256, int moduleVersion) {
    /// The file that `bytes` are.
    public static Target of(byte[] bytes, int moduleVersion) {
      return new Target(bytes.length, Sha256.of(bytes), moduleVersion);
    }

    /// Whether `bytes` are the file, whoever brought them.
    public boolean matches(byte[] bytes) {
      return bytes.length == length && Sha256.of(bytes).equals(sha256);
    }
  }

  /// A role below, who signs for it, and what it may speak about.
  ///
  /// @param paths patterns; `*` does not cross a `/`
  /// @param terminating whether roles after it have no say about what matches
  public record Delegation(String name, Quorum quorum, List<String> paths, boolean terminating) {
    public Delegation {
      paths = List.copyOf(paths);
    }

    /// Whether the role may speak about `path`.
    public boolean covers(String path) {
      return paths.stream().anyMatch(pattern -> PathPattern.matches(pattern, path));
    }
  }

  public TargetsDocument {
    expires = new DocumentHead(version, expires).expires();
    targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    delegations = List.copyOf(delegations);
    if (targets.size() > MAX_TARGETS) {
      throw new IllegalArgumentException("more than " + MAX_TARGETS + " files");
    }
  }

  /// This document, without delegations, in an envelope that nobody has signed yet.
  public SignedEnvelope unsigned() {
    Map<String, Json> files = new TreeMap<>();
    targets.forEach((path, target) -> files.put(path, toJson(target)));
    Map<String, Json> json = new DocumentHead(version, expires).toJson(TYPE);
    json.put("targets", Json.Members.of(files));
    role.ifPresent(name -> json.put("role", new Json.Text(name)));
    return new SignedEnvelope(List.of(), Json.Members.of(json));
  }

  private static Json toJson(Target target) {
    Map<String, Json> json = new TreeMap<>();
    json.put("length", new Json.Whole(target.length()));
    json.put("hashes", Json.Members.of(Map.of("sha256", new Json.Text(target.sha256().hex()))));
    if (target.moduleVersion() > 0) {
      json.put("custom", Json.Members.of(Map.of("version", new Json.Whole(target.moduleVersion()))));
    }
    return Json.Members.of(json);
  }

  /// What became of reading.
  public sealed interface Reading {
    /// Targets metadata; its signatures are still to be checked.
    record Read(TargetsDocument document) implements Reading {}

    /// Something else.
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

  static TargetsDocument fromJson(Fields fields) throws MalformedException {
    DocumentHead head = DocumentHead.fromJson(fields, TYPE);
    Fields files = fields.get("targets").object();
    SortedMap<String, Target> targets = new TreeMap<>();
    for (String path : files.names()) {
      if (path.length() > MAX_PATH || targets.size() >= MAX_TARGETS) {
        throw new MalformedException("targets has too many files, or too long a path");
      }
      targets.put(path, target(files.get(path).object()));
    }
    return new TargetsDocument(
        head.version(),
        head.expires(),
        fields.textIfAny("role", 64),
        targets,
        delegations(fields));
  }

  private static Target target(Fields fields) throws MalformedException {
    int version = 0;
    if (fields.has("custom") && fields.get("custom").object().has("version")) {
      version = (int) fields.get("custom").object().number("version", 1, Integer.MAX_VALUE);
    }
    return new Target(
        (int) fields.number("length", 0, Content.MAX_BYTES), Listed.hash(fields), version);
  }

  private static List<Delegation> delegations(Fields fields) throws MalformedException {
    if (!fields.has("delegations")) {
      return List.of();
    }
    Fields delegations = fields.get("delegations").object();
    Map<KeyId, VerifyingKey> keys = DocumentHead.keys(delegations.get("keys").object());
    List<Delegation> all =
        delegations.items(
            "roles", Curriculum.MAX_ROLES, place -> delegation(place.object(), keys));
    Set<String> names = new HashSet<>();
    for (Delegation each : all) {
      if (!names.add(each.name()) || TrustSet.TOP.contains(each.name())) {
        throw new MalformedException("two roles have one name");
      }
    }
    return all;
  }

  private static Delegation delegation(Fields fields, Map<KeyId, VerifyingKey> keys)
      throws MalformedException {
    return new Delegation(
        fields.text("name", 64),
        Quorum.fromJson(fields, keys),
        fields.items("paths", 1_000, place -> place.text(MAX_PATH)),
        fields.flag("terminating"));
  }
}
