package org.busel.store.embedded;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.busel.catalog.BlobId;
import org.busel.catalog.BlobStore;
import org.busel.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Blobs as files named by their hash, in folders named by its first two digits. Safe for many threads.
///
/// A blob is written beside, synced, and renamed into its place, so a file that has its name is whole, unless the disk
/// has harmed it since; so its hash is checked whenever it is read. A harmed one counts as missing, and putting it
/// again heals it.
final class FileBlobStore implements BlobStore {
  private static final Logger log = LoggerFactory.getLogger(FileBlobStore.class);
  private static final String UNFINISHED = "unfinished-";

  private final Path folder;
  private final AtomicLong written = new AtomicLong();

  private FileBlobStore(Path folder) {
    this.folder = folder;
  }

  static FileBlobStore open(Path folder) throws IOException {
    PrivateFiles.folder(folder);
    try (DirectoryStream<Path> leftOvers = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
      for (Path leftOver : leftOvers) {
        Files.delete(leftOver);
      }
    }
    return new FileBlobStore(folder);
  }

  @Override
  public void put(BlobId id, ByteString bytes) {
    if (bytes.size() > MAX_BYTES) {
      throw new IllegalArgumentException("blob of " + bytes.size() + " bytes is too large");
    }
    if (!hasId(bytes.asReadOnlyByteBuffer(), id)) {
      throw new IllegalArgumentException("blob does not have the hash it is named by");
    }
    if (get(id).isPresent()) {
      return;
    }
    Path unfinished = folder.resolve(UNFINISHED + written.incrementAndGet());
    try {
      try (FileChannel channel = PrivateFiles.open(unfinished, Set.of(CREATE_NEW, WRITE))) {
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Path file = file(id);
      PrivateFiles.folder(file.resolveSibling(""));
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      PrivateFiles.sync(file.resolveSibling(""));
      PrivateFiles.sync(folder);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(unfinished);
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw new StoreUnavailableException("keeping a blob", e);
    }
  }

  @Override
  public Optional<ByteString> get(BlobId id) {
    try {
      byte[] bytes = Files.readAllBytes(file(id));
      if (hasId(ByteBuffer.wrap(bytes), id)) {
        return Optional.of(ByteString.copyFrom(bytes));
      }
      log.error("a blob no longer matches its hash and counts as missing");
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StoreUnavailableException("reading a blob", e);
    }
  }

  @Override
  public Set<BlobId> missing(Collection<BlobId> ids) {
    Set<BlobId> missing = new LinkedHashSet<>();
    for (BlobId id : ids) {
      if (get(id).isEmpty()) {
        missing.add(id);
      }
    }
    return missing;
  }

  /// Reads every blob.
  ///
  /// @param harmed is told the names of those that do not have their hash
  /// @return how many there are
  long verify(Consumer<String> harmed) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> blobs =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.getFileName().toString().startsWith(UNFINISHED))
              .toList();
      for (Path blob : blobs) {
        String name = blob.getFileName().toString();
        if (!name.matches("[0-9a-f]{64}")
            || !hasId(ByteBuffer.wrap(Files.readAllBytes(blob)), new BlobId(name))) {
          harmed.accept("blobs/" + folder.relativize(blob));
        }
      }
      return blobs.size();
    }
  }

  private Path file(BlobId id) {
    return folder.resolve(id.hex().substring(0, 2)).resolve(id.hex());
  }

  private static boolean hasId(ByteBuffer bytes, BlobId id) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes);
      return HexFormat.of().formatHex(digest.digest()).equals(id.hex());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
