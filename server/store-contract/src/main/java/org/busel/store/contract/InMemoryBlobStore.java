package org.busel.store.contract;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.busel.catalog.BlobId;
import org.busel.catalog.BlobStore;

/// Blobs in memory.
final class InMemoryBlobStore implements BlobStore {
  private final ConcurrentMap<BlobId, ByteString> blobs = new ConcurrentHashMap<>();

  @Override
  public void put(BlobId id, ByteString bytes) {
    if (bytes.size() > MAX_BYTES) {
      throw new IllegalArgumentException("blob of " + bytes.size() + " bytes is too large");
    }
    if (!idOf(bytes).equals(id)) {
      throw new IllegalArgumentException("blob does not have the hash it is named by");
    }
    blobs.put(id, bytes);
  }

  @Override
  public Optional<ByteString> get(BlobId id) {
    return Optional.ofNullable(blobs.get(id));
  }

  @Override
  public Set<BlobId> missing(Collection<BlobId> ids) {
    Set<BlobId> missing = new LinkedHashSet<>(ids);
    missing.removeAll(blobs.keySet());
    return missing;
  }

  /// The id under which `bytes` must be kept.
  static BlobId idOf(ByteString bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes.asReadOnlyByteBuffer());
      return new BlobId(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
