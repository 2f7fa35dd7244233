package org.busel.sdk.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Holds back the writes of one call until it is known that nothing is wrong with the message, so that a refused
/// message leaves no trace. On one thread.
final class StagedRecords implements SessionRecords {
  private final SessionRecords target;
  private final Map<Place, Optional<byte[]>> writes = new LinkedHashMap<>();

  StagedRecords(SessionRecords target) {
    this.target = target;
  }

  @Override
  public Optional<byte[]> load(Kind kind, String key) {
    Optional<byte[]> staged = writes.get(new Place(kind, key));
    if (staged != null) {
      return staged.map(byte[]::clone);
    }
    return target.load(kind, key);
  }

  @Override
  public void store(Kind kind, String key, byte[] value) {
    writes.put(new Place(kind, key), Optional.of(value.clone()));
  }

  @Override
  public void remove(Kind kind, String key) {
    writes.put(new Place(kind, key), Optional.empty());
  }

  /// Passes on what was written.
  void release() {
    writes.forEach((place, value) ->
        value.ifPresentOrElse(
            bytes -> target.store(place.kind(), place.key(), bytes),
            () -> target.remove(place.kind(), place.key())));
    writes.clear();
  }

  private record Place(Kind kind, String key) {}
}
