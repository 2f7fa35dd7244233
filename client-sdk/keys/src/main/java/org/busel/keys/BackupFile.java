package org.busel.keys;

import com.google.crypto.tink.subtle.XChaCha20Poly1305;
import java.io.IOException;
import java.io.InputStream;
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

/// One file with everything, sealed under a recovery key.
///
/// ```
/// offset  bytes
///      0      8  "BUSELBAK"
///      8      2  version, 1, big-endian
///     10      6  zero
///     16     24  nonce
///     40    ...  sealed with XChaCha20-Poly1305 under HKDF-SHA256( key, info "busel backup v1" ): [length 4][bytes] and
///                zeros; associated data: the first 16 bytes
/// ```
///
/// The file is a power of two long, 1 MiB at least, so that its length says little.
public final class BackupFile {
  private static final byte[] MAGIC = "BUSELBAK".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 16;
  private static final int AROUND_BYTES = HEADER_BYTES + 24 + 16;
  private static final int LEAST_BYTES = 1 << 20;
  private static final int MOST_BYTES = 1 << 30;

  private BackupFile() {}

  /// What reading gives.
  public sealed interface Opened {
    /// What was sealed; the caller closes it.
    final class Whole implements Opened, AutoCloseable {
      private final byte[] bytes;

      private Whole(byte[] bytes) {
        this.bytes = bytes;
      }

      /// The bytes themselves, until it is closed.
      public byte[] bytes() {
        return bytes;
      }

      /// Wipes them.
      @Override
      public void close() {
        Arrays.fill(bytes, (byte) 0);
      }
    }

    /// There is no such file.
    record NoFile() implements Opened {}

    /// It does not begin as a backup does.
    record NotABackup() implements Opened {}

    /// A newer version of the program has written it.
    record TooNew() implements Opened {}

    /// The key is another one, or bytes were changed.
    record DoesNotOpen() implements Opened {}
  }

  /// Seals `bytes` into `file`, in place of what is there, readable by the owner only.
  ///
  /// @throws VaultException if it cannot be written
  public static void write(Path file, Secret key, byte[] bytes) {
    long length = LEAST_BYTES;
    while (length < (long) AROUND_BYTES + 4 + bytes.length) {
      length *= 2;
    }
    if (length > MOST_BYTES) {
      throw new VaultException("writing a backup", new IOException("more than 1 GiB"));
    }
    byte[] header =
        ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putShort((short) VERSION).array();
    byte[] plain =
        ByteBuffer.allocate((int) length - AROUND_BYTES).putInt(bytes.length).put(bytes).array();
    try {
      byte[] sealed = sealing(key).encrypt(plain, header);
      WholeFile.replace(
          file, ByteBuffer.allocate((int) length).put(header).put(sealed).array());
    } catch (GeneralSecurityException e) {
      throw new VaultException("sealing a backup", e);
    } catch (IOException e) {
      throw new VaultException("writing a backup", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /// Opens `file`.
  ///
  /// @throws VaultException if it cannot be read
  public static Opened open(Path file, Secret key) {
    byte[] all;
    try (InputStream in = Files.newInputStream(file)) {
      all = in.readNBytes(MOST_BYTES);
    } catch (NoSuchFileException e) {
      return new Opened.NoFile();
    } catch (IOException e) {
      throw new VaultException("reading a backup", e);
    }
    if (all.length < AROUND_BYTES + 4
        || !Arrays.equals(all, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return new Opened.NotABackup();
    }
    if (Short.toUnsignedInt(ByteBuffer.wrap(all).getShort(MAGIC.length)) > VERSION) {
      return new Opened.TooNew();
    }
    try {
      byte[] plain =
          sealing(key)
              .decrypt(
                  Arrays.copyOfRange(all, HEADER_BYTES, all.length),
                  Arrays.copyOf(all, HEADER_BYTES));
      int length = ByteBuffer.wrap(plain).getInt();
      byte[] bytes = Arrays.copyOfRange(plain, 4, 4 + length);
      Arrays.fill(plain, (byte) 0);
      return new Opened.Whole(bytes);
    } catch (GeneralSecurityException e) {
      return new Opened.DoesNotOpen();
    }
  }

  private static XChaCha20Poly1305 sealing(Secret key) throws GeneralSecurityException {
    byte[] derived =
        RecoveryPhrase.require(key)
            .use(bytes -> {
              HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
              hkdf.init(
                  new HKDFParameters(
                      bytes, null, "busel backup v1".getBytes(StandardCharsets.US_ASCII)));
              byte[] out = new byte[32];
              int unused = hkdf.generateBytes(out, 0, out.length);
              return out;
            });
    try {
      return new XChaCha20Poly1305(derived);
    } finally {
      Arrays.fill(derived, (byte) 0);
    }
  }
}
