package org.busel.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.busel.sdk.session.SessionRecords;

/// Session records in memory, so that sealing is measured and not a database. One thread.
final class MemoryRecords implements SessionRecords {
  private final Map<String, byte[]> values = new HashMap<>();

  @Override
  public Optional<byte[]> load(Kind kind, String key) {
    return Optional.ofNullable(values.get(kind + " " + key)).map(byte[]::clone);
  }

  @Override
  public void store(Kind kind, String key, byte[] value) {
    values.put(kind + " " + key, value.clone());
  }

  @Override
  public void remove(Kind kind, String key) {
    values.remove(kind + " " + key);
  }
}
