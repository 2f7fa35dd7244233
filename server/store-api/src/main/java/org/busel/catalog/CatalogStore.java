package org.busel.catalog;

import java.util.List;
import java.util.Optional;

/// The current version of every module that was admitted, and the signed documents that say
/// whom to believe about them.
///
/// Calls block and are made from virtual threads. Safe for many threads at once. What a call has admitted is durable.
/// Every call may throw [org.busel.store.StoreUnavailableException]; repeating it is safe.
public interface CatalogStore {
  /// Makes `entry` the current version of its module if it is newer than the present one. Of two callers at once with
  /// one version and different manifests exactly one is admitted. Whether two entries are the same is decided by their
  /// manifests alone.
  AdmitOutcome admit(CatalogEntry entry);

  /// All current entries, by module id.
  List<CatalogEntry> list();

  /// The current entry of one module.
  Optional<CatalogEntry> find(String module);

  /// Offers a module no more; another version of it, or the same one, may be admitted later. Repeating is harmless.
  void withdraw(String module);

  /// How many versions of one document are found by their number, at least; older ones may be forgotten.
  int KEPT_VERSIONS = 500;

  /// Makes `document` the newest of its name if it is newer than the present one, by the same rules as [#admit].
  AdmitOutcome admitDocument(TrustDocument document);

  /// The newest document of that name; nothing until one was admitted.
  Optional<TrustDocument> document(String name);

  /// That version of that document, unless it never was admitted or is forgotten.
  Optional<TrustDocument> document(String name, int version);

  /// The newest document of each name, by name.
  List<TrustDocument> documents();
}
