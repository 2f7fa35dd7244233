package org.busel.sdk.courses;

import org.busel.format.Chunk;
import org.busel.format.Sha256;

/// What things are called in the store.
final class Names {
  /// The curriculum that was accepted last.
  static final String CURRICULUM = "curriculum";

  private Names() {}

  static String of(Chunk chunk) {
    return "chunk/" + chunk.id().hex();
  }

  static String ofManifest(Sha256 hash) {
    return "manifest/" + hash.hex();
  }
}
