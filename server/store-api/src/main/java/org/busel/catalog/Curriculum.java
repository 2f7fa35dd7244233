package org.busel.catalog;

/// The current curriculum: which signed document says who may author and review modules.
///
/// @param version as the signed document says, 1 or more; a relay only ever moves up
/// @param document where its signed bytes lie among the blobs
public record Curriculum(int version, BlobId document) {
  public Curriculum {
    if (version < 1) {
      throw new IllegalArgumentException("version " + version + " is below 1");
    }
  }
}
