package org.busel.store.contract;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.busel.catalog.AdmitOutcome;
import org.busel.catalog.AdmitOutcome.Admitted;
import org.busel.catalog.AdmitOutcome.AlreadyAdmitted;
import org.busel.catalog.AdmitOutcome.NotNewer;
import org.busel.catalog.BlobId;
import org.busel.catalog.CatalogEntry;
import org.busel.catalog.CatalogStore;
import org.busel.catalog.TrustDocument;

/// The catalogue in memory, under one lock.
final class InMemoryCatalogStore implements CatalogStore {
  private final TreeMap<String, CatalogEntry> entries = new TreeMap<>(); // guarded by this
  private final TreeMap<String, TreeMap<Integer, TrustDocument>> documents =
      new TreeMap<>(); // guarded by this

  @Override
  public synchronized AdmitOutcome admit(CatalogEntry entry) {
    CatalogEntry present = entries.get(entry.module());
    AdmitOutcome outcome =
        present == null
            ? new Admitted()
            : judge(present.version(), present.manifest(), entry.version(), entry.manifest());
    if (outcome instanceof Admitted) {
      entries.put(entry.module(), entry);
    }
    return outcome;
  }

  @Override
  public synchronized List<CatalogEntry> list() {
    return List.copyOf(entries.values());
  }

  @Override
  public synchronized Optional<CatalogEntry> find(String module) {
    return Optional.ofNullable(entries.get(module));
  }

  @Override
  public synchronized void withdraw(String module) {
    entries.remove(module);
  }

  @Override
  public synchronized AdmitOutcome admitDocument(TrustDocument offered) {
    AdmitOutcome outcome =
        document(offered.name())
            .map(present ->
                judge(present.version(), present.document(), offered.version(), offered.document()))
            .orElseGet(Admitted::new);
    if (outcome instanceof Admitted) {
      TreeMap<Integer, TrustDocument> versions =
          documents.computeIfAbsent(offered.name(), _ -> new TreeMap<>());
      versions.put(offered.version(), offered);
      if (versions.size() > KEPT_VERSIONS) {
        var _ = versions.pollFirstEntry();
      }
    }
    return outcome;
  }

  @Override
  public synchronized Optional<TrustDocument> document(String name) {
    return Optional.ofNullable(documents.get(name)).map(it -> it.lastEntry().getValue());
  }

  @Override
  public synchronized Optional<TrustDocument> document(String name, int version) {
    return Optional.ofNullable(documents.get(name)).map(it -> it.get(version));
  }

  @Override
  public synchronized List<TrustDocument> documents() {
    return documents.values().stream().map(it -> it.lastEntry().getValue()).toList();
  }

  private static AdmitOutcome judge(int present, BlobId presentId, int offered, BlobId offeredId) {
    if (offered > present) {
      return new Admitted();
    }
    return offered == present && offeredId.equals(presentId)
        ? new AlreadyAdmitted()
        : new NotNewer(present);
  }
}
