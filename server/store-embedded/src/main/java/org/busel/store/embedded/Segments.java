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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
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
/// Made, changed and closed by the writer thread (at open: by the opening one); any thread may look a segment up.
final class Segments implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(Segments.class);
  private static final int MAX_SPARES = 2;

  private final Path folder;
  private final int segmentBytes;
  private final Disk disk;
  private final SecureRandom random = new SecureRandom();
  private final ConcurrentSkipListMap<Long, Segment> byNumber = new ConcurrentSkipListMap<>();
  private final Deque<Path> spares = new ArrayDeque<>(); // guarded by itself
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
        Files.delete(leftOver);
      }
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

  int count() {
    return byNumber.size();
  }

  /// Sum of the contents of all envelopes that wait.
  long liveBytes() {
    return byNumber.values().stream().mapToLong(Segment::liveBytes).sum();
  }

  /// Takes in a segment.
  Segment open(Path file, long number, long salt, int bytes) throws IOException {
    Segment segment = new Segment(file, number, salt, bytes, disk);
    byNumber.put(number, segment);
    return segment;
  }

  /// Begins a new segment at the young end. When this returns, its head is durable.
  ///
  /// @param sequence higher than every sequence that was given out
  Segment begin(long sequence) throws IOException {
    long number = byNumber.isEmpty() ? 1 : byNumber.lastKey() + 1;
    Path spare = takeSpare();
    try {
      Path file = folder.resolve(String.format("segment-%016x", number));
      var head = new Segment.Head(number, random.nextLong(), sequence);
      try (FileChannel channel = FileChannel.open(spare, WRITE)) {
        channel.write(head.bytes(), 0);
        channel.force(true);
      }
      Files.move(spare, file);
      PrivateFiles.sync(folder);
      return open(file, number, head.salt(), segmentBytes);
    } catch (IOException e) {
      Files.deleteIfExists(spare);
      throw e;
    }
  }

  /// Takes away the oldest segment, in which nothing waits; its file becomes a spare.
  void retire(Segment segment) throws IOException {
    byNumber.remove(segment.number());
    segment.close();
    synchronized (spares) {
      if (spares.size() >= MAX_SPARES || Files.size(segment.file()) != segmentBytes) {
        Files.delete(segment.file());
      } else {
        Path spare = newName();
        Files.move(segment.file(), spare);
        spares.addLast(spare);
      }
    }
    // Before the file gets a new head: a crash must not show the new head under the old name.
    PrivateFiles.sync(folder);
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
      Path spare = make();
      synchronized (spares) {
        spares.addLast(spare);
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

  private Path takeSpare() throws IOException {
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

  private Path make() throws IOException {
    if (Files.getFileStore(folder).getUsableSpace() < segmentBytes) {
      throw new IOException("no room for a segment of the mailbox log");
    }
    Path spare;
    synchronized (spares) {
      spare = newName();
    }
    try (FileChannel channel = PrivateFiles.open(spare, Set.of(CREATE_NEW, WRITE))) {
      disk.fill(channel, segmentBytes);
      return spare;
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
