package org.busel.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Who may write and who may review which modules: a delegated role of TUF with threshold 2.
///
/// @param name formed like a module id
/// @param authors keys that may sign as author
/// @param reviewers keys that may sign as reviewer; a key may stand in both, but one person is never both of one module
/// @param modules patterns for module ids; `*` stands for any characters
/// @param terminating whether roles after this one have no say about modules that match
public record Role(
    String name,
    Set<KeyId> authors,
    Set<KeyId> reviewers,
    List<String> modules,
    boolean terminating) {
  private static final Pattern MODULES = Pattern.compile("[a-z0-9*-]{1,64}");

  public Role {
    authors = Set.copyOf(authors);
    reviewers = Set.copyOf(reviewers);
    modules = List.copyOf(modules);
    if (!ModuleId.isId(name)
        || TrustSet.TOP.contains(name)
        || !modules.stream().allMatch(it -> MODULES.matcher(it).matches())) {
      throw new IllegalArgumentException("a role's name or module pattern has not the right form");
    }
  }

  /// Whether this role has a say about `module`.
  public boolean covers(ModuleId module) {
    return modules.stream().anyMatch(pattern -> PathPattern.matches(pattern, module.text()));
  }

  Json toJson() {
    Set<KeyId> all = new TreeSet<>(authors);
    all.addAll(reviewers);
    return Json.Members.of(
        Map.of(
            "name", new Json.Text(name),
            "keyids", ids(all),
            "threshold", new Json.Whole(2),
            "terminating", new Json.Flag(terminating),
            "paths",
                Texts.texts(modules.stream().map(it -> "modules/" + it + "/manifest").toList()),
            "authors", ids(authors),
            "reviewers", ids(reviewers)));
  }

  private static Json ids(Set<KeyId> ids) {
    return Texts.texts(ids.stream().sorted().map(KeyId::hex).toList());
  }

  static Role fromJson(Fields.Place place) throws MalformedException {
    Fields fields = place.object();
    Set<KeyId> authors = ids(fields, "authors");
    Set<KeyId> reviewers = ids(fields, "reviewers");
    Set<KeyId> all = new TreeSet<>(authors);
    all.addAll(reviewers);
    if (!all.equals(ids(fields, "keyids")) || fields.number("threshold", 1, 16) != 2) {
      throw new MalformedException(place.where() + " does not ask for one author and one reviewer");
    }
    List<String> modules = new ArrayList<>();
    for (String path : fields.items("paths", 1_000, it -> it.text(100))) {
      String[] parts = path.split("/", -1);
      if (parts.length != 3
          || !parts[0].equals("modules")
          || !MODULES.matcher(parts[1]).matches()
          || !parts[2].equals("manifest")) {
        throw new MalformedException(place.where() + ".paths has not the right form");
      }
      modules.add(parts[1]);
    }
    String name = fields.text("name", 64);
    if (!ModuleId.isId(name) || TrustSet.TOP.contains(name)) {
      throw new MalformedException(place.where() + ".name has not the right form");
    }
    return new Role(name, authors, reviewers, modules, fields.flag("terminating"));
  }

  private static Set<KeyId> ids(Fields fields, String name) throws MalformedException {
    List<KeyId> ids = fields.items(name, 1_000, it -> it.parsed(KeyId::parse));
    Set<KeyId> distinct = new TreeSet<>(ids);
    if (distinct.size() != ids.size()) {
      throw new MalformedException("a role names a key twice");
    }
    return distinct;
  }
}
