package org.busel.sdk.courses;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.busel.format.Manifest;
import org.busel.format.ModuleId;
import org.busel.format.Sha256;

/// Puts another volume in a module's place, and then removes from the store what no volume needs any more.
///
/// The names to be removed are saved together with the change, before anything is removed: a crash in between leaves a
/// list to go on with, never a volume without its chunks and never chunks that nobody remembers.
final class ShelfChange {
  private final CourseStore store;

  ShelfChange(CourseStore store) {
    this.store = store;
  }

  void replace(ModuleId module, Volume volume) {
    Shelf before = Shelf.load(store);
    Shelf after = before.with(module, volume);
    Set<String> obsolete = new TreeSet<>(before.obsolete());
    obsolete.addAll(needed(before));
    obsolete.removeAll(needed(after));
    Shelf changed = after.withObsolete(List.copyOf(obsolete));
    changed.save(store);
    if (!obsolete.isEmpty()) {
      obsolete.forEach(store::remove);
      changed.withObsolete(List.of()).save(store);
    }
  }

  private Set<String> needed(Shelf shelf) {
    Set<String> names = new TreeSet<>();
    for (Volume volume : shelf.volumes().values()) {
      volume.whole().ifPresent(hash -> addNames(names, hash));
      volume.pending().ifPresent(hash -> addNames(names, hash));
    }
    return names;
  }

  private void addNames(Set<String> names, Sha256 hash) {
    names.add(Names.ofManifest(hash));
    manifest(store, hash).ifPresent(it -> it.chunks().forEach(chunk -> names.add(Names.of(chunk))));
  }

  /// The manifest under that hash, as the store has it; verified when it was put there.
  static Optional<Manifest> manifest(CourseStore store, Sha256 hash) {
    Optional<byte[]> bytes = store.get(Names.ofManifest(hash));
    if (bytes.isPresent()
        && Manifest.read(bytes.get()) instanceof Manifest.Reading.Read read) {
      return Optional.of(read.manifest());
    }
    return Optional.empty();
  }
}
