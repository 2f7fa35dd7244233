package org.busel.relay.keylog;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.wire.v1.LogEntries;

/// What a witness remembers of one log: every leaf with its entries, and its own last word. 64 bytes an entry and a little
/// more. One thread at a time.
public final class WatchFile {
  private final Path leaves;
  private final Path word;

  /// @param folder is made if it is not there
  /// @param name without ending
  public WatchFile(Path folder, String name) {
    try {
      Files.createDirectories(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException("the folder of a watch cannot be made", failed);
    }
    this.leaves = folder.resolve(name + ".leaves");
    this.word = folder.resolve(name + ".word");
  }

  /// Every leaf in order. A last one that a crash has cut is left out, and cut off.
  List<LogEntries> leaves() {
    List<LogEntries> all = new ArrayList<>();
    if (!Files.exists(leaves)) {
      return all;
    }
    try (InputStream in = Files.newInputStream(leaves)) {
      long whole = 0;
      LogEntries leaf = next(in);
      while (leaf != null) {
        all.add(leaf);
        whole += framed(leaf).length;
        leaf = next(in);
      }
      try (FileChannel channel = FileChannel.open(leaves, StandardOpenOption.WRITE)) {
        channel.truncate(whole);
      }
      return all;
    } catch (IOException failed) {
      throw new UncheckedIOException("what was watched cannot be read", failed);
    }
  }

  private static @org.jspecify.annotations.Nullable LogEntries next(InputStream in) {
    try {
      return LogEntries.parseDelimitedFrom(in);
    } catch (IOException cut) {
      return null;
    }
  }

  /// Adds a leaf, durably.
  void add(LogEntries leaf) {
    try (FileChannel channel =
        FileChannel.open(
            leaves,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND)) {
      write(channel, framed(leaf));
    } catch (IOException failed) {
      throw new UncheckedIOException("what was watched cannot be written", failed);
    }
  }

  /// What the witness signed last.
  Optional<ByteString> word() {
    try {
      return Files.exists(word)
          ? Optional.of(ByteString.copyFrom(Files.readAllBytes(word)))
          : Optional.empty();
    } catch (IOException failed) {
      throw new UncheckedIOException("what was signed cannot be read", failed);
    }
  }

  /// Keeps what the witness signs, durably.
  void word(ByteString signed) {
    Path fresh = word.resolveSibling(word.getFileName() + ".new");
    try {
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        write(channel, signed.toByteArray());
      }
      Files.move(fresh, word, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw new UncheckedIOException("what was signed cannot be written", failed);
    }
  }

  /// Forgets everything: the next round begins with the first leaf.
  public void forget() {
    try {
      boolean _ = Files.deleteIfExists(leaves);
      boolean _ = Files.deleteIfExists(word);
    } catch (IOException failed) {
      throw new UncheckedIOException("what was watched cannot be forgotten", failed);
    }
  }

  private static byte[] framed(LogEntries leaf) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    leaf.writeDelimitedTo(out);
    return out.toByteArray();
  }

  private static void write(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      int _ = channel.write(buffer);
    }
    channel.force(true);
  }
}
