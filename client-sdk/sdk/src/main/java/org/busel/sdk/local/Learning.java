package org.busel.sdk.local;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Modules and what a learner did with them, by names that only the courses room understands. Inside a transaction
/// only.
public final class Learning {
  private final Table table;

  Learning(Table table) {
    this.table = table;
  }

  /// What stands under `name`.
  public Optional<byte[]> get(String name) {
    return table.get(Area.LEARNING, bytes(name));
  }

  /// Whether something stands under `name`, without decrypting it.
  public boolean has(String name) {
    return table.has(Area.LEARNING, bytes(name));
  }

  /// Keeps `value` under `name` in place of what stood there.
  public void put(String name, byte[] value) {
    table.put(Area.LEARNING, bytes(name), value);
  }

  /// Forgets `name`.
  public void remove(String name) {
    table.remove(Area.LEARNING, bytes(name));
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
