package org.busel.sdk.courses;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Keeps values in memory, and fails after a number of writes as if the device had died there.
final class MortalStore implements CourseStore {
  final Map<String, byte[]> values = new TreeMap<>();
  int writesUntilDeath = Integer.MAX_VALUE;

  /// The device died; what was written before is still there.
  static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public synchronized void put(String name, byte[] value) {
    dieInTime();
    values.put(name, value.clone());
  }

  @Override
  public synchronized Optional<byte[]> get(String name) {
    return Optional.ofNullable(values.get(name)).map(byte[]::clone);
  }

  @Override
  public synchronized boolean has(String name) {
    return values.containsKey(name);
  }

  @Override
  public synchronized void remove(String name) {
    dieInTime();
    values.remove(name);
  }

  private void dieInTime() {
    if (writesUntilDeath-- <= 0) {
      throw new Death();
    }
  }
}
