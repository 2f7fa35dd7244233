package org.busel.sdk.local;

import com.google.crypto.tink.subtle.XChaCha20Poly1305;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// One writing of a home from its beginning, under a key of its own: what is overwritten by the next one stays shut even
/// where a disk keeps old blocks, once the head is gone.
///
/// ```
/// chunk 0    nonce (24), then sealed with XChaCha20-Poly1305 under the key of the home:
///            [number 8][key 32] and zeros; associated data "busel store head v1"
/// chunk N    sealed with AES-256-GCM under the key in the head, nonce N (12 bytes, big-endian):
///            [flags 1][length 2][bytes] and zeros; no associated data
/// ```
///
/// Flags: 1 a commit ends here, 2 the snapshot ends here. A chunk of one number is sealed once in a generation. For one
/// thread at a time.
final class Generation {
  static final int COMMIT_ENDS = 1;
  static final int SNAPSHOT_ENDS = 2;

  /// Most bytes in a chunk.
  static final int ROOM = Zones.CHUNK_BYTES - 16 - 3;

  private static final byte[] HEAD = "busel store head v1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD_BYTES = Zones.CHUNK_BYTES - 24 - 16;
  private static final int KEY_BYTES = 32;

  private final long number;
  private final byte[] key;

  private Generation(long number, byte[] key) {
    this.number = number;
    this.key = key;
  }

  static Generation first(SecureRandom random) {
    return new Generation(0, freshKey(random));
  }

  Generation next(SecureRandom random) {
    return new Generation(number + 1, freshKey(random));
  }

  private static byte[] freshKey(SecureRandom random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return key;
  }

  /// Reads a head; nothing if it was not sealed under this key.
  static Optional<Generation> of(byte[] head, XChaCha20Poly1305 home) {
    try {
      byte[] opened = home.decrypt(head, HEAD);
      ByteBuffer in = ByteBuffer.wrap(opened);
      long number = in.getLong();
      byte[] key = new byte[KEY_BYTES];
      in.get(key);
      Arrays.fill(opened, (byte) 0);
      return Optional.of(new Generation(number, key));
    } catch (GeneralSecurityException noise) {
      return Optional.empty();
    }
  }

  byte[] head(XChaCha20Poly1305 home) {
    byte[] plain = ByteBuffer.allocate(HEAD_BYTES).putLong(number).put(key).array();
    try {
      return home.encrypt(plain, HEAD);
    } catch (GeneralSecurityException e) {
      throw new LocalStoreException("sealing a head", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  long number() {
    return number;
  }

  /// Seals `bytes` into as many chunks as they need, the first of which has the number `index`.
  byte[] seal(int index, byte[] bytes, int flagsAtEnd) {
    int chunks = chunksFor(bytes.length);
    byte[] sealed = new byte[chunks * Zones.CHUNK_BYTES];
    byte[] plain = new byte[Zones.CHUNK_BYTES - 16];
    try {
      for (int i = 0; i < chunks; i++) {
        int from = i * ROOM;
        int length = Math.min(ROOM, bytes.length - from);
        Arrays.fill(plain, (byte) 0);
        ByteBuffer.wrap(plain)
            .put((byte) (i == chunks - 1 ? flagsAtEnd : 0))
            .putShort((short) length)
            .put(bytes, from, length);
        int unused =
            cipher(Cipher.ENCRYPT_MODE, index + i)
                .doFinal(plain, 0, plain.length, sealed, i * Zones.CHUNK_BYTES);
      }
    } catch (GeneralSecurityException e) {
      throw new LocalStoreException("sealing", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
    return sealed;
  }

  /// An opened chunk.
  record Piece(int flags, ByteBuffer bytes) {}

  /// Opens the chunk at `offset` of `zone`; nothing if it is not one of this generation with that number.
  Optional<Piece> open(byte[] zone, int offset, int index) {
    try {
      ByteBuffer in =
          ByteBuffer.wrap(
              cipher(Cipher.DECRYPT_MODE, index).doFinal(zone, offset, Zones.CHUNK_BYTES));
      int flags = in.get();
      int length = Short.toUnsignedInt(in.getShort());
      if (length > ROOM) {
        return Optional.empty();
      }
      return Optional.of(new Piece(flags, in.limit(in.position() + length)));
    } catch (GeneralSecurityException noise) {
      return Optional.empty();
    }
  }

  static int chunksFor(int bytes) {
    return Math.max(1, (bytes + ROOM - 1) / ROOM);
  }

  private Cipher cipher(int mode, int index) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    byte[] nonce = ByteBuffer.allocate(12).putInt(8, index).array();
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    return cipher;
  }

  void wipe() {
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public String toString() {
    return "Generation[hidden]";
  }
}
