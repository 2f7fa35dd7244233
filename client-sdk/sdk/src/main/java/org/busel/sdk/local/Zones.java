package org.busel.sdk.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.busel.keys.VaultPlace;

/// The bytes of a store: three zones of one size, cut into chunks of 4,096 bytes, nothing else.
///
/// Zones 0 and 1 are homes, one for each profile that there may be; zone 2 is for what is being written. Whatever is not
/// in use is noise, and what is in use looks like noise. The size does not say how much is in use: a store begins with
/// 6 MiB and doubles when a home is three quarters full. For one thread at a time.
final class Zones implements AutoCloseable {
  static final int CHUNK_BYTES = 4096;
  static final int FIRST_CHUNKS = 512;

  /// The zone that no profile lives in.
  static final int SCRATCH = VaultPlace.HOMES;

  private static final int ZONES = VaultPlace.HOMES + 1;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private final FileChannel channel;
  private final int chunks;

  private Zones(Path file, FileChannel channel, int chunks) {
    this.file = file;
    this.channel = channel;
    this.chunks = chunks;
  }

  /// Opens the store in `file`.
  ///
  /// @throws LocalStoreException if it cannot be read, or is none by its length
  static Zones open(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      long size = channel.size();
      long chunks = size / (ZONES * CHUNK_BYTES);
      if (size % (ZONES * CHUNK_BYTES) != 0
          || chunks < FIRST_CHUNKS
          || Long.bitCount(chunks) != 1
          || chunks * CHUNK_BYTES > Integer.MAX_VALUE) {
        channel.close();
        throw new LocalStoreException("looking at its length");
      }
      return new Zones(file, channel, (int) chunks);
    } catch (IOException e) {
      throw new LocalStoreException("opening it", e);
    }
  }

  /// Makes a store in which no home is used yet, in one step.
  static Zones make(Path file) {
    Zones fresh = beside(file, FIRST_CHUNKS);
    try {
      for (int zone = 0; zone < ZONES; zone++) {
        fresh.blank(zone);
      }
      return fresh.inPlace(file);
    } catch (LocalStoreException e) {
      fresh.close();
      throw e;
    }
  }

  /// The same store with twice the room, in one step; this one is closed.
  Zones grown() {
    Zones larger = beside(file, 2 * chunks);
    try {
      for (int zone = 0; zone < ZONES; zone++) {
        larger.blank(zone);
        if (zone != SCRATCH) {
          larger.write(zone, 0, read(zone, 0, chunks));
        }
      }
      larger.force();
      close();
      return larger.inPlace(file);
    } catch (LocalStoreException e) {
      larger.close();
      throw e;
    }
  }

  private static Zones beside(Path file, int chunks) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try {
      Files.deleteIfExists(fresh); // left by a crash
      return new Zones(
          fresh,
          FileChannel.open(
              fresh,
              Set.of(
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE),
              ownerOnly),
          chunks);
    } catch (IOException e) {
      throw new LocalStoreException("making it", e);
    }
  }

  private Zones inPlace(Path target) {
    force();
    close();
    try {
      Files.move(
          file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new LocalStoreException("putting it in place", e);
    }
    return open(target);
  }

  /// Chunks in each zone.
  int chunks() {
    return chunks;
  }

  byte[] read(int zone, int chunk, int count) {
    ByteBuffer into = ByteBuffer.allocate(count * CHUNK_BYTES);
    long from = at(zone, chunk);
    try {
      while (into.hasRemaining()) {
        if (channel.read(into, from + into.position()) < 0) {
          throw new LocalStoreException("reading a file that has become shorter");
        }
      }
    } catch (IOException e) {
      throw new LocalStoreException("reading", e);
    }
    return into.array();
  }

  /// Not on disk before [#force].
  void write(int zone, int chunk, byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    long to = at(zone, chunk);
    try {
      while (from.hasRemaining()) {
        int unused = channel.write(from, to + from.position());
      }
    } catch (IOException e) {
      throw new LocalStoreException("writing", e);
    }
  }

  /// Fills a zone with noise.
  void blank(int zone) {
    write(zone, 0, noise(chunks * CHUNK_BYTES));
  }

  void force() {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw new LocalStoreException("writing", e);
    }
  }

  /// Bytes that nobody can tell from sealed ones: the stream of a cipher under a key that is kept nowhere.
  static byte[] noise(int length) {
    byte[] seed = new byte[32];
    RANDOM.nextBytes(seed);
    try {
      Cipher stream = Cipher.getInstance("AES/CTR/NoPadding");
      stream.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(seed, "AES"), new IvParameterSpec(new byte[16]));
      return stream.doFinal(new byte[length]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this platform lacks a cipher", e);
    }
  }

  private long at(int zone, int chunk) {
    return ((long) zone * chunks + chunk) * CHUNK_BYTES;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new LocalStoreException("closing it", e);
    }
  }
}
