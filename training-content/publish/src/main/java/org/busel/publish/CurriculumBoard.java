package org.busel.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.busel.format.Curriculum;
import org.busel.format.KeyId;
import org.busel.format.Person;
import org.busel.format.Role;

/// What the curriculum board does: says who may author and review which modules, and signs it.
public final class CurriculumBoard {
  /// How long a curriculum is in force unless somebody wants otherwise. Short enough that a revocation reaches a learner
  /// whose relay holds it back.
  public static final Duration IN_FORCE = Duration.ofDays(90);

  private CurriculumBoard() {}

  /// A role for which every key of `authors` and `reviewers` counts.
  ///
  /// @param modules patterns for module ids, `*` for any characters
  public static Role role(
      String name, List<Person> authors, List<Person> reviewers, List<String> modules) {
    return new Role(name, keys(authors), keys(reviewers), modules, false);
  }

  /// A role for each author, with all the reviewers: so every trainer publishes at their own pace, and whoever is taken out
  /// takes nobody's work along.
  ///
  /// @param modules patterns for module ids, `*` for any characters
  public static List<Role> roles(
      List<Person> authors, List<Person> reviewers, List<String> modules) {
    return authors.stream()
        .map(author -> role(name(author), List.of(author), reviewers, modules))
        .toList();
  }

  private static String name(Person author) {
    return "trainer-" + author.keys().getFirst().id().hex().substring(0, 16);
  }

  /// A curriculum in force from `now` for [#IN_FORCE].
  ///
  /// @param version higher than any before
  public static Curriculum curriculum(
      int version, Instant now, List<Person> people, List<Role> roles) {
    return new Curriculum(version, now.plus(IN_FORCE), people, roles);
  }

  /// The signed document: what [Publisher#publishCurriculum] sends and every learner verifies.
  public static byte[] sign(Curriculum curriculum, SigningKey board) {
    return board.sign(curriculum.unsigned()).bytes();
  }

  private static Set<KeyId> keys(List<Person> people) {
    return people.stream()
        .flatMap(person -> person.keys().stream())
        .map(key -> key.id())
        .collect(Collectors.toSet());
  }
}
