package org.busel.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.busel.format.StrictJson;
import org.busel.relay.serve.TrustOffice;
import org.busel.store.StoreUnavailableException;

/// What the operator may tell a relay about its trust chain, whether it runs or not.
///
/// `trust show` is answered with `key HEX`, and if there is a root `anchor HEX` and `root BASE64`; `trust new-key` with `key
/// HEX`; `trust add FILE` with `added VERSION` and `anchor HEX`, or `there VERSION`; anything that cannot be done with
/// `refused WHY` and `hint WHAT`.
final class TrustOrders {
  static final String SHOW = "trust show";
  static final String NEW_KEY = "trust new-key";
  private static final String ADD = "trust add ";

  private final TrustOffice trust;

  TrustOrders(TrustOffice trust) {
    this.trust = trust;
  }

  static String add(Path file) {
    return ADD + file.toAbsolutePath();
  }

  /// Obeys what is meant for the trust chain, and leaves everything else to `others`.
  Function<String, List<String>> before(Function<String, List<String>> others) {
    return line -> line.startsWith("trust ") ? obey(line) : others.apply(line);
  }

  private List<String> obey(String line) {
    try {
      if (line.equals(SHOW)) {
        return show();
      }
      if (line.equals(NEW_KEY)) {
        return List.of("key " + trust.newKey().hex());
      }
      return line.startsWith(ADD)
          ? add(line.substring(ADD.length()))
          : List.of(Orders.REFUSED + "the relay does not know this order");
    } catch (StoreUnavailableException | UncheckedIOException failed) {
      return List.of(Orders.REFUSED + CannotStart.reason(failed));
    }
  }

  private List<String> show() {
    List<String> lines = new ArrayList<>();
    lines.add("key " + trust.key().hex());
    trust.anchor().ifPresent(anchor -> lines.add("anchor " + anchor.hex()));
    trust
        .root()
        .ifPresent(root -> lines.add("root " + Base64.getEncoder().encodeToString(root.bytes())));
    return lines;
  }

  private List<String> add(String file) {
    byte[] bytes;
    try (var in = Files.newInputStream(Path.of(file))) {
      bytes = in.readNBytes(StrictJson.MAX_BYTES + 1);
    } catch (IOException | InvalidPathException unreadable) {
      return List.of(Orders.REFUSED + "the file cannot be read", "hint choose another file");
    }
    return switch (trust.addRoot(bytes)) {
      case TrustOffice.Adding.Added(int version) ->
          List.of("added " + version, "anchor " + trust.anchor().orElseThrow().hex());
      case TrustOffice.Adding.AlreadyThere(int version) -> List.of("there " + version);
      case TrustOffice.Adding.Refused(String reason, String hint) ->
          List.of(Orders.REFUSED + reason, "hint " + hint);
    };
  }
}
