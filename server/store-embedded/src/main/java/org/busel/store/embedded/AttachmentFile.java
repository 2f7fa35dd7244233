package org.busel.store.embedded;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.busel.attachment.Held;
import org.busel.wire.AttachmentSize;
import org.busel.wire.Limits;

/// One attachment on disk: a head that says what it is and which parts are there, and the parts at their places.
/// `STORE.md` fixes the format. Calls for one file take turns.
public final class AttachmentFile {
  /// Every field that is written; METADATA.md lists the same.
  public static final List<String> FIELDS =
      List.of(
          "attachment-magic",
          "attachment-version",
          "head-checksum",
          "sealed-bytes",
          "attachment-expires-hour",
          "part-checksum",
          "part");

  static final int HEAD_BYTES = 4096;

  private static final long MAGIC = 0x425553454C415454L; // BUSELATT
  private static final int VERSION = 1;
  private static final int FIXED_BYTES = 32;
  private static final int ZEROS_AT_ONCE = 1 << 20;

  private final Path file;
  private final long sealedBytes;
  private final Instant expiresAt;
  private final int[] checksums; // 0 for a part that is not there; this and the next: guarded by this
  private boolean gone;

  private AttachmentFile(Path file, long sealedBytes, Instant expiresAt, int[] checksums) {
    this.file = file;
    this.sealedBytes = sealedBytes;
    this.expiresAt = expiresAt;
    this.checksums = checksums;
  }

  /// Makes the file of an attachment without parts, durably. It takes no room on the disk until they come.
  static AttachmentFile make(Path file, long sealedBytes, Instant expiresAt) throws IOException {
    PrivateFiles.folder(file.resolveSibling(""));
    try (FileChannel channel = PrivateFiles.open(file, Set.of(CREATE_NEW, WRITE))) {
      write(channel, 0, head(sealedBytes, expiresAt));
      channel.force(true);
    }
    PrivateFiles.sync(file.resolveSibling(""));
    return new AttachmentFile(
        file, sealedBytes, expiresAt, new int[AttachmentSize.parts(sealedBytes)]);
  }

  /// Reads the head of a file.
  ///
  /// @return nothing if it is none, or was being removed or made at a crash
  static Optional<AttachmentFile> read(Path file) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
    try (FileChannel channel = FileChannel.open(file, READ)) {
      while (head.hasRemaining() && channel.read(head) >= 0) {}
    }
    if (head.hasRemaining()
        || head.getLong(0) != MAGIC
        || head.getInt(8) != VERSION
        || head.getInt(12) != crc(head.slice(16, FIXED_BYTES - 16))
        || !AttachmentSize.isSealed(head.getLong(16))) {
      return Optional.empty();
    }
    int[] checksums = new int[AttachmentSize.parts(head.getLong(16))];
    head.position(FIXED_BYTES).slice().asIntBuffer().get(checksums);
    Instant expiresAt = Instant.EPOCH.plus(Duration.ofHours(head.getInt(24)));
    return Optional.of(new AttachmentFile(file, head.getLong(16), expiresAt, checksums));
  }

  long sealedBytes() {
    return sealedBytes;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  synchronized Held held() {
    BitSet present = new BitSet();
    for (int part = 0; part < checksums.length; part++) {
      present.set(part, checksums[part] != 0);
    }
    return new Held(sealedBytes, expiresAt, present);
  }

  /// Whether there is a part of that number and length.
  boolean fits(int part, int bytes) {
    return part >= 0
        && part < checksums.length
        && bytes == AttachmentSize.part(sealedBytes, part);
  }

  /// Keeps a part, unless it is there. The part is synced before the head says that it is there; the head itself is
  /// synced with the next part, so that a crash of the machine costs one part at most.
  ///
  /// @return false if the attachment has been removed
  synchronized boolean put(int part, ByteString bytes) throws IOException {
    if (gone || checksums[part] != 0) {
      return !gone;
    }
    int checksum = checksum(bytes);
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      write(channel, place(part), bytes.asReadOnlyByteBuffer());
      channel.force(true);
      write(channel, FIXED_BYTES + 4L * part, ByteBuffer.allocate(4).putInt(0, checksum));
      checksums[part] = checksum;
      if (held().present().cardinality() == checksums.length) {
        channel.force(false);
      }
    }
    return true;
  }

  /// A part, unless it is missing or was damaged.
  synchronized Optional<ByteString> part(int part) throws IOException {
    if (gone || part < 0 || part >= checksums.length || checksums[part] == 0) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate(AttachmentSize.part(sealedBytes, part));
    try (FileChannel channel = FileChannel.open(file, READ)) {
      channel.position(place(part));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
    }
    ByteString read = ByteString.copyFrom(bytes.flip());
    return fits(part, read.size()) && checksum(read) == checksums[part]
        ? Optional.of(read)
        : Optional.empty();
  }

  /// Reads every part that is there; others may use the file between two of them.
  ///
  /// @return where the harmed ones lie, as `bytes FROM to TO`
  List<String> harmed() throws IOException {
    List<String> harmed = new ArrayList<>();
    for (int part = 0; part < checksums.length; part++) {
      if (isHarmed(part)) {
        long from = place(part);
        harmed.add("bytes %d to %d".formatted(from, from + AttachmentSize.part(sealedBytes, part)));
      }
    }
    return harmed;
  }

  private synchronized boolean isHarmed(int part) throws IOException {
    return !gone && checksums[part] != 0 && part(part).isEmpty();
  }

  /// Overwrites everything and removes the file.
  synchronized void remove() throws IOException {
    gone = true;
    wipe(file);
  }

  /// Overwrites a file, the head first, so that a crash leaves nothing that counts as an attachment.
  static void wipe(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      long length = channel.size();
      for (long at = 0; at < length; at += ZEROS_AT_ONCE) {
        write(channel, at, ByteBuffer.allocate((int) Math.min(ZEROS_AT_ONCE, length - at)));
        if (at == 0) {
          channel.force(false);
        }
      }
      channel.force(false);
    }
    Files.delete(file);
    PrivateFiles.sync(file.resolveSibling(""));
  }

  private static long place(int part) {
    return HEAD_BYTES + (long) part * Limits.ATTACHMENT_PART_BYTES;
  }

  private static ByteBuffer head(long sealedBytes, Instant expiresAt) {
    ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
    head.putLong(0, MAGIC).putInt(8, VERSION).putLong(16, sealedBytes);
    head.putInt(24, Math.toIntExact(Duration.between(Instant.EPOCH, expiresAt).toHours()));
    return head.putInt(12, crc(head.slice(16, FIXED_BYTES - 16)));
  }

  /// Never 0, which stands for a part that is not there.
  private static int checksum(ByteString bytes) {
    int crc = crc(bytes.asReadOnlyByteBuffer());
    return crc == 0 ? 1 : crc;
  }

  private static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static void write(FileChannel channel, long at, ByteBuffer bytes) throws IOException {
    for (long to = at; bytes.hasRemaining(); ) {
      to += channel.write(bytes, to);
    }
  }
}
