package org.busel.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that writes the log.
///
/// One batch is on its way to the disk at a time. What callers hand over meanwhile waits in a queue and is the next
/// batch; so a lone caller waits for one sync, and a thousand callers wait for one sync together, without any timer.
/// Callers never hold a lock while they wait, and this thread holds none while it syncs.
///
/// When the disk refuses, those who wait are told, and the segment is not written to again: after a failed sync nobody
/// knows what the operating system still remembers of it. The next batch begins a new segment, or fails as well.
final class LogWriter implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(LogWriter.class);

  /// As much may be on its way to the disk at once. Twice of it would not be faster: it is a thousand records of the
  /// commonest size for each sync.
  static final int ROOM_BYTES = 8 << 20;

  /// Everything that is on its way, were it the smallest records there are: all that waits is the next batch.
  private static final int BATCH_BYTES = ROOM_BYTES + ROOM_BYTES / 8;

  /// What acknowledgements may add to one batch, about: when much expires at once, senders need not wait for all of it.
  private static final int ACKNOWLEDGED_BYTES = 1 << 20;

  private final Segments segments;
  private final Cleaner cleaner;
  private final Room room;
  private final Figures figures;
  private final Intake queue = new Intake();
  private final Thread thread = Thread.ofPlatform().daemon().name("mailbox-log").unstarted(this);

  // Of the writer thread alone from here on.
  private final Deque<LogEntry.Acknowledged> unwritten = new ArrayDeque<>();
  private final Batch batch;
  private @Nullable Segment active;
  private int end; // of what was written in the active segment
  private long nextSequence;
  private @Nullable LogEntry taken; // from the queue, and perhaps not in the batch yet
  private int acknowledgements; // how many of the unwritten are in the batch
  private LogEntry.@Nullable Leave leaving; // when the batch is written, its segment is left
  private boolean refusing; // whether the last batch failed, so that the log says it once

  /// Writes into a new segment, which it begins with the first batch.
  ///
  /// @param room what is on its way here
  /// @param figures in which commits are counted
  /// @param nextSequence higher than every sequence that was given out
  LogWriter(
      Segments segments,
      Cleaner cleaner,
      Room room,
      Figures figures,
      int segmentBytes,
      long nextSequence) {
    this.segments = segments;
    this.cleaner = cleaner;
    this.room = room;
    this.figures = figures;
    this.nextSequence = nextSequence;
    this.batch = new Batch(Math.min(BATCH_BYTES, segmentBytes));
  }

  void start() {
    thread.start();
  }

  /// Hands something over. What is handed over after [#finish] fails.
  void hand(LogEntry entry) {
    if (!queue.add(entry)) {
      fail(entry, new IOException("the store is closed"));
    }
  }

  /// Writes and syncs what was handed over, and ends.
  void finish() {
    hand(new LogEntry.Finish());
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    Throwable cause = new IOException("the store is closed");
    try {
      boolean goOn = true;
      while (goOn) {
        goOn = next();
      }
      seal();
    } catch (IOException e) {
      log.warn("the mailbox log could not be finished");
    } catch (InterruptedException | RuntimeException | Error e) {
      log.error("the writer of the mailbox log has stopped", e);
      batch.fail(e);
      fail(taken, e);
      cause = e;
    } finally {
      cleaner.stop();
      queue.close();
      failQueue(cause);
    }
  }

  /// Writes one batch.
  ///
  /// @return whether there will be another
  private boolean next() throws InterruptedException {
    taken = cleaner.hasWork() || !unwritten.isEmpty() ? queue.poll() : queue.take();
    boolean goOn = !(taken instanceof LogEntry.Finish);
    try {
      Segment into = roomy();
      batch.begin(into, end, nextSequence);
      goOn = fill(taken);
      cleaner.addTo(batch);
      if (!batch.isEmpty()) {
        write(into);
      }
      leaveIfAsked();
      cleaner.look();
      refusing = false;
    } catch (IOException e) {
      keepOrFail(taken, e);
      cleaner.stop();
      if (!refusing) {
        log.warn("the disk refuses the mailbox log: {}", e.getClass().getSimpleName());
      }
      refusing = true;
    }
    return goOn;
  }

  private void keepOrFail(@Nullable LogEntry entry, IOException cause) {
    if (entry instanceof LogEntry.Acknowledged acknowledged && !unwritten.contains(acknowledged)) {
      unwritten.addLast(acknowledged);
    } else {
      fail(entry, cause);
    }
  }

  /// A segment with room for a record of any length; and for all that waits, if that takes no more than leaving the
  /// last quarter of a segment empty.
  private Segment roomy() throws IOException {
    Segment now = active;
    if (now != null) {
      int left = now.bytes() - end;
      boolean forAll = left >= now.bytes() / 4 || left > room.taken() + room.taken() / 8;
      if (forAll && left >= LogRecord.MAX_BYTES + LogRecord.HEAD_BYTES) {
        return now;
      }
    }
    seal();
    now = begin();
    active = now;
    end = Segment.HEAD_BYTES;
    return now;
  }

  private Segment begin() throws IOException {
    try {
      return segments.begin(nextSequence);
    } catch (IOException e) {
      if (cleaner.makeRoom()) {
        return segments.begin(nextSequence);
      }
      throw e;
    }
  }

  private void leaveIfAsked() throws IOException {
    LogEntry.Leave now = leaving;
    leaving = null;
    if (now != null) {
      try {
        seal();
        now.left().complete(true);
      } catch (IOException e) {
        now.fail(e);
        throw e;
      }
    }
  }

  /// Puts into the batch what waits, as long as there is room.
  ///
  /// @return whether more may come after it
  private boolean fill(@Nullable LogEntry first) {
    boolean goOn = true;
    LogEntry entry = first;
    while (entry != null) {
      switch (entry) {
        case Append append -> batch.add(append, nextSequence++);
        case LogEntry.Acknowledged acknowledged -> unwritten.addLast(acknowledged);
        case LogEntry.Erased erased -> batch.add(erased);
        case LogEntry.Leave leave -> {
          leaving = leave;
          return addAcknowledgements(true);
        }
        case LogEntry.Finish _ -> goOn = false;
      }
      entry = goOn && batch.hasRoom() ? queue.poll() : null;
    }
    return addAcknowledgements(goOn);
  }

  private boolean addAcknowledgements(boolean goOn) {
    acknowledgements = 0;
    int enough = batch.bytes() + ACKNOWLEDGED_BYTES;
    for (LogEntry.Acknowledged acknowledged : unwritten) {
      if (!batch.hasRoom() || batch.bytes() >= enough) {
        break;
      }
      batch.add(acknowledged);
      acknowledgements++;
    }
    return goOn;
  }

  private void write(Segment into) throws IOException {
    long begin = System.nanoTime();
    try {
      batch.write();
      figures.committed(batch.appends(), System.nanoTime() - begin);
    } catch (IOException e) {
      figures.refused();
      batch.fail(e);
      active = null;
      into.remains(true);
      into.changed();
      into.leave();
      throw e;
    }
    end += batch.bytes();
    if (acknowledgements > 0) {
      into.changed();
    }
    for (int i = 0; i < acknowledgements; i++) {
      unwritten.removeFirst();
    }
    batch.settle(segments);
    into.settled(end);
    if (end > into.bytes() / 2) {
      segments.prepare();
    }
  }

  /// Says in the active segment that nothing follows, so that the next open need not search for more.
  private void seal() throws IOException {
    Segment now = active;
    active = null;
    if (now != null) {
      ByteBuffer record = ByteBuffer.allocate(LogRecord.HEAD_BYTES);
      LogRecord.end(record, now.salt(), end);
      try {
        now.write(record.flip(), end);
        now.force();
      } finally {
        now.leave();
      }
    }
  }

  private void failQueue(Throwable cause) {
    for (LogEntry entry = queue.poll(); entry != null; entry = queue.poll()) {
      fail(entry, cause);
    }
  }

  private static void fail(@Nullable LogEntry entry, Throwable cause) {
    if (entry != null) {
      entry.fail(cause);
    }
  }
}
