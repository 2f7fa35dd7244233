package org.busel.format;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whom the curriculum board trusts with which modules: TUF `targets` metadata with delegations. FORMAT.md, "Curriculum".
///
/// A curriculum made or read here says what somebody claims; a [TrustedCurriculum] was signed by the board.
///
/// @param version 1 or more; a device never goes back
/// @param expires after this second nothing new is verified with it
/// @param people whose keys the roles name, at most [#MAX_PEOPLE]
/// @param roles in the order in which they are asked, at most [#MAX_ROLES]
public record Curriculum(int version, Instant expires, List<Person> people, List<Role> roles) {
  /// The most people.
  public static final int MAX_PEOPLE = 1_000;

  /// The most roles.
  public static final int MAX_ROLES = 1_000;

  public Curriculum {
    expires = new DocumentHead(version, expires).expires();
    people = List.copyOf(people);
    roles = List.copyOf(roles);
    String fault = faultIn(people, roles);
    if (!fault.isEmpty()) {
      throw new IllegalArgumentException(fault);
    }
  }

  /// The roles that have a say about `module`, in order, up to the first terminating one.
  public List<Role> rolesFor(ModuleId module) {
    List<Role> asked = new ArrayList<>();
    for (Role role : roles) {
      if (role.covers(module)) {
        asked.add(role);
        if (role.terminating()) {
          break;
        }
      }
    }
    return asked;
  }

  /// This curriculum in an envelope that the board has not signed yet.
  public SignedEnvelope unsigned() {
    List<VerifyingKey> keys = new ArrayList<>();
    people.forEach(person -> keys.addAll(person.keys()));
    Map<String, Json> json = new DocumentHead(version, expires).toJson(TargetsDocument.TYPE);
    json.put("targets", Json.Members.of(Map.of()));
    json.put(
        "delegations",
        Json.Members.of(
            Map.of(
                "keys",
                DocumentHead.keysToJson(keys),
                "roles",
                new Json.Items(roles.stream().map(Role::toJson).toList()))));
    json.put("people", new Json.Items(people.stream().map(Person::toJson).toList()));
    return new SignedEnvelope(List.of(), Json.Members.of(json));
  }

  /// What became of reading.
  public sealed interface Reading {
    /// A curriculum; its signatures are still to be checked.
    record Read(Curriculum curriculum) implements Reading {}

    /// Not a curriculum.
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

  static Curriculum fromJson(Fields fields) throws MalformedException {
    DocumentHead head = DocumentHead.fromJson(fields, TargetsDocument.TYPE);
    if (!fields.get("targets").object().names().isEmpty()) {
      throw new MalformedException("targets is not empty: the board vouches for nothing itself");
    }
    Fields delegations = fields.get("delegations").object();
    Map<KeyId, VerifyingKey> keys = DocumentHead.keys(delegations.get("keys").object());
    List<Person> people = fields.items("people", MAX_PEOPLE, place -> person(place.object(), keys));
    List<Role> roles = delegations.items("roles", MAX_ROLES, Role::fromJson);
    String fault = faultIn(people, roles);
    if (!fault.isEmpty()) {
      throw new MalformedException(fault);
    }
    return new Curriculum(head.version(), head.expires(), people, roles);
  }

  private static Person person(Fields fields, Map<KeyId, VerifyingKey> keys)
      throws MalformedException {
    List<VerifyingKey> owned =
        fields.items(
            "keyids",
            Person.MAX_KEYS,
            place ->
                place.parsed(
                    text -> KeyId.parse(text).flatMap(id -> Optional.ofNullable(keys.get(id)))));
    if (owned.isEmpty()) {
      throw new MalformedException("a person has no key");
    }
    return new Person(fields.text("name", 200), owned);
  }

  private static String faultIn(List<Person> people, List<Role> roles) {
    Set<KeyId> owned = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Person person : people) {
      if (!names.add(person.name())) {
        return "two people have one name";
      }
      for (VerifyingKey key : person.keys()) {
        if (!owned.add(key.id())) {
          return "a key belongs to two people";
        }
      }
    }
    Set<String> roleNames = new HashSet<>();
    for (Role role : roles) {
      if (!roleNames.add(role.name())) {
        return "two roles have one name";
      }
      if (!owned.containsAll(role.authors()) || !owned.containsAll(role.reviewers())) {
        return "a role names a key that is nobody's";
      }
    }
    return "";
  }
}
