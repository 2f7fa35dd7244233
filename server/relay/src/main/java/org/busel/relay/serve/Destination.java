package org.busel.relay.serve;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.busel.format.ModuleId;
import org.busel.format.Sha256;

/// What a path on the site names.
sealed interface Destination {
  String TRUST = "/v1/trust/";
  Pattern DOCUMENT = Pattern.compile("([1-9][0-9]{0,8})\\.([a-z0-9]+(?:-[a-z0-9]+)*)");
  Pattern MANIFEST = Pattern.compile("([a-z0-9-]{1,64})/([0-9a-f]{64})\\.manifest");

  /// The list of modules as a page.
  record Front() implements Destination {}

  /// One module as a page.
  record Course(ModuleId module) implements Destination {}

  /// The list of modules for programs.
  record Listing() implements Destination {}

  /// The newest timestamp of the trust chain.
  record Timestamp() implements Destination {}

  /// A document of the trust chain by its version.
  ///
  /// @param name `root`, `snapshot`, `targets` or a role's
  record SignedDocument(String name, int version) implements Destination {}

  /// A chunk, or any other public blob.
  record ChunkNamed(Sha256 id) implements Destination {}

  /// Whether the relay is up.
  record Health() implements Destination {}

  /// Reads a path that may come from anybody, or nothing if it names nothing here.
  static Optional<Destination> parse(String path) {
    return switch (path) {
      case "/" -> Optional.of(new Front());
      case "/v1/catalog" -> Optional.of(new Listing());
      case TRUST + "timestamp.json" -> Optional.of(new Timestamp());
      case "/healthz" -> Optional.of(new Health());
      default ->
          between(path, "/courses/", "")
              .flatMap(ModuleId::parse)
              .<Destination>map(Course::new)
              .or(() -> between(path, TRUST, ".json").flatMap(Destination::document))
              .or(() -> between(path, "/v1/targets/modules/", "").flatMap(Destination::manifest))
              .or(() ->
                  between(path, "/v1/chunks/", "").flatMap(Sha256::parse).map(ChunkNamed::new));
    };
  }

  /// `VERSION.NAME`, the version without leading zeros.
  private static Optional<Destination> document(String name) {
    Matcher parts = DOCUMENT.matcher(name);
    return parts.matches() && !parts.group(2).equals("timestamp")
        ? Optional.of(new SignedDocument(parts.group(2), Integer.parseInt(parts.group(1))))
        : Optional.empty();
  }

  /// `MODULE/HASH.manifest`: a manifest under the name that TUF gives it.
  private static Optional<Destination> manifest(String name) {
    Matcher parts = MANIFEST.matcher(name);
    return parts.matches() && ModuleId.isId(parts.group(1))
        ? Sha256.parse(parts.group(2)).map(ChunkNamed::new)
        : Optional.empty();
  }

  private static Optional<String> between(String path, String before, String after) {
    return path.startsWith(before)
            && path.endsWith(after)
            && path.length() >= before.length() + after.length()
        ? Optional.of(path.substring(before.length(), path.length() - after.length()))
        : Optional.empty();
  }
}
