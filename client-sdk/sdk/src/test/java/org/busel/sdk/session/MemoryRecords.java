package org.busel.sdk.session;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// Records in memory. Every value is copied on its way in and out, as a database would.
final class MemoryRecords implements SessionRecords {
  private final Map<String, byte[]> values;

  MemoryRecords() {
    this(Map.of());
  }

  private MemoryRecords(Map<String, byte[]> values) {
    this.values = new HashMap<>(values);
  }

  @Override
  public Optional<byte[]> load(Kind kind, String key) {
    return Optional.ofNullable(values.get(name(kind, key))).map(byte[]::clone);
  }

  @Override
  public void store(Kind kind, String key, byte[] value) {
    if (!key.matches("[a-z0-9./]{1,64}")) {
      throw new IllegalArgumentException("a key that records need not take");
    }
    values.put(name(kind, key), value.clone());
  }

  @Override
  public void remove(Kind kind, String key) {
    values.remove(name(kind, key));
  }

  /// What a backup of this moment would hold.
  MemoryRecords snapshot() {
    return new MemoryRecords(values);
  }

  long count(Kind kind) {
    return values.keySet().stream().filter(name -> name.startsWith(kind + " ")).count();
  }

  /// The contents as text that two snapshots can be compared by.
  Map<String, String> print() {
    Map<String, String> printed = new HashMap<>();
    values.forEach((name, value) -> printed.put(name, HexFormat.of().formatHex(value)));
    return printed;
  }

  private static String name(Kind kind, String key) {
    return kind + " " + key;
  }
}
