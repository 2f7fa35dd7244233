package org.busel.store.embedded;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.busel.attachment.AttachmentStore;
import org.busel.attachment.Held;
import org.busel.attachment.OpenOutcome;
import org.busel.attachment.Opening;
import org.busel.attachment.PutOutcome;
import org.busel.store.StoreUnavailableException;
import org.busel.wire.AttachmentId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Attachments as files named by their ids, in folders named by the first two digits; spent tokens in the database.
/// Safe for many threads.
///
/// What files there are is known from their heads, read when the store is opened.
final class FileAttachmentStore implements AttachmentStore {
  private static final Logger log = LoggerFactory.getLogger(FileAttachmentStore.class);

  private final Path folder;
  private final SpentTokens tokens;
  private final Map<AttachmentId, AttachmentFile> files = new ConcurrentHashMap<>();
  private final ReentrantLock opening = new ReentrantLock(); // one attachment is opened at a time

  private FileAttachmentStore(Path folder, SpentTokens tokens) {
    this.folder = folder;
    this.tokens = tokens;
  }

  static FileAttachmentStore open(Path folder, Database database) throws IOException {
    PrivateFiles.folder(folder);
    FileAttachmentStore store = new FileAttachmentStore(folder, new SpentTokens(database));
    try (Stream<Path> all = Files.walk(folder, 2)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        store.readHead(file);
      }
    }
    return store;
  }

  private void readHead(Path file) throws IOException {
    Optional<AttachmentId> id = AttachmentId.parse(file.getFileName().toString());
    Optional<AttachmentFile> read = AttachmentFile.read(file);
    if (id.isPresent() && read.isPresent()) {
      files.put(id.get(), read.get());
    } else {
      log.info("an attachment that was being made or removed at a crash is removed");
      AttachmentFile.wipe(file);
    }
  }

  @Override
  public OpenOutcome open(Opening asked) {
    opening.lock();
    try {
      AttachmentFile before = files.get(asked.id());
      if (before != null) {
        return before.sealedBytes() == asked.sealedBytes()
            ? new OpenOutcome.AlreadyOpen(before.held())
            : new OpenOutcome.OtherLength();
      }
      if (tokens.isAnySpent(asked.spends())) {
        return new OpenOutcome.TokenSpent();
      }
      // The file first: if we crash between, the sender finds it open, instead of a spent token and nothing for it.
      AttachmentFile file =
          AttachmentFile.make(file(asked.id()), asked.sealedBytes(), asked.expiresAt());
      if (!tokens.spend(asked.tokenKey(), asked.spends())) {
        file.remove();
        return new OpenOutcome.TokenSpent();
      }
      files.put(asked.id(), file);
      return new OpenOutcome.Opened(file.held());
    } catch (IOException e) {
      throw unavailable("opening an attachment", e);
    } finally {
      opening.unlock();
    }
  }

  @Override
  public PutOutcome put(AttachmentId id, int part, ByteString bytes) {
    AttachmentFile file = files.get(id);
    if (file == null) {
      return new PutOutcome.NotOpen();
    }
    if (!file.fits(part, bytes.size())) {
      return new PutOutcome.WrongSize();
    }
    try {
      return file.put(part, bytes) ? new PutOutcome.Stored() : new PutOutcome.NotOpen();
    } catch (IOException e) {
      throw unavailable("keeping a part", e);
    }
  }

  @Override
  public Optional<ByteString> part(AttachmentId id, int part, Instant now) {
    AttachmentFile file = files.get(id);
    if (file == null || !file.expiresAt().isAfter(now)) {
      return Optional.empty();
    }
    try {
      return file.part(part);
    } catch (IOException e) {
      throw unavailable("reading a part", e);
    }
  }

  @Override
  public Optional<Held> find(AttachmentId id, Instant now) {
    return Optional.ofNullable(files.get(id))
        .filter(file -> file.expiresAt().isAfter(now))
        .map(AttachmentFile::held);
  }

  @Override
  public boolean remove(AttachmentId id) {
    AttachmentFile file = files.get(id);
    if (file == null) {
      return false;
    }
    try {
      file.remove();
    } catch (IOException e) {
      throw unavailable("removing an attachment", e);
    }
    return files.remove(id, file);
  }

  @Override
  public long expire(Instant now) {
    List<AttachmentId> over =
        files.entrySet().stream()
            .filter(entry -> !entry.getValue().expiresAt().isAfter(now))
            .map(Map.Entry::getKey)
            .toList();
    return over.stream().filter(this::remove).count();
  }

  @Override
  public void forgetTokens(int tokenKey) {
    tokens.forget(tokenKey);
  }

  @Override
  public long heldBytes() {
    return files.values().stream().mapToLong(AttachmentFile::sealedBytes).sum();
  }

  @Override
  public long freeBytes() {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw unavailable("asking the disk for room", e);
    }
  }

  /// Reads every part of every attachment.
  ///
  /// @param harmed is told where the disk has harmed one
  /// @return how many attachments there are
  long verify(Consumer<String> harmed) throws IOException {
    long count = 0;
    for (Map.Entry<AttachmentId, AttachmentFile> entry : files.entrySet()) {
      count++;
      Path name = Path.of("attachments").resolve(folder.relativize(file(entry.getKey())));
      entry.getValue().harmed().forEach(bytes -> harmed.accept(name + " " + bytes));
    }
    return count;
  }

  private Path file(AttachmentId id) {
    return folder.resolve(id.hex().substring(0, 2)).resolve(id.hex());
  }

  /// Without the message of the disk, which may name the file.
  private static StoreUnavailableException unavailable(String doing, IOException e) {
    IOException silent = new IOException("the disk refuses");
    silent.setStackTrace(e.getStackTrace());
    return new StoreUnavailableException(doing, silent);
  }
}
