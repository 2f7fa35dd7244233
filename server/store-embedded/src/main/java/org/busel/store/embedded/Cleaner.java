package org.busel.store.embedded;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.busel.wire.DeviceId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the log from growing around a few old envelopes: when less than half of it waits for somebody, what still
/// waits in the oldest segment is written once more at the young end, a slice with each batch.
///
/// Of the writer thread alone.
final class Cleaner {
  private static final Logger log = LoggerFactory.getLogger(Cleaner.class);

  /// How much is moved with one batch, so that senders wait no longer for theirs.
  private static final int SLICE_BYTES = 256 << 10;

  /// How much is walked over with one batch to find it.
  private static final int WALK_BYTES = 4 << 20;

  /// Segments that are taken away with one batch; each costs a rename.
  private static final int MOST_AT_ONCE = 4;

  /// As many segments may be there without reason.
  private static final int FREE_SEGMENTS = 3;

  private final Segments segments;
  private final Mailboxes mailboxes;
  private final int segmentBytes;
  private final List<Segment> leaving =
      new ArrayList<>(); // the log says, or is about to, that they are gone
  private boolean announced; // whether it says so
  private @Nullable Work work;

  Cleaner(Segments segments, Mailboxes mailboxes, int segmentBytes) {
    this.segments = segments;
    this.mailboxes = mailboxes;
    this.segmentBytes = segmentBytes;
  }

  private static final class Work {
    final Segment segment;
    final Arena arena = Arena.ofConfined();
    final ByteBuffer bytes;
    int at = Segment.HEAD_BYTES;

    Work(Segment segment) throws IOException {
      this.segment = segment;
      this.bytes = segment.map(arena);
    }
  }

  /// Takes away what the log says is gone, and decides what may go next and whether something is worth moving. The
  /// youngest segment is never touched. Called when no batch is under way.
  void look() throws IOException {
    if (announced) {
      retire(leaving);
    }
    announced = false;
    leaving.clear();
    for (Segment segment : segments.all()) {
      if (!mayGo(segment) || leaving.size() == MOST_AT_ONCE) {
        break;
      }
      leaving.add(segment);
    }
    if (work == null && segments.count() > 1) {
      long worth = FREE_SEGMENTS + 2 * segments.liveBytes() / segmentBytes;
      if (segments.count() > worth && leaving.isEmpty()) {
        work = new Work(segments.oldest());
      }
    }
  }

  /// Takes away what is empty at the old end although the log does not say so, because it has no room to say it. A
  /// crash right after it makes the next open look for a segment that nobody needs.
  ///
  /// @return whether there was anything
  boolean makeRoom() throws IOException {
    List<Segment> empty = new ArrayList<>();
    for (Segment segment : segments.all()) {
      if (!mayGo(segment)) {
        break;
      }
      empty.add(segment);
    }
    retire(empty);
    return !empty.isEmpty();
  }

  private boolean mayGo(Segment segment) {
    return segment.live() == 0 && segment.left() && segment.number() != segments.newest();
  }

  private void retire(List<Segment> empty) throws IOException {
    if (work != null && empty.contains(work.segment)) {
      closeWork();
    }
    if (!empty.isEmpty()) {
      segments.retire(List.copyOf(empty));
    }
  }

  /// Whether there is something to do now.
  boolean hasWork() {
    return work != null || !leaving.isEmpty();
  }

  /// Adds the next slice to `batch`.
  void addTo(Batch batch) {
    if (batch.hasRoom()) {
      for (Segment segment : leaving) {
        batch.add(new LogEntry.Erased(segment.number(), new int[] {0, segment.bytes()}));
      }
      announced = true;
    }
    Work now = work;
    if (now == null) {
      return;
    }
    int enough = batch.bytes() + SLICE_BYTES;
    int farthest = now.at + WALK_BYTES;
    while (batch.hasRoom() && batch.bytes() < enough && now.at < farthest) {
      if (now.at + LogRecord.HEAD_BYTES > now.bytes.limit()) {
        finish(now, batch);
        return;
      }
      if (!LogRecord.standsAt(now.bytes, now.at, now.segment.salt())) {
        now.at += 8;
        continue;
      }
      if (LogRecord.kind(now.bytes, now.at) == LogRecord.ENVELOPE) {
        moveIfItWaits(now, batch);
      }
      now.at += LogRecord.filledUp(LogRecord.length(now.bytes, now.at));
    }
  }

  private void moveIfItWaits(Work now, Batch batch) {
    DeviceId recipient = LogRecord.recipient(now.bytes, now.at);
    long place = Place.of(now.segment.number(), now.at);
    Mailbox mailbox = mailboxes.find(recipient);
    if (mailbox == null) {
      return;
    }
    Mailbox.Spot spot = mailbox.find(LogRecord.sequence(now.bytes, now.at));
    if (spot != null && spot.place() == place) {
      batch.move(mailbox, place, now.bytes, now.at);
    }
  }

  /// Everything readable has been moved. If an earlier batch took all of it, what the index still expects in this
  /// segment has become unreadable since it was written.
  private void finish(Work done, Batch batch) {
    if (!batch.hasMoves()) {
      long lost = mailboxes.forget(done.segment);
      if (lost > 0) {
        log.error(
            "mailbox log: {} envelopes in segment {} can no longer be read",
            lost,
            done.segment.number());
      }
      closeWork();
    }
  }

  /// Forgets how far it was, because a batch was not written; nothing is lost by moving again.
  void stop() {
    leaving.clear();
    announced = false;
    closeWork();
  }

  private void closeWork() {
    if (work != null) {
      work.arena.close();
      work = null;
    }
  }
}
