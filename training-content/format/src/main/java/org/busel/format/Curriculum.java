package org.busel.format;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

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

  static final String TYPE = "targets";
  private static final String SPEC_VERSION = "1.0.31";
  private static final Pattern SPEC = Pattern.compile("1\\.[0-9]{1,4}\\.[0-9]{1,4}");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

  public Curriculum {
    expires = expires.truncatedTo(ChronoUnit.SECONDS);
    people = List.copyOf(people);
    roles = List.copyOf(roles);
    String fault = faultIn(people, roles);
    if (version < 1 || !fault.isEmpty()) {
      throw new IllegalArgumentException(version < 1 ? "version is below 1" : fault);
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
    Map<String, Json> keys = new TreeMap<>();
    people.forEach(person -> person.keys().forEach(key -> keys.put(key.id().hex(), key.toJson())));
    Json delegations =
        Json.Members.of(
            Map.of(
                "keys",
                Json.Members.of(keys),
                "roles",
                new Json.Items(roles.stream().map(Role::toJson).toList())));
    return new SignedEnvelope(
        List.of(),
        Json.Members.of(
            Map.of(
                "_type", new Json.Text(TYPE),
                "spec_version", new Json.Text(SPEC_VERSION),
                "version", new Json.Whole(version),
                "expires", new Json.Text(expires.toString()),
                "targets", Json.Members.of(Map.of()),
                "delegations", delegations,
                "people", new Json.Items(people.stream().map(Person::toJson).toList()))));
  }

  static Curriculum fromJson(Fields fields) throws MalformedException {
    Fields delegations = fields.get("delegations").object();
    Map<KeyId, VerifyingKey> keys = keys(delegations.get("keys").object());
    List<Person> people = fields.items("people", MAX_PEOPLE, place -> person(place.object(), keys));
    List<Role> roles = delegations.items("roles", MAX_ROLES, Role::fromJson);
    String fault = faultIn(people, roles);
    if (!fault.isEmpty()) {
      throw new MalformedException(fault);
    }
    return new Curriculum(
        (int) fields.number("version", 1, Integer.MAX_VALUE),
        fields.get("expires").parsed(Curriculum::time),
        people,
        roles);
  }

  static boolean isKnownSpec(String specVersion) {
    return SPEC.matcher(specVersion).matches();
  }

  private static Map<KeyId, VerifyingKey> keys(Fields fields) throws MalformedException {
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

  private static Optional<Instant> time(String text) {
    try {
      return TIME.matcher(text).matches() ? Optional.of(Instant.parse(text)) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
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
