package org.busel.catalog;

/// One version of a signed document of the trust chain: a root, the curriculum, a trainer's role, a snapshot, a timestamp.
///
/// @param name `root`, `targets`, `snapshot`, `timestamp`, or a role's: lower-case letters, digits and dashes, 1 to 64
/// @param version as the signed document says, 1 or more; a relay only ever moves up
/// @param document where its signed bytes lie among the blobs
public record TrustDocument(String name, int version, BlobId document) {
  public TrustDocument {
    if (version < 1) {
      throw new IllegalArgumentException("version " + version + " is below 1");
    }
  }
}
