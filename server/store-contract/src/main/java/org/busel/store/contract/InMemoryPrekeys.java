package org.busel.store.contract;

import com.google.protobuf.ByteString;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.busel.directory.Device;
import org.busel.directory.Prekeys;
import org.busel.directory.Prekeys.OneTime;
import org.busel.directory.Prekeys.Signed;

/// The prekeys of one device. Guarded by the directory's lock.
final class InMemoryPrekeys {
  private Signed signedPrekey;
  private Signed lastResortKem;
  private final Shelf<OneTime> oneTimeEc = new Shelf<>(OneTime::id, OneTime::publicKey);
  private final Shelf<Signed> oneTimeKem = new Shelf<>(Signed::id, Signed::publicKey);

  /// Begins with keys that suit a new device.
  InMemoryPrekeys(Prekeys.Upload upload) {
    signedPrekey = upload.signedPrekey().orElseThrow();
    lastResortKem = upload.lastResortKem().orElseThrow();
    oneTimeEc.keep(oneTimeEc.merge(upload.oneTimeEc()).orElseThrow());
    oneTimeKem.keep(oneTimeKem.merge(upload.oneTimeKem()).orElseThrow());
  }

  /// Adds all or, if that would be too many of a kind or two with one id, nothing.
  boolean add(Prekeys.Upload upload) {
    var ec = oneTimeEc.merge(upload.oneTimeEc());
    var kem = oneTimeKem.merge(upload.oneTimeKem());
    if (ec.isEmpty() || kem.isEmpty()) {
      return false;
    }
    oneTimeEc.keep(ec.get());
    oneTimeKem.keep(kem.get());
    signedPrekey = upload.signedPrekey().orElse(signedPrekey);
    lastResortKem = upload.lastResortKem().orElse(lastResortKem);
    return true;
  }

  Prekeys.Counts counts() {
    return new Prekeys.Counts(oneTimeEc.present.size(), oneTimeKem.present.size());
  }

  Prekeys.Bundle take(Device device) {
    return new Prekeys.Bundle(
        device, signedPrekey, oneTimeEc.take(), oneTimeKem.take().orElse(lastResortKem));
  }

  /// One-time keys of one kind, oldest first, and the public keys of those that went last.
  private static final class Shelf<K> {
    private final Function<K, Integer> id;
    private final Function<K, ByteString> publicKey;
    private Map<Integer, K> present = new LinkedHashMap<>();
    private final Deque<ByteString> gone = new ArrayDeque<>();

    Shelf(Function<K, Integer> id, Function<K, ByteString> publicKey) {
      this.id = id;
      this.publicKey = publicKey;
    }

    /// What would be here with `added`, or nothing if that breaks a rule.
    Optional<Map<Integer, K>> merge(List<K> added) {
      Map<Integer, K> merged = new LinkedHashMap<>(present);
      for (K key : added) {
        if (gone.contains(publicKey.apply(key))) {
          continue;
        }
        K same = merged.putIfAbsent(id.apply(key), key);
        if (same != null && !same.equals(key)) {
          return Optional.empty();
        }
      }
      return merged.size() > Prekeys.MAX_ONE_TIME ? Optional.empty() : Optional.of(merged);
    }

    void keep(Map<Integer, K> merged) {
      present = merged;
    }

    Optional<K> take() {
      var keys = present.values().iterator();
      if (!keys.hasNext()) {
        return Optional.empty();
      }
      K key = keys.next();
      keys.remove();
      gone.addLast(publicKey.apply(key));
      if (gone.size() > Prekeys.REMEMBERED) {
        gone.removeFirst();
      }
      return Optional.of(key);
    }
  }
}
