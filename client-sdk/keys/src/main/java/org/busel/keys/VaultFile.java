package org.busel.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;

/// The bytes of a vault file: a header, four slots of one size, a checksum. Always 16,480 bytes.
///
/// ```
/// offset  bytes
///      0      8  "BUSELVLT"
///      8      2  version, 1; all numbers big-endian
///     10      1  key derivation, 1 = Argon2id version 1.3
///     11      1  sealing, 1 = XChaCha20-Poly1305
///     12      4  memory in KiB
///     16      4  iterations
///     20      1  lanes
///     21      1  slots, 4
///     22      2  bytes of a slot, 4,096
///     24     16  salt
///     40     24  zero
///     64   4096  slot 0: nonce (24), sealed contents (4,056), tag (16)
///    ...         slots 1 to 3
///  16448     32  SHA-256 of everything before
/// ```
///
/// Key of slot N (0 to 3): HKDF-Expand with SHA-256 out of 32 bytes of Argon2id, info "busel vault slot N". The
/// passphrase is taken in UTF-8, Unicode normal form C. Associated data: the header, then N as one byte. Opened
/// contents: [VaultContents].
///
/// A slot that nobody uses holds random bytes and cannot be told from one in use. One derivation serves all slots, so
/// that the time to open does not say which slot opened or how many are in use. The checksum is no protection
/// against an attacker; it tells a damaged file from a wrong passphrase.
///
/// What a slot knows of the others is one number, the slot that it leaves alone ([Vault#renew]); whether anything is in
/// that one stands nowhere.
final class VaultFile {
  static final int VERSION = 1;
  static final int SLOTS = 4;
  static final int SLOT_BYTES = 4096;
  static final int HEADER_BYTES = 64;
  static final int BYTES = HEADER_BYTES + SLOTS * SLOT_BYTES + 32;

  private static final byte[] MAGIC = "BUSELVLT".getBytes(StandardCharsets.US_ASCII);
  private static final int SALT_BYTES = 16;

  private final byte[] bytes;
  private final Argon2Cost cost;

  private VaultFile(byte[] bytes, Argon2Cost cost) {
    this.bytes = bytes;
    this.cost = cost;
  }

  /// What reading gives.
  sealed interface Parsed {
    record Whole(VaultFile file) implements Parsed {}

    record NotAVault() implements Parsed {}

    record Newer(int version) implements Parsed {}

    record Damaged(String reason) implements Parsed {}
  }

  /// A file with a fresh salt in which no slot is used yet.
  static VaultFile fresh(Argon2Cost cost, SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    ByteBuffer header = ByteBuffer.wrap(bytes);
    header.put(MAGIC).putShort((short) VERSION).put((byte) 1).put((byte) 1);
    header.putInt(cost.memoryKib()).putInt(cost.iterations()).put((byte) cost.lanes());
    header.put((byte) SLOTS).putShort((short) SLOT_BYTES).put(salt);
    header.put(new byte[HEADER_BYTES - header.position()]);
    VaultFile file = new VaultFile(bytes, cost);
    file.refreshChecksum();
    return file;
  }

  /// Reads a file without trusting it; nothing in it is acted on before it is checked.
  static Parsed parse(byte[] bytes) {
    if (bytes.length < MAGIC.length
        || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return new Parsed.NotAVault();
    }
    if (bytes.length < MAGIC.length + 2) {
      return new Parsed.Damaged("it ends too early");
    }
    ByteBuffer header = ByteBuffer.wrap(bytes, MAGIC.length, bytes.length - MAGIC.length);
    int version = Short.toUnsignedInt(header.getShort());
    if (version > VERSION) {
      return new Parsed.Newer(version);
    }
    if (bytes.length != BYTES) {
      return new Parsed.Damaged("it has the wrong length");
    }
    if (!Arrays.equals(checksum(bytes), Arrays.copyOfRange(bytes, BYTES - 32, BYTES))) {
      return new Parsed.Damaged("its checksum does not match");
    }
    boolean known = version == VERSION && header.get() == 1 && header.get() == 1;
    int memoryKib = header.getInt();
    int iterations = header.getInt();
    int lanes = Byte.toUnsignedInt(header.get());
    known &= header.get() == SLOTS && header.getShort() == SLOT_BYTES;
    header.position(header.position() + SALT_BYTES);
    while (header.position() < HEADER_BYTES) {
      known &= header.get() == 0;
    }
    if (!known || !Argon2Cost.isAllowed(memoryKib, iterations, lanes)) {
      return new Parsed.Damaged("its parameters are out of bounds");
    }
    return new Parsed.Whole(
        new VaultFile(bytes.clone(), new Argon2Cost(memoryKib, iterations, lanes)));
  }

  Argon2Cost cost() {
    return cost;
  }

  byte[] salt() {
    return Arrays.copyOfRange(bytes, 24, 24 + SALT_BYTES);
  }

  byte[] slot(int index) {
    int from = HEADER_BYTES + index * SLOT_BYTES;
    return Arrays.copyOfRange(bytes, from, from + SLOT_BYTES);
  }

  /// What a slot is bound to: the header and its own place.
  byte[] associatedData(int index) {
    byte[] data = Arrays.copyOf(bytes, HEADER_BYTES + 1);
    data[HEADER_BYTES] = (byte) index;
    return data;
  }

  void putSlot(int index, byte[] sealed) {
    System.arraycopy(sealed, 0, bytes, HEADER_BYTES + index * SLOT_BYTES, SLOT_BYTES);
    refreshChecksum();
  }

  /// Makes a slot one that nobody uses.
  void blankSlot(int index, SecureRandom random) {
    byte[] noise = new byte[SLOT_BYTES];
    random.nextBytes(noise);
    putSlot(index, noise);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  private void refreshChecksum() {
    System.arraycopy(checksum(bytes), 0, bytes, BYTES - 32, 32);
  }

  private static byte[] checksum(byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, BYTES - 32);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
