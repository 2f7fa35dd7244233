package org.busel.store.embedded;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of the mailbox log, oldest first, and spare ones to go on in.
///
/// A segment has its full length from the beginning, filled with zeros or with what an earlier use left: so a sync
/// never has to wait for the file system's own bookkeeping, and a full disk is met when a spare is made, not in the
/// middle of a batch. Segments are taken away only from the old end, which is what makes it safe to forget the
/// acknowledgements in them: whatever they acknowledged stood in the same segment or in one that is gone already.
///
/// A file that is taken away is used again as it is, because new records overwrite it soonest. What is left of it after
/// a while is overwritten with zeros by [#wipe], also before a file is deleted.
///
/// Made, changed and closed by the writer thread (at open: by the opening one); any thread may look a segment up.
final class Segments implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(Segments.class);
  private static final int MAX_SPARES = 2;

  /// Files are wiped in pieces of so many bytes with pauses between them: at most 400 MiB a second.
  private static final int WIPE_BYTES = 4 << 20;

  private static final Duration WIPE_PAUSE = Duration.ofMillis(10);

  private final Path folder;
  private final int segmentBytes;
  private final Disk disk;
  private final SecureRandom random = new SecureRandom();
  private final ConcurrentSkipListMap<Long, Segment> byNumber = new ConcurrentSkipListMap<>();
  private final Deque<Spare> spares = new ArrayDeque<>(); // guarded by itself; clean ones first
  private final Deque<Path> scrap = new ArrayDeque<>(); // guarded by spares; of another length
  private long lastNumber; // of the opening thread
  private boolean making; // guarded by spares
  private boolean refused; // guarded by spares; no use in trying ahead before something changes
  private int made; // guarded by spares

  Segments(Path folder, int segmentBytes, Disk disk) throws IOException {
    PrivateFiles.folder(folder);
    this.folder = folder;
    this.segmentBytes = segmentBytes;
    this.disk = disk;
    try (DirectoryStream<Path> leftOvers = Files.newDirectoryStream(folder, "spare-*")) {
      for (Path leftOver : leftOvers) {
        takeIn(leftOver);
      }
    }
  }

  /// A file to go on in.
  ///
  /// @param clean whether it holds zeros only
  private record Spare(Path file, boolean clean) {}

  private void takeIn(Path leftOver) throws IOException {
    String number = leftOver.getFileName().toString().substring("spare-".length());
    made = Math.max(made, number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0);
    dirty(leftOver);
  }

  /// A file that is no segment any more and still shows what it was.
  private void dirty(Path file) throws IOException {
    if (Files.size(file) == segmentBytes) {
      spares.addLast(new Spare(file, false));
    } else {
      scrap.addLast(file);
    }
  }

  /// The segment of this number, or nothing if it is gone.
  @Nullable Segment find(long number) {
    return byNumber.get(number);
  }

  /// The oldest segment.
  ///
  /// @throws java.util.NoSuchElementException if there is none
  Segment oldest() {
    return byNumber.sequencedValues().getFirst();
  }

  /// The number of the youngest segment.
  ///
  /// @throws java.util.NoSuchElementException if there is none
  long newest() {
    return byNumber.lastKey();
  }

  int count() {
    return byNumber.size();
  }

  /// Sum of the contents of all envelopes that wait.
  long liveBytes() {
    return byNumber.values().stream().mapToLong(Segment::liveBytes).sum();
  }

  /// Bytes that all files take.
  long bytes() {
    long bytes = byNumber.values().stream().mapToLong(Segment::bytes).sum();
    synchronized (spares) {
      return bytes + (long) spares.size() * segmentBytes;
    }
  }

  /// Bytes of files that are not in use and may show what they were.
  long dirtySpareBytes() {
    synchronized (spares) {
      return spares.stream().filter(spare -> !spare.clean).count() * segmentBytes;
    }
  }

  /// All segments, oldest first.
  Collection<Segment> all() {
    return byNumber.values();
  }

  /// Numbers up to this one were used.
  void skip(long number) {
    lastNumber = Math.max(lastNumber, number);
  }

  /// Takes in a segment that an earlier process has left.
  Segment open(Path file, long number, long salt, int bytes) throws IOException {
    Segment segment = new Segment(file, number, salt, bytes, true, disk);
    segment.settled(bytes);
    segment.leave();
    segment.changed();
    byNumber.put(number, segment);
    return segment;
  }

  /// Begins a new segment at the young end. When this returns, its head is durable.
  ///
  /// @param sequence higher than every sequence that was given out
  Segment begin(long sequence) throws IOException {
    long number = Math.max(lastNumber, byNumber.isEmpty() ? 0 : byNumber.lastKey()) + 1;
    long oldest = byNumber.isEmpty() ? number : byNumber.firstKey();
    Spare spare = takeSpare();
    try {
      Path file = folder.resolve(nameOf(number));
      var head = new Segment.Head(number, random.nextLong(), sequence, oldest);
      try (FileChannel channel = FileChannel.open(spare.file, WRITE)) {
        channel.write(head.bytes(), 0);
        channel.force(true);
      }
      Files.move(spare.file, file);
      PrivateFiles.sync(folder);
      Segment segment = new Segment(file, number, head.salt(), segmentBytes, !spare.clean, disk);
      byNumber.put(number, segment);
      return segment;
    } catch (IOException e) {
      giveBack(spare);
      throw e;
    }
  }

  private void giveBack(Spare spare) {
    synchronized (spares) {
      if (Files.exists(spare.file)) { // it may have its new name already
        spares.addLast(new Spare(spare.file, false));
      }
    }
  }

  /// How the file of a segment is called.
  static String nameOf(long number) {
    return String.format("segment-%016x", number);
  }

  /// Takes away the oldest segments, in which nothing waits; their files become spares.
  void retire(List<Segment> empty) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Segment segment : empty) {
      byNumber.remove(segment.number());
      segment.close();
      Path spare;
      synchronized (spares) {
        spare = newName();
      }
      Files.move(segment.file(), spare);
      files.add(spare);
    }
    // Before a file gets a new head: a crash must not show the new head under the old name.
    PrivateFiles.sync(folder);
    synchronized (spares) {
      for (Path file : files) {
        dirty(file);
      }
    }
  }

  /// Overwrites what an earlier use has left in spare files, and deletes those that are too many.
  void wipe() throws IOException {
    for (Path file = nextDirty(); file != null; file = nextDirty()) {
      try {
        wipe(file);
        shelve(file);
      } catch (IOException e) {
        synchronized (spares) {
          dirty(file);
        }
        throw e;
      }
    }
  }

  private @Nullable Path nextDirty() {
    synchronized (spares) {
      Path file = scrap.pollFirst();
      if (file != null || spares.isEmpty() || spares.getLast().clean) {
        return file;
      }
      return spares.removeLast().file;
    }
  }

  private void shelve(Path clean) throws IOException {
    synchronized (spares) {
      if (spares.size() >= MAX_SPARES || Files.size(clean) != segmentBytes) {
        Files.delete(clean);
      } else {
        spares.addFirst(new Spare(clean, true));
      }
    }
  }

  private void wipe(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      for (long at = 0; at < channel.size(); at += WIPE_BYTES) {
        if (at > 0) {
          LockSupport.parkNanos(WIPE_PAUSE.toNanos()); // senders need the disk, too
        }
        disk.zero(channel, at, Math.min(channel.size(), at + WIPE_BYTES));
        disk.sync(channel);
      }
    }
  }

  /// Makes sure that there is a spare, on a thread of its own so that the writer need not wait for it.
  void prepare() {
    synchronized (spares) {
      if (making || refused || !spares.isEmpty()) {
        return;
      }
      making = true;
    }
    Thread.ofPlatform().daemon().name("mailbox-spare").start(this::makeAhead);
  }

  private void makeAhead() {
    try {
      Spare spare = make();
      synchronized (spares) {
        spares.addFirst(spare);
      }
    } catch (IOException e) {
      log.debug("no room for a spare segment of the mailbox log");
      synchronized (spares) {
        refused = true;
      }
    } finally {
      synchronized (spares) {
        making = false;
        spares.notifyAll();
      }
    }
  }

  private Spare takeSpare() throws IOException {
    synchronized (spares) {
      awaitSpare();
      refused = false;
      if (!spares.isEmpty()) {
        return spares.removeFirst();
      }
    }
    return make();
  }

  /// Waits until no spare is being made. The caller holds the lock of `spares`.
  private void awaitSpare() {
    boolean interrupted = false;
    while (making) {
      try {
        spares.wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Spare make() throws IOException {
    if (Files.getFileStore(folder).getUsableSpace() < segmentBytes) {
      throw new IOException("no room for a segment of the mailbox log");
    }
    Path spare;
    synchronized (spares) {
      spare = newName();
    }
    try (FileChannel channel = PrivateFiles.open(spare, Set.of(CREATE_NEW, WRITE))) {
      disk.fill(channel, segmentBytes);
      return new Spare(spare, true);
    } catch (IOException e) {
      Files.deleteIfExists(spare); // what was written of it takes room that somebody may need
      throw e;
    }
  }

  private Path newName() {
    made++;
    return folder.resolve("spare-" + made);
  }

  @Override
  public void close() throws IOException {
    synchronized (spares) {
      awaitSpare();
    }
    for (Segment segment : byNumber.values()) {
      segment.close();
    }
  }
}
