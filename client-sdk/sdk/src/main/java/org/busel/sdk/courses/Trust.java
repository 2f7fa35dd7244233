package org.busel.sdk.courses;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.busel.format.Sha256;
import org.busel.format.StrictJson;
import org.busel.format.TrustRefresh;
import org.busel.format.TrustSet;
import org.busel.format.TrustSource;

/// The trust chain on this device: kept in the store, brought up to date from a source. What was accepted is kept before
/// anything is done with it, and after every step, so that a source that stops in the middle leads nobody back.
final class Trust {
  private final CourseStore store;
  private final CourseSource source;
  private final Instant now;

  Trust(CourseStore store, CourseSource source, Instant now) {
    this.store = store;
    this.source = source;
    this.now = now;
  }

  /// What is believed on this device; nothing before the first refresh.
  static Optional<TrustSet> kept(CourseStore store) {
    Map<String, byte[]> documents = new TreeMap<>();
    for (String name : Shelf.load(store).trust()) {
      store.get(Names.ofDocument(name)).ifPresent(bytes -> documents.put(name, bytes));
    }
    return TrustSet.kept(documents);
  }

  /// A refresh that goes on from what is kept, or begins at the pinned root.
  TrustRefresh.Start start(Sha256 anchor) {
    TrustRefresh.Freshness freshness =
        source.isLive() ? TrustRefresh.Freshness.REQUIRED : TrustRefresh.Freshness.SHOWN;
    Optional<TrustSet> kept = kept(store);
    if (kept.isPresent()) {
      return new TrustRefresh.Start.Begun(
          TrustRefresh.from(kept.get(), this::document, now, freshness));
    }
    return TrustRefresh.begin(anchor, this::document, now, freshness);
  }

  private TrustSource.Answer document(String file, int mostBytes) {
    return answer(source.get(CoursePaths.TRUST + file, Math.min(mostBytes, StrictJson.MAX_BYTES)));
  }

  /// What a source said, in the words of the trust chain.
  static TrustSource.Answer answer(CourseSource.Answer answer) {
    if (answer instanceof CourseSource.Answer.Got got) {
      return new TrustSource.Answer.Got(got.bytes().toByteArray());
    }
    if (answer instanceof CourseSource.Answer.NotThere) {
      return new TrustSource.Answer.NotThere();
    }
    return new TrustSource.Answer.Failed(
        answer instanceof CourseSource.Answer.Unreachable unreachable
            ? unreachable.reason()
            : ((CourseSource.Answer.Refused) answer).reason());
  }

  /// Keeps what is believed now: the documents first, then their names, which make it count.
  void keep(TrustSet trusted) {
    Map<String, byte[]> before = kept(store).map(TrustSet::documents).orElseGet(TreeMap::new);
    Map<String, byte[]> after = trusted.documents();
    after.forEach((name, bytes) -> {
      byte[] old = before.get(name);
      if (old == null || !Arrays.equals(old, bytes)) {
        store.put(Names.ofDocument(name), bytes);
      }
    });
    Shelf shelf = Shelf.load(store);
    List<String> names = List.copyOf(after.keySet());
    if (!shelf.trust().equals(names)) {
      shelf.withTrust(names).save(store);
      shelf.trust().stream()
          .filter(name -> !after.containsKey(name))
          .forEach(name -> store.remove(Names.ofDocument(name)));
    }
  }
}
