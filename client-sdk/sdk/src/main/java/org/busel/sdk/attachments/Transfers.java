package org.busel.sdk.attachments;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.busel.wire.AttachmentBodies;
import org.busel.wire.AttachmentId;
import org.busel.wire.AttachmentSize;
import org.busel.wire.Decoded;
import org.busel.wire.Limits;
import org.busel.wire.v1.AttachmentParts;
import org.busel.wire.v1.OpenAttachment;
import org.busel.wire.v1.UploadToken;
import org.busel.wire.v1.UploadTokenKey;

/// Moves sealed files between a folder of this device and a relay, one part after the other. A kill at any moment, of
/// either side, costs one part. Never more than a few parts are in memory.
///
/// Safe for many threads, as long as no two move the same attachment. Failures of the disk are [UncheckedIOException]s,
/// but for a full one.
public final class Transfers {
  private static final int TRIES = 2; // the second on a connection of its own
  private static final long SPARE_BYTES = 4L << 20;

  private final Path folder;

  /// @param folder made when it is needed
  public Transfers(Path folder) {
    this.folder = folder;
  }

  /// What is here of an attachment.
  ///
  /// @param parts that are here
  /// @param partsInAll that there are
  public record Progress(int parts, int partsInAll) {}

  /// A file on its way into a sealed one, of which nothing is known yet but the key.
  public final class Draft implements AutoCloseable {
    private final SealedFile file;
    private final SealedStream.Sealer sealer;

    private Draft(Pointer unknown) throws IOException {
      OwnerOnly.folder(folder);
      file = new SealedFile(folder, unknown);
      sealer = new SealedStream.Sealer(unknown.key().toByteArray(), file.newSealed());
    }

    /// Takes the next bytes of the file.
    public void write(byte[] bytes, int from, int length) throws IOException {
      sealer.write(bytes, from, length);
    }

    /// That was the file.
    ///
    /// @param unknown what [#draft] was given
    /// @return the same with length and digest
    public Pointer finish(Pointer unknown) throws IOException {
      long bytes = sealer.written();
      ByteString digest = sealer.finish();
      file.sealed();
      return new Pointer(unknown.id(), unknown.key(), digest, bytes, unknown.fileName());
    }

    /// Leaves nothing behind, unless it was finished.
    @Override
    public void close() throws IOException {
      sealer.close();
      if (!file.isWhole()) {
        file.remove();
      }
    }
  }

  /// Bytes that the disk below the folder still takes.
  public long usableBytes() throws IOException {
    OwnerOnly.folder(folder);
    return Files.getFileStore(folder).getUsableSpace();
  }

  /// Begins to seal a file.
  ///
  /// @param unknown of which length and digest don't count
  public Draft draft(Pointer unknown) throws IOException {
    return new Draft(unknown);
  }

  /// What is here.
  public Progress progress(Pointer pointer) {
    int all = AttachmentSize.parts(pointer.sealedBytes());
    try {
      return new Progress(new SealedFile(folder, pointer).parts(), all);
    } catch (IOException e) {
      throw unavailable("looking at an attachment", e);
    }
  }

  /// Reads the file of an attachment that is whole here. Every read checks what it reads.
  public SeekableByteChannel open(Pointer pointer) throws IOException {
    return new SealedFile(folder, pointer).open();
  }

  /// Names of all sealed files that are here, whole or not.
  public Set<String> fileNames() {
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .map(name -> name.endsWith(".part") ? name.substring(0, name.indexOf('.')) : name)
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw unavailable("looking at attachments", e);
    }
  }

  /// Removes what is here of an attachment, whole or not.
  public void remove(Pointer pointer) {
    remove(pointer.fileName());
  }

  /// Removes what is here under a name, whole or not.
  public void remove(String fileName) {
    try {
      Files.deleteIfExists(folder.resolve(fileName));
      Files.deleteIfExists(folder.resolve(fileName + ".part"));
    } catch (IOException e) {
      throw unavailable("removing an attachment", e);
    }
  }

  /// The key for which a relay takes tokens.
  ///
  /// @return nothing if it can't be had now
  public Optional<UploadTokenKey> tokenKey(RelayAttachments relay) {
    RelayAttachments.Answer answer = insist(relay::tokenKey);
    return answer.isDone()
            && AttachmentBodies.key(answer.body()) instanceof Decoded.Frame<UploadTokenKey> read
        ? Optional.of(read.frame())
        : Optional.empty();
  }

  /// Fetches the parts that are not here, checking each.
  public TransferOutcome fetch(Pointer pointer, RelayAttachments relay, TransferProgress progress) {
    int all = AttachmentSize.parts(pointer.sealedBytes());
    SealedFile file = new SealedFile(folder, pointer);
    try {
      if (file.isWhole()) {
        return new TransferOutcome.Done(0);
      }
      OwnerOnly.folder(folder);
      long needed = pointer.sealedBytes() + SPARE_BYTES;
      if (Files.getFileStore(folder).getUsableSpace() < needed) {
        return new TransferOutcome.NoRoomHere(needed);
      }
      try (SealedFile.Growth growth = file.grow()) {
        int before = growth.parts();
        report(progress, pointer, before);
        while (growth.parts() < all) {
          Optional<TransferOutcome> end = fetchPart(pointer, relay, growth, progress);
          if (end.isPresent()) {
            return end.get();
          }
          report(progress, pointer, growth.parts());
        }
        return growth.finish()
            ? new TransferOutcome.Done(all - before)
            : new TransferOutcome.Damaged(all);
      }
    } catch (IOException e) {
      return full(pointer, "keeping an attachment", e);
    }
  }

  private static Optional<TransferOutcome> fetchPart(
      Pointer pointer,
      RelayAttachments relay,
      SealedFile.Growth growth,
      TransferProgress progress)
      throws IOException {
    int all = AttachmentSize.parts(pointer.sealedBytes());
    int part = growth.parts();
    if (progress.isCancelled()) {
      return Optional.of(new TransferOutcome.Cancelled(part, all));
    }
    RelayAttachments.Answer answer = insist(() -> relay.get(pointer.id(), part));
    if (answer.status() == 404) {
      return Optional.of(new TransferOutcome.Gone());
    }
    if (answer.isPassing()) {
      return Optional.of(new TransferOutcome.Interrupted(reason(answer), part, all));
    }
    if (!answer.isDone()) {
      return Optional.of(new TransferOutcome.Refused("the relay answers " + answer.status()));
    }
    return growth.add(answer.body().toByteArray())
        ? Optional.empty()
        : Optional.of(new TransferOutcome.Damaged(part));
  }

  /// Uploads the parts that the relay does not have.
  public TransferOutcome upload(
      Pointer pointer,
      List<UploadToken> tokens,
      RelayAttachments relay,
      TransferProgress progress) {
    OpenAttachment open =
        OpenAttachment.newBuilder()
            .setSealedBytes(pointer.sealedBytes())
            .addAllTokens(tokens)
            .build();
    RelayAttachments.Answer answer = insist(() -> relay.open(pointer.id(), open));
    int all = AttachmentSize.parts(pointer.sealedBytes());
    if (answer.status() == 507) {
      return new TransferOutcome.NoRoomAtRelay();
    }
    if (answer.isPassing()) {
      return new TransferOutcome.Interrupted(reason(answer), 0, all);
    }
    if (!answer.isDone()
        || !(AttachmentBodies.parts(answer.body()) instanceof Decoded.Frame<AttachmentParts> read)) {
      return new TransferOutcome.Refused("the relay answers " + answer.status());
    }
    BitSet present = BitSet.valueOf(read.frame().getPresent().toByteArray());
    ByteString uploadKey = tokens.get(0).getUploadKey();
    int moved = 0;
    for (int part = present.nextClearBit(0); part < all; part = present.nextClearBit(part)) {
      report(progress, pointer, present.cardinality());
      if (progress.isCancelled()) {
        return new TransferOutcome.Cancelled(present.cardinality(), all);
      }
      RelayAttachments.Answer put = put(pointer, uploadKey, part, relay);
      if (put.status() == 404) {
        return new TransferOutcome.Gone();
      }
      if (put.isPassing()) {
        return new TransferOutcome.Interrupted(reason(put), present.cardinality(), all);
      }
      if (!put.isDone()) {
        return new TransferOutcome.Refused("the relay answers " + put.status());
      }
      present.set(part);
      moved++;
    }
    report(progress, pointer, all);
    return new TransferOutcome.Done(moved);
  }

  private RelayAttachments.Answer put(
      Pointer pointer, ByteString uploadKey, int part, RelayAttachments relay) {
    try {
      byte[] bytes = new SealedFile(folder, pointer).part(part);
      return insist(() -> relay.put(pointer.id(), uploadKey, part, bytes));
    } catch (IOException e) {
      throw unavailable("reading an attachment", e);
    }
  }

  /// Has the relay remove an attachment.
  ///
  /// @return whether the relay says that it is gone
  public boolean withdraw(AttachmentId id, ByteString uploadKey, RelayAttachments relay) {
    return insist(() -> relay.withdraw(id, uploadKey)).isDone();
  }

  /// The device's network may have changed since the last request: a dead connection is found out by using it.
  private static RelayAttachments.Answer insist(Supplier<RelayAttachments.Answer> request) {
    RelayAttachments.Answer answer = request.get();
    for (int i = 1; i < TRIES && answer.status() == RelayAttachments.Answer.SILENCE; i++) {
      answer = request.get();
    }
    return answer;
  }

  private static void report(TransferProgress progress, Pointer pointer, int parts) {
    long all = pointer.sealedBytes();
    long moved = Math.min(all, (long) parts * Limits.ATTACHMENT_PART_BYTES);
    progress.reached(moved, all);
  }

  private static String reason(RelayAttachments.Answer answer) {
    return answer.status() == RelayAttachments.Answer.SILENCE
        ? "no connection to the relay, or it broke"
        : "the relay is in trouble or asks to wait";
  }

  private TransferOutcome full(Pointer pointer, String doing, IOException e) {
    try {
      if (Files.getFileStore(folder).getUsableSpace() < SPARE_BYTES / 2) {
        return new TransferOutcome.NoRoomHere(pointer.sealedBytes());
      }
    } catch (IOException alsoThis) {
      e.addSuppressed(alsoThis);
    }
    throw unavailable(doing, e);
  }

  private static UncheckedIOException unavailable(String doing, IOException e) {
    return new UncheckedIOException("the disk refuses while " + doing, e);
  }
}
