package org.busel.catalog;

import com.google.protobuf.ByteString;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/// Immutable bytes by their SHA-256: chunks and manifests of modules. Everything in here is public and may be cached by
/// anybody.
///
/// Calls block and are made from virtual threads. Safe for many threads at once. Every call may throw
/// [org.busel.store.StoreUnavailableException]; repeating it is safe.
public interface BlobStore {
  /// The largest blob, in bytes.
  int MAX_BYTES = 4 << 20;

  /// Keeps `bytes` durably. Repeating is harmless.
  ///
  /// @throws IllegalArgumentException if `id` is not the SHA-256 of `bytes`, or they are more than [#MAX_BYTES]
  void put(BlobId id, ByteString bytes);

  /// The bytes, or nothing. A blob whose stored bytes no longer match its id is reported as missing, never served.
  Optional<ByteString> get(BlobId id);

  /// Those of `ids` that are not stored.
  Set<BlobId> missing(Collection<BlobId> ids);
}
