package org.busel.sdk.attachments;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.busel.wire.AttachmentSize;
import org.busel.wire.Limits;

/// One attachment on this device: sealed as it crossed the network, under a name that says nothing. It is whole under that
/// name, or grows part by part under the same name with `.part` behind it.
///
/// Kept by one thread at a time.
final class SealedFile {
  private final Path whole;
  private final Path growing;
  private final Pointer pointer;

  SealedFile(Path folder, Pointer pointer) {
    this.whole = folder.resolve(pointer.fileName());
    this.growing = folder.resolve(pointer.fileName() + ".part");
    this.pointer = pointer;
  }

  /// Whether all of it is here.
  boolean isWhole() {
    return Files.exists(whole);
  }

  /// How many parts are here; all of them only when they are known to be what was sealed.
  int parts() throws IOException {
    int all = AttachmentSize.parts(pointer.sealedBytes());
    if (isWhole() || !Files.exists(growing)) {
      return isWhole() ? all : 0;
    }
    return (int) Math.min(Files.size(growing) / Limits.ATTACHMENT_PART_BYTES, all - 1L);
  }

  /// One part, as it must be uploaded.
  byte[] part(int part) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(AttachmentSize.part(pointer.sealedBytes(), part));
    try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.READ)) {
      channel.position((long) part * Limits.ATTACHMENT_PART_BYTES);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
    }
    if (bytes.hasRemaining()) {
      throw new IOException("the sealed file is shorter than it was");
    }
    return bytes.array();
  }

  /// Where a file is sealed to. It is whole after [#sealed].
  OutputStream newSealed() throws IOException {
    return Channels.newOutputStream(
        OwnerOnly.open(
            growing,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE));
  }

  /// What was written to [#newSealed] is all.
  void sealed() throws IOException {
    become();
  }

  /// Takes parts in order, each checked before the next.
  Growth grow() throws IOException {
    return new Growth();
  }

  /// Reads the file itself. Closing the channel closes everything.
  SeekableByteChannel open() throws IOException {
    return SealedStream.open(
        pointer.key().toByteArray(), new View(FileChannel.open(whole, StandardOpenOption.READ)));
  }

  /// Removes all that is here of it. What was written is sealed, and its key goes with the message.
  void remove() throws IOException {
    Files.deleteIfExists(whole);
    Files.deleteIfExists(growing);
  }

  /// Whether the whole is what the sender digested.
  private boolean isAsDigested() throws IOException {
    MessageDigest digest = SealedStream.sha256();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    try (FileChannel channel = FileChannel.open(growing, StandardOpenOption.READ)) {
      while (channel.read(buffer) >= 0) {
        digest.update(buffer.flip());
        buffer.clear();
      }
    }
    return MessageDigest.isEqual(digest.digest(), pointer.digest().toByteArray());
  }

  private void become() throws IOException {
    try (FileChannel channel = FileChannel.open(growing, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Path unused = Files.move(growing, whole, StandardCopyOption.ATOMIC_MOVE);
  }

  /// A file that grows part by part.
  final class Growth implements AutoCloseable {
    private final FileChannel channel;
    private final SeekableByteChannel opened;

    private Growth() throws IOException {
      channel =
          OwnerOnly.open(
              growing,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      opened = SealedStream.open(pointer.key().toByteArray(), new View(channel));
      keep(parts()); // half a part goes
      if (parts() > 0 && !isSound(parts() - 1)) { // the machine stopped while it was written
        keep(parts() - 1);
      }
    }

    private void keep(int parts) throws IOException {
      FileChannel unused = channel.truncate((long) parts * Limits.ATTACHMENT_PART_BYTES);
    }

    /// How many parts are here.
    int parts() throws IOException {
      return channel.size() >= pointer.sealedBytes()
          ? AttachmentSize.parts(pointer.sealedBytes())
          : (int) (channel.size() / Limits.ATTACHMENT_PART_BYTES);
    }

    /// Takes the next part.
    ///
    /// @return false if it is not the part that the sender sealed; it was not kept
    boolean add(byte[] bytes) throws IOException {
      int part = parts();
      if (bytes.length != AttachmentSize.part(pointer.sealedBytes(), part)) {
        return false;
      }
      long at = (long) part * Limits.ATTACHMENT_PART_BYTES;
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        at += channel.write(buffer, at);
      }
      if (isSound(part)) {
        return true;
      }
      keep(part);
      return false;
    }

    /// All parts are here: compares the whole with the digest.
    ///
    /// @return false if it is another stream; nothing was kept
    boolean finish() throws IOException {
      if (isAsDigested()) {
        become();
        return true;
      }
      remove();
      return false;
    }

    private boolean isSound(int part) throws IOException {
      try {
        opened.position(SealedStream.plainStart(part));
        return opened.read(ByteBuffer.allocate(1)) == 1;
      } catch (IOException doesNotOpen) {
        return false;
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /// The sealed stream as it will be when it is whole.
  private final class View implements SeekableByteChannel {
    private final FileChannel channel;
    private long position;

    View(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      int read = channel.read(into, position);
      position += Math.max(0, read);
      return read;
    }

    @Override
    public int write(ByteBuffer from) {
      throw new UnsupportedOperationException("read only");
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
      position = to;
      return this;
    }

    @Override
    public long size() {
      return pointer.sealedBytes();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new UnsupportedOperationException("read only");
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
