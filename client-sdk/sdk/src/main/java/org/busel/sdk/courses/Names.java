package org.busel.sdk.courses;

import org.busel.format.Chunk;
import org.busel.format.Sha256;
import org.busel.format.TrustRefresh;

/// What things are called in the store.
final class Names {
  private Names() {}

  static String of(Chunk chunk) {
    return "chunk/" + chunk.id().hex();
  }

  /// A document of the trust chain.
  static String ofDocument(String name) {
    return "trust/" + TrustRefresh.encoded(name);
  }

  static String ofManifest(Sha256 hash) {
    return "manifest/" + hash.hex();
  }
}
