package org.busel.sdk.attachments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A plain copy of an attachment outside of the profile.
public final class SavedCopy {
  private static final int MOST_NUMBERS = 1_000;

  private SavedCopy() {}

  /// What became of it.
  public sealed interface Outcome {
    record Made(Path file) implements Outcome {}

    /// The sealed file does not open any more.
    record Damaged() implements Outcome {}

    record NoRoom() implements Outcome {}

    record NoSuchFolder() implements Outcome {}
  }

  /// Makes a copy under `name`, or under a numbered one if that is taken. It is readable by its owner only, and not there
  /// if it could not be made whole.
  ///
  /// @param name as [FileNames#safe] makes it
  public static Outcome make(Transfers transfers, Pointer pointer, Path folder, String name) {
    @Nullable Path made = null;
    try {
      if (Files.getFileStore(folder).getUsableSpace() < pointer.fileBytes()) {
        return new Outcome.NoRoom();
      }
      try (SeekableByteChannel from = transfers.open(pointer)) {
        for (int number = 1; made == null && number <= MOST_NUMBERS; number++) {
          Path file = folder.resolve(number == 1 ? name : FileNames.numbered(name, number));
          try (FileChannel to =
              OwnerOnly.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            made = file;
            if (!copy(from, to, pointer.fileBytes())) {
              Files.delete(file);
              return new Outcome.Damaged();
            }
            to.force(true);
          } catch (FileAlreadyExistsException taken) {
            made = null; // the next number, then
          }
        }
      }
      return made == null ? new Outcome.NoSuchFolder() : new Outcome.Made(made);
    } catch (IOException e) {
      return refused(made);
    }
  }

  private static Outcome refused(@Nullable Path half) {
    try {
      if (half != null) {
        Files.deleteIfExists(half);
      }
    } catch (IOException alsoRefused) {
      return new Outcome.NoSuchFolder();
    }
    return half == null ? new Outcome.NoSuchFolder() : new Outcome.NoRoom();
  }

  /// @return false if what is read does not open
  private static boolean copy(SeekableByteChannel from, FileChannel to, long bytes)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    for (long left = bytes; left > 0; ) {
      buffer.clear().limit((int) Math.min(left, buffer.capacity()));
      try {
        if (from.read(buffer) <= 0) {
          return false;
        }
      } catch (IOException doesNotOpen) {
        return false;
      }
      buffer.flip();
      left -= buffer.remaining();
      while (buffer.hasRemaining()) {
        int unused = to.write(buffer);
      }
    }
    return true;
  }
}
