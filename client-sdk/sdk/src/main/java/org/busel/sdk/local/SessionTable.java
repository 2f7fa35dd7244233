package org.busel.sdk.local;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.busel.sdk.session.SessionRecords;

/// What sessions keep, in the present transaction.
final class SessionTable implements SessionRecords {
  private final Table table;

  SessionTable(Table table) {
    this.table = table;
  }

  @Override
  public Optional<byte[]> load(Kind kind, String key) {
    return table.get(area(kind), name(key));
  }

  @Override
  public void store(Kind kind, String key, byte[] value) {
    table.put(area(kind), name(key), value);
  }

  @Override
  public void remove(Kind kind, String key) {
    table.remove(area(kind), name(key));
  }

  private static Area area(Kind kind) {
    return switch (kind) {
      case SESSION -> Area.SESSION;
      case IDENTITY -> Area.IDENTITY;
      case EC_PREKEY -> Area.EC_PREKEY;
      case KEM_PREKEY -> Area.KEM_PREKEY;
      case KEM_PREKEY_USE -> Area.KEM_PREKEY_USE;
      case PREKEY_LIST -> Area.PREKEY_LIST;
    };
  }

  private static byte[] name(String key) {
    return key.getBytes(StandardCharsets.US_ASCII);
  }
}
