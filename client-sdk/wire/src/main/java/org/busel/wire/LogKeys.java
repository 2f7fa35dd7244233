package org.busel.wire;

import com.google.protobuf.ByteString;
import java.util.Optional;

/// By which the key log of a relay is known.
///
/// @param logKey 32 bytes, Ed25519; signs the heads of the log
/// @param witnessKey 32 bytes, Ed25519; signs those that a witness has looked at. Absent if nobody watches the log
public record LogKeys(ByteString logKey, Optional<ByteString> witnessKey) {
  /// Length of a key.
  public static final int BYTES = 32;

  public LogKeys {
    if (logKey.size() != BYTES || witnessKey.filter(key -> key.size() != BYTES).isPresent()) {
      throw new IllegalArgumentException("a key of a log is not 32 bytes");
    }
  }

  /// What stood in a record: empty bytes for what is absent.
  public static Optional<LogKeys> of(ByteString logKey, ByteString witnessKey) {
    return logKey.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LogKeys(
                logKey, witnessKey.isEmpty() ? Optional.empty() : Optional.of(witnessKey)));
  }

  static void check(Flaws flaws, ByteString logKey, ByteString witnessKey) {
    if (!logKey.isEmpty()) {
      flaws.size("log_key", logKey, BYTES);
    }
    if (!witnessKey.isEmpty()) {
      flaws.size("witness_key", witnessKey, BYTES);
      flaws.unless(!logKey.isEmpty(), "witness_key without log_key");
    }
  }
}
