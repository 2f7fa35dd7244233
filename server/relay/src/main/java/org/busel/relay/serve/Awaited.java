package org.busel.relay.serve;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.busel.format.Sha256;

/// Chunks that verified manifests name and that are not there yet. In memory only: after a restart the manifest is
/// offered again. Safe for many threads.
///
/// Bounded, because trainers may offer and never come back: the oldest are forgotten first.
final class Awaited {
  private static final int MOST = 100_000;

  private final Set<Sha256> chunks = new LinkedHashSet<>(); // guarded by this

  synchronized void add(Collection<Sha256> more) {
    chunks.addAll(more);
    Iterator<Sha256> oldest = chunks.iterator();
    for (int over = chunks.size() - MOST; over > 0; over--) {
      Sha256 _ = oldest.next();
      oldest.remove();
    }
  }

  synchronized boolean contains(Sha256 id) {
    return chunks.contains(id);
  }

  synchronized void arrived(Sha256 id) {
    boolean _ = chunks.remove(id);
  }
}
