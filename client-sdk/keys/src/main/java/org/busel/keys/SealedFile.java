package org.busel.keys;

import com.google.crypto.tink.subtle.XChaCha20Poly1305;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/// One file whose content only the holder of a secret can read, written whole in one step.
///
/// ```
/// offset  bytes
///      0      8  "BUSELSLD"
///      8      2  version, 1, big-endian
///     10     24  nonce
///     34      n  sealed: length (4), content, zeros up to a multiple of 4,096
///              16  tag
/// ```
///
/// XChaCha20-Poly1305. Key: HKDF-Expand with SHA-256 out of the secret, info "busel sealed file " and the purpose.
/// Associated data: the first ten bytes and the purpose, so that a file opens in no other's place. The finder of a
/// file learns how large it is, in steps of 4 KiB, and when it was written. Safe for many threads; two writers of one
/// file need a lock of their own.
public final class SealedFile {
  private static final byte[] MAGIC = "BUSELSLD".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = MAGIC.length + 2;
  private static final int OVERHEAD_BYTES = HEADER_BYTES + 24 + 16;
  private static final int PADDED_TO_BYTES = 4096;

  private final Path path;
  private final String purpose;
  private final int mostBytes;

  /// @param purpose what stands in it, in ASCII; another file of the same secret has another
  /// @param mostBytes of content
  public SealedFile(Path path, String purpose, int mostBytes) {
    this.path = path;
    this.purpose = purpose;
    this.mostBytes = mostBytes;
  }

  /// What reading came to.
  public sealed interface Read {
    /// The content; the caller wipes it.
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record Opened(byte[] content) implements Read {
      @Override
      public String toString() {
        return "Opened[" + content.length + " bytes]";
      }
    }

    /// Nothing is there.
    record NoFile() implements Read {}

    /// Written by a later version of this program, which is needed to read it.
    record TooNew(int version) implements Read {}

    /// Not such a file, or changed, or cut, or another's.
    record Damaged() implements Read {}
  }

  /// Reads the file.
  ///
  /// @param key 32 bytes, only lent
  /// @throws VaultException if the file could not be read
  public Read read(Secret key) {
    byte[] file;
    try (var in = Files.newInputStream(path)) {
      file = in.readNBytes(padded(mostBytes) + OVERHEAD_BYTES + 1);
    } catch (NoSuchFileException e) {
      return new Read.NoFile();
    } catch (IOException e) {
      throw new VaultException("reading a sealed file", e);
    }
    if (file.length < HEADER_BYTES
        || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return new Read.Damaged();
    }
    int version = Short.toUnsignedInt(ByteBuffer.wrap(file).getShort(MAGIC.length));
    if (version > VERSION) {
      return new Read.TooNew(version);
    }
    try {
      byte[] plain =
          cipher(key).decrypt(Arrays.copyOfRange(file, HEADER_BYTES, file.length), bound());
      int length = plain.length < 4 ? -1 : ByteBuffer.wrap(plain).getInt();
      if (length < 0 || length > Math.min(mostBytes, plain.length - 4)) {
        return new Read.Damaged();
      }
      byte[] content = Arrays.copyOfRange(plain, 4, 4 + length);
      Arrays.fill(plain, (byte) 0);
      return new Read.Opened(content);
    } catch (GeneralSecurityException e) {
      return new Read.Damaged();
    }
  }

  /// Puts `content` in place of what stood there; after a crash there is either the old file or the new one.
  ///
  /// @throws VaultException if it could not be written; the old file is still there, or the new one
  /// @throws IllegalArgumentException if there are too many bytes
  public void replace(Secret key, byte[] content) {
    if (content.length > mostBytes) {
      throw new IllegalArgumentException("content is " + content.length + " bytes");
    }
    byte[] plain =
        ByteBuffer.allocate(padded(content.length)).putInt(content.length).put(content).array();
    try {
      byte[] sealed = cipher(key).encrypt(plain, bound());
      WholeFile.replace(
          path,
          ByteBuffer.allocate(HEADER_BYTES + sealed.length).put(header()).put(sealed).array());
    } catch (GeneralSecurityException e) {
      throw new VaultException("sealing a file", e);
    } catch (IOException e) {
      throw new VaultException("writing a sealed file", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /// Removes the file, if it is there. What it held can still be read by whoever has the secret and an old copy.
  ///
  /// @throws VaultException if it could not be removed
  public void remove() {
    try {
      boolean unused = Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new VaultException("removing a sealed file", e);
    }
  }

  private static int padded(int content) {
    return (content + 4 + PADDED_TO_BYTES - 1) / PADDED_TO_BYTES * PADDED_TO_BYTES;
  }

  private static byte[] header() {
    return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putShort((short) VERSION).array();
  }

  private byte[] bound() {
    byte[] name = purpose.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(HEADER_BYTES + name.length).put(header()).put(name).array();
  }

  private XChaCha20Poly1305 cipher(Secret key) throws GeneralSecurityException {
    byte[] info = ("busel sealed file " + purpose).getBytes(StandardCharsets.US_ASCII);
    byte[] own =
        key.use(bytes -> {
          HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
          hkdf.init(HKDFParameters.skipExtractParameters(bytes, info));
          byte[] derived = new byte[32];
          int unused = hkdf.generateBytes(derived, 0, derived.length);
          return derived;
        });
    try {
      return new XChaCha20Poly1305(own);
    } finally {
      Arrays.fill(own, (byte) 0);
    }
  }
}
