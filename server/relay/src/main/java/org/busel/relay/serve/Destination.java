package org.busel.relay.serve;

import java.util.Optional;
import org.busel.format.ModuleId;
import org.busel.format.Sha256;

/// What a path on the site names.
sealed interface Destination {
  /// The list of modules as a page.
  record Front() implements Destination {}

  /// One module as a page.
  record Course(ModuleId module) implements Destination {}

  /// The list of modules for programs.
  record Listing() implements Destination {}

  /// Who may sign.
  record CurriculumDocument() implements Destination {}

  /// A module's signed manifest.
  record ManifestOf(ModuleId module) implements Destination {}

  /// A chunk, or any other public blob.
  record ChunkNamed(Sha256 id) implements Destination {}

  /// Whether the relay is up.
  record Health() implements Destination {}

  /// Reads a path that may come from anybody, or nothing if it names nothing here.
  static Optional<Destination> parse(String path) {
    return switch (path) {
      case "/" -> Optional.of(new Front());
      case "/v1/catalog" -> Optional.of(new Listing());
      case "/v1/curriculum" -> Optional.of(new CurriculumDocument());
      case "/healthz" -> Optional.of(new Health());
      default ->
          between(path, "/courses/", "")
              .flatMap(ModuleId::parse)
              .<Destination>map(Course::new)
              .or(() ->
                  between(path, "/v1/modules/", "/manifest")
                      .flatMap(ModuleId::parse)
                      .map(ManifestOf::new))
              .or(() ->
                  between(path, "/v1/chunks/", "").flatMap(Sha256::parse).map(ChunkNamed::new));
    };
  }

  private static Optional<String> between(String path, String before, String after) {
    return path.startsWith(before)
            && path.endsWith(after)
            && path.length() >= before.length() + after.length()
        ? Optional.of(path.substring(before.length(), path.length() - after.length()))
        : Optional.empty();
  }
}
