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
import org.busel.catalog.Curriculum;

/// The catalogue in memory, under one lock.
final class InMemoryCatalogStore implements CatalogStore {
  private final TreeMap<String, CatalogEntry> entries = new TreeMap<>(); // guarded by this
  private Optional<Curriculum> curriculum = Optional.empty(); // guarded by this

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
  public synchronized AdmitOutcome admitCurriculum(Curriculum offered) {
    AdmitOutcome outcome =
        curriculum
            .map(present ->
                judge(present.version(), present.document(), offered.version(), offered.document()))
            .orElseGet(Admitted::new);
    if (outcome instanceof Admitted) {
      curriculum = Optional.of(offered);
    }
    return outcome;
  }

  @Override
  public synchronized Optional<Curriculum> curriculum() {
    return curriculum;
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
