package org.busel.keys;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The secrets of one slot: `[code 1][length 2][bytes]` for each, ascending codes, then zeros to the end.
///
/// Codes that this version does not know are kept as they are. Not safe for several threads.
final class VaultContents implements AutoCloseable {
  /// Room in a slot after nonce and tag.
  static final int BYTES = VaultFile.SLOT_BYTES - 24 - 16;

  private final Map<Integer, byte[]> secrets = new TreeMap<>();

  /// Reads opened contents; nothing if they make no sense.
  static Optional<VaultContents> parse(byte[] opened) {
    VaultContents contents = new VaultContents();
    ByteBuffer in = ByteBuffer.wrap(opened);
    int last = 0;
    while (in.hasRemaining()) {
      int code = Byte.toUnsignedInt(in.get());
      if (code == 0) {
        break;
      }
      if (code <= last || in.remaining() < 2) {
        return contents.refused();
      }
      int length = Short.toUnsignedInt(in.getShort());
      if (length < 1 || length > Secret.MAX_BYTES || length > in.remaining()) {
        return contents.refused();
      }
      byte[] secret = new byte[length];
      in.get(secret);
      contents.secrets.put(code, secret);
      last = code;
    }
    while (in.hasRemaining()) {
      if (in.get() != 0) {
        return contents.refused();
      }
    }
    return Optional.of(contents);
  }

  private Optional<VaultContents> refused() {
    close();
    return Optional.empty();
  }

  /// The bytes to seal; the caller wipes them.
  byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(BYTES);
    secrets.forEach(
        (code, secret) -> out.put(code.byteValue()).putShort((short) secret.length).put(secret));
    return out.array();
  }

  Optional<Secret> get(SecretLabel label) {
    return Optional.ofNullable(secrets.get(label.code()))
        .map(bytes -> Secret.takeOver(label, bytes.clone()));
  }

  /// @throws IllegalArgumentException if it does not fit any more
  void put(Secret secret) {
    byte[] bytes = secret.use(byte[]::clone);
    int used = bytes.length + 3;
    for (Map.Entry<Integer, byte[]> kept : secrets.entrySet()) {
      used += kept.getKey() == secret.label().code() ? 0 : kept.getValue().length + 3;
    }
    if (used > BYTES) {
      Arrays.fill(bytes, (byte) 0);
      throw new IllegalArgumentException("the vault has no room for another secret of this size");
    }
    wipe(secrets.put(secret.label().code(), bytes));
  }

  private static void wipe(byte @Nullable [] bytes) {
    if (bytes != null) {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public void close() {
    secrets.values().forEach(VaultContents::wipe);
    secrets.clear();
  }
}
