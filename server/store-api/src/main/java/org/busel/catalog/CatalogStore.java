package org.busel.catalog;

import java.util.List;
import java.util.Optional;

/// The current version of every module that was admitted, and of the curriculum that they are judged by.
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

  /// Makes `curriculum` the current one if it is newer than the present one, by the same rules as [#admit].
  AdmitOutcome admitCurriculum(Curriculum curriculum);

  /// The current curriculum; nothing until one was admitted.
  Optional<Curriculum> curriculum();
}
