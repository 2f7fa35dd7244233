package org.busel.sdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.busel.sdk.attachments.FileNames;
import org.busel.sdk.attachments.Pointer;
import org.busel.sdk.attachments.RelayAttachments;
import org.busel.sdk.attachments.SavedCopy;
import org.busel.sdk.attachments.TransferOutcome;
import org.busel.sdk.attachments.TransferProgress;
import org.busel.sdk.attachments.Transfers;
import org.busel.sdk.local.records.StoredAttachment;
import org.busel.sdk.local.records.StoredAttachment.Mark;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.transport.RelayHttp;
import org.busel.wire.v1.Attachment;
import org.busel.wire.v1.Content;
import org.jspecify.annotations.Nullable;

/// Files that go with messages. Nothing is fetched by itself, nothing is opened or run, and what is fetched stays sealed
/// in the profile until it is saved.
///
/// Safe for many threads; calls block until they are done or the connection has failed twice. A profile that was killed
/// in the middle, or whose network has changed, goes on where it stopped when the same call is made again.
public final class Attachments {
  private final Profile profile;
  private final RelayLines lines;
  private final Transfers transfers;
  private final FileSending sending;
  private final Posts posts;
  private final ReentrantLock fetching = new ReentrantLock(); // one file grows at a time
  private volatile @Nullable Growing growing; // set under that lock, read by whoever erases

  Attachments(
      Profile profile, RelayLines lines, Transfers transfers, FileSending sending, Posts posts) {
    this.profile = profile;
    this.lines = lines;
    this.transfers = transfers;
    this.sending = sending;
    this.posts = posts;
  }

  /// How messages about files leave.
  record Posts(Talk talk, DeskTalk desks) {}

  /// A file that is being fetched.
  private record Growing(String fileName, AtomicBoolean erased) {}

  /// Sends a file of at most 100 MiB, sealed for this contact alone. Of pictures (JPEG, PNG, GIF, WebP) everything goes
  /// that is not needed to show them, unless [SendFile#asIs]; films and other kinds of pictures take that word.
  ///
  /// @throws BuselException if the local store failed
  public SendFileOutcome send(Contact contact, SendFile file, TransferProgress progress) {
    FileSending.End<StoredMessage> end = sending.send(posts.talk().files(contact), file, progress);
    if (end.closed()) {
      return new SendFileOutcome.NoSuchContact();
    }
    return end.said().isPresent()
        ? new SendFileOutcome.Sent(posts.talk().send(contact, end.said().get()))
        : end.instead().orElseThrow();
  }

  /// Sends a file to a desk: uploaded once, and its key sealed to each member on their own. A relay that counts how often
  /// a file is fetched sees roughly how many they are.
  ///
  /// @throws BuselException if the local store failed
  public DeskFileOutcome send(Desk desk, SendFile file, TransferProgress progress) {
    FileSending.End<DeskTalk.Said> end = sending.send(posts.desks().files(desk), file, progress);
    if (end.closed()) {
      return new DeskFileOutcome.NotAMember();
    }
    return end.said().isPresent()
        ? new DeskFileOutcome.Said(posts.desks().send(end.said().get()))
        : new DeskFileOutcome.NotSaid(end.instead().orElseThrow());
  }

  /// How much of a message's attachment is here; nothing if it has none.
  public Optional<FileState> state(Message message) {
    return find(message)
        .map(found -> {
          Transfers.Progress here = transfers.progress(found.pointer());
          if (here.parts() == here.partsInAll()) {
            return new FileState.Here();
          }
          return switch (found.known().getMark()) {
            case MARK_GONE -> new FileState.Gone();
            case MARK_DAMAGED -> new FileState.Damaged();
            case MARK_NONE, UNRECOGNIZED ->
                here.parts() == 0
                    ? new FileState.NotFetched()
                    : new FileState.Partly(here.parts(), here.partsInAll());
          };
        });
  }

  /// Fetches a message's attachment from the relay, over a connection that says nothing about this device. Every part is
  /// checked as it comes.
  public FetchFileOutcome fetch(Message message, TransferProgress progress) {
    Optional<Found> found = find(message);
    if (found.isEmpty()) {
      return new FetchFileOutcome.NoAttachment();
    }
    Pointer pointer = found.get().pointer();
    mark(found.get(), found.get().known().getMark()); // the file is known before its first part
    fetching.lock();
    Growing file = new Growing(pointer.fileName(), new AtomicBoolean());
    growing = file;
    try (RelayHttp line = lines.attachment()) {
      TransferOutcome outcome =
          transfers.fetch(
              pointer,
              new RelayAttachments(line.client(), line.place().url()),
              new UnlessErased(progress, file.erased()));
      if (find(message).isEmpty()) { // deleted meanwhile
        transfers.remove(pointer);
        return new FetchFileOutcome.NoAttachment();
      }
      return fetched(found.get(), outcome);
    } catch (UncheckedIOException e) {
      throw new BuselException("keeping an attachment", e);
    } finally {
      growing = null;
      fetching.unlock();
    }
  }

  /// Stops when the message is erased.
  private record UnlessErased(TransferProgress told, AtomicBoolean erased)
      implements TransferProgress {
    @Override
    public void reached(long bytes, long ofBytes) {
      told.reached(bytes, ofBytes);
    }

    @Override
    public boolean isCancelled() {
      return erased.get() || told.isCancelled();
    }
  }

  /// A message is gone, and so is its file: now, or before its next part if it is just coming in. What the disk refuses is
  /// left to [#sweep].
  void erase(String fileName) {
    Growing file = growing;
    if (file != null && file.fileName().equals(fileName)) {
      file.erased().set(true);
      return;
    }
    try {
      transfers.remove(fileName);
    } catch (UncheckedIOException e) {
      return; // the next sweep finds it
    }
  }

  private FetchFileOutcome fetched(Found found, TransferOutcome outcome) {
    if (outcome instanceof TransferOutcome.Done done) {
      mark(found, Mark.MARK_NONE);
      return new FetchFileOutcome.Here(done.partsMoved());
    }
    if (outcome instanceof TransferOutcome.Gone) {
      mark(found, Mark.MARK_GONE);
      return new FetchFileOutcome.Gone();
    }
    if (outcome instanceof TransferOutcome.Damaged damaged) {
      mark(found, Mark.MARK_DAMAGED);
      return new FetchFileOutcome.Damaged(damaged.part());
    }
    if (outcome instanceof TransferOutcome.Cancelled cancelled) {
      return new FetchFileOutcome.Cancelled(cancelled.partsDone(), cancelled.partsInAll());
    }
    if (outcome instanceof TransferOutcome.NoRoomHere room) {
      return new FetchFileOutcome.NoRoomHere(room.bytesNeeded());
    }
    return outcome instanceof TransferOutcome.Interrupted interrupted
        ? new FetchFileOutcome.Interrupted(
            interrupted.reason(), interrupted.partsDone(), interrupted.partsInAll())
        : new FetchFileOutcome.Interrupted("the relay answers something else", 0, 1);
  }

  /// Saves a fetched attachment out of the profile: under its safe name, never over another file, readable by its owner
  /// only.
  ///
  /// @param folder that exists
  public SaveFileOutcome save(Message message, Path folder) {
    Optional<Found> found = find(message);
    if (found.isEmpty()) {
      return new SaveFileOutcome.NoAttachment();
    }
    Pointer pointer = found.get().pointer();
    if (!isHere(pointer)) {
      return new SaveFileOutcome.NotFetched();
    }
    String name = FileNames.safe(found.get().attachment().getName());
    SavedCopy.Outcome outcome = SavedCopy.make(transfers, pointer, folder, name);
    if (outcome instanceof SavedCopy.Outcome.Made made) {
      return new SaveFileOutcome.Saved(made.file());
    }
    if (outcome instanceof SavedCopy.Outcome.Damaged) {
      transfers.remove(pointer);
      return new SaveFileOutcome.Damaged();
    }
    return outcome instanceof SavedCopy.Outcome.NoRoom
        ? new SaveFileOutcome.NoRoom(pointer.fileBytes())
        : new SaveFileOutcome.NoSuchFolder();
  }

  /// Reads a fetched attachment without saving it, from any place of it; whoever reads it closes it. A read throws
  /// [IOException] where the disk has harmed it. Behind the file's length there are zeros.
  ///
  /// @return nothing if it is not here
  public Optional<SeekableByteChannel> read(Message message) {
    Optional<Pointer> here = find(message).map(Found::pointer).filter(this::isHere);
    try {
      return here.isEmpty() ? Optional.empty() : Optional.of(transfers.open(here.get()));
    } catch (IOException e) {
      throw new BuselException("reading an attachment", e);
    }
  }

  /// Removes what is on this device of a message's attachment, whole or not. As long as the relay has it, it can be fetched
  /// again.
  public void remove(Message message) {
    find(message).ifPresent(found -> transfers.remove(found.pointer()));
  }

  /// Has the relay remove the attachment of a message of this device's owner: whoever has not fetched it can't any more.
  ///
  /// @return whether the relay says that it is gone
  public boolean withdraw(Message message) {
    Optional<Found> found =
        find(message).filter(it -> !it.known().getUploadKey().isEmpty());
    if (found.isEmpty()) {
      return false;
    }
    try (RelayHttp line = lines.attachment()) {
      return transfers.withdraw(
          found.get().pointer().id(),
          found.get().known().getUploadKey(),
          new RelayAttachments(line.client(), line.place().url()));
    }
  }

  private boolean isHere(Pointer pointer) {
    Transfers.Progress here = transfers.progress(pointer);
    return here.parts() == here.partsInAll();
  }

  /// Removes sealed files whose messages are gone, unless a file is being moved just now. Done by itself when the device is
  /// opened and when it has received.
  public void sweep() {
    if (!fetching.tryLock()) {
      return;
    }
    try {
      sending.sweep(new FileSweep(profile, transfers));
    } finally {
      fetching.unlock();
    }
  }

  /// What is due whenever the mailbox is empty: files of nobody go, and the stock of upload tokens is filled up at a moment
  /// that has nothing to do with an upload.
  void keepUp() {
    sweep();
    sending.keepUp();
  }

  /// Right after joining.
  void begin() {
    sending.begin();
  }

  private record Found(Attachment attachment, Pointer pointer, StoredAttachment known) {}

  private Optional<Found> find(Message message) {
    return profile.transact(
        "reading a message",
        tx -> {
          Optional<StoredMessage> stored =
              tx.messages().find(ConversationKeys.of(message.conversation()), message.number());
          Optional<Content> content = stored.map(Views::content).filter(Content::hasAttachment);
          return content.map(it -> {
            Pointer pointer = Pointers.of(tx, it.getAttachment());
            StoredAttachment unknown =
                StoredAttachment.newBuilder()
                    .setMessage(Pointers.place(stored.orElseThrow()))
                    .build();
            return new Found(
                it.getAttachment(),
                pointer,
                tx.attachments().find(pointer.fileName()).orElse(unknown));
          });
        });
  }

  private void mark(Found found, Mark mark) {
    StoredAttachment marked = found.known().toBuilder().setMark(mark).build();
    profile.save(
        "marking an attachment", tx -> tx.attachments().save(found.pointer().fileName(), marked));
  }
}
