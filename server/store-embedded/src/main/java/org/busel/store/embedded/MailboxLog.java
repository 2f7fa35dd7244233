package org.busel.store.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.busel.mailbox.AppendCallback;
import org.busel.mailbox.AppendOutcome;
import org.busel.mailbox.AppendOutcome.AlreadyStored;
import org.busel.mailbox.AppendOutcome.Busy;
import org.busel.mailbox.AppendOutcome.MailboxFull;
import org.busel.mailbox.Envelope;
import org.busel.mailbox.MailboxLimits;
import org.busel.mailbox.MailboxStore;
import org.busel.mailbox.Waiting;
import org.busel.storage.BackupReport;
import org.busel.storage.StoreFigures;
import org.busel.store.StoreUnavailableException;
import org.busel.storage.Verification;
import org.busel.wire.DeviceId;
import org.busel.wire.EnvelopeId;
import org.jspecify.annotations.Nullable;

/// The mailboxes, on an append-only log.
///
/// **How it works.** All envelopes of all devices go one after the other into one log, a row of files of equal length
/// ([Segments]). An envelope is found again by a small index in memory ([Mailbox]: at most 32 bytes for each), which is rebuilt
/// from the log at open ([Recovery]). Only one thread writes ([LogWriter]): it takes what callers have handed over,
/// writes it with one call, syncs once, enters it into the index, and tells the callers. So `Stored` is said only of
/// what a crash cannot take back, `peek` shows only such envelopes, and the cost of a sync is shared by all who wait.
/// No caller of `append` stands still meanwhile; what may be on its way together is bounded ([Room]) and fits into one
/// batch, so that nobody waits for more than the batch under way and one more.
///
/// **Going.** An acknowledgement takes the envelope out of the index at once and is written into the log with some later
/// batch, unsynced: losing it means that an envelope comes again, which devices must expect anyway. A segment in which
/// nothing waits any more is used again, but only from the old end of the log: then every acknowledgement that is
/// forgotten with a segment belongs to an envelope that is forgotten with it or was before. So that one old envelope
/// does not hold everything behind it, [Cleaner] writes it once more at the young end when less than half of the log is
/// waited for. What has gone is overwritten with zeros within the hour ([Eraser]).
///
/// **Harm.** Every record has a checksum and the salt of its segment, and every content a checksum of its own. At open
/// records are walked over without their contents; harmed bytes are reported and passed over ([SegmentScan]); an
/// unfinished last batch is no harm. Harmed contents are found when they are read, or by the first round of the eraser.
/// Whatever the state of the old segments, writing begins in a new one, so nothing is ever written over or behind
/// something doubtful. When the disk is full or fails, those who wait are told so, and what was accepted before is not
/// touched.
final class MailboxLog implements MailboxStore, Closeable {

  private final MailboxLimits limits;
  private final int segmentBytes;
  private final Segments segments;
  private final Mailboxes mailboxes;
  private final LogWriter writer;
  private final Room room;
  private final Upkeep upkeep;
  private final Harm harm;
  private final Figures figures;
  private volatile boolean closed; // set once by close, read before each call

  private MailboxLog(
      EmbeddedStore.Settings settings,
      Segments segments,
      Mailboxes mailboxes,
      LogWriter writer,
      Room room,
      Upkeep upkeep,
      Harm harm,
      Figures figures) {
    this.limits = settings.limits();
    this.segmentBytes = settings.segmentBytes();
    this.room = room;
    this.segments = segments;
    this.mailboxes = mailboxes;
    this.writer = writer;
    this.upkeep = upkeep;
    this.harm = harm;
    this.figures = figures;
  }

  /// @param surroundings what else is done when the mailboxes are kept up, what the disk does, and how time passes
  static MailboxLog open(Path folder, EmbeddedStore.Settings settings, Surroundings surroundings)
      throws IOException {
    int segmentBytes = settings.segmentBytes();
    Segments segments = new Segments(folder, segmentBytes, surroundings.disk());
    FileSystemKind.check(folder);
    Mailboxes mailboxes = new Mailboxes();
    Recovery.Found found = Recovery.run(folder, segments, mailboxes);
    Harm harm = new Harm();
    found.damages().forEach(harm::bytes);
    Cleaner cleaner = new Cleaner(segments, mailboxes, segmentBytes);
    Room room = new Room(LogWriter.ROOM_BYTES);
    Figures figures = new Figures(folder, segments, mailboxes, harm);
    LogWriter writer =
        new LogWriter(segments, cleaner, room, figures, segmentBytes, found.nextSequence());
    segments.prepare(); // so that the first sender need not wait for it
    writer.start();
    Eraser eraser = new Eraser(segments, mailboxes, writer, found.erased(), harm);
    Calendar calendar = new Calendar(folder.resolve("hour"), surroundings.nanos());
    Upkeep upkeep = new Upkeep(calendar, eraser, surroundings.beside());
    return new MailboxLog(settings, segments, mailboxes, writer, room, upkeep, harm, figures);
  }

  /// What was found that cannot be read.
  List<Damage> damages() {
    return harm.found();
  }

  /// What an operator may see.
  StoreFigures figures() {
    return figures.now();
  }

  /// Writes what waits into a log of its own, in `folder`.
  BackupReport copy(Path folder) throws IOException {
    requireOpen("copying the mailboxes");
    List<LogCopy.Item> items = new ArrayList<>();
    long newest = 0;
    for (Mailbox mailbox : mailboxes.all()) {
      for (Mailbox.Spot spot : mailbox.all()) {
        items.add(new LogCopy.Item(mailbox, spot));
        newest = Math.max(newest, spot.sequence());
      }
    }
    LogCopy.sort(items);
    LogCopy copy = new LogCopy(folder, segmentBytes, newest + 1);
    long copied = 0;
    long unreadable = 0;
    for (LogCopy.Item item : items) {
      Waiting waiting = read(item.mailbox(), item.spot(), "copying the mailboxes");
      if (waiting != null) {
        copy.add(waiting.sequence(), waiting.envelope());
        copied++;
      } else if (item.mailbox().find(item.spot().sequence()) != null) {
        unreadable++;
      }
    }
    copy.finish();
    return new BackupReport(copied, unreadable, 0);
  }

  /// Reads every envelope that waits, and lists what was found unreadable now or before.
  Verification verify() {
    requireOpen("verifying the mailboxes");
    long envelopes = 0;
    long inUse = 0;
    List<String> harmed = new ArrayList<>();
    for (Damage damage : harm.unassigned()) {
      harmed.add(damage.line());
    }
    for (Map.Entry<DeviceId, Mailbox> entry : mailboxes.entries()) {
      Mailbox.Spot[] spots = entry.getValue().all();
      inUse += spots.length > 0 ? 1 : 0;
      for (Mailbox.Spot spot : spots) {
        envelopes++;
        if (read(entry.getValue(), spot, "verifying the mailboxes") == null
            && entry.getValue().find(spot.sequence()) != null) {
          harmed.add(Damage.at(spot, entry.getKey()).line());
        }
      }
    }
    return new Verification(envelopes, inUse, 0, harmed);
  }

  @Override
  public void append(Envelope envelope, AppendCallback then) {
    if (closed) {
      then.unavailable(new StoreUnavailableException("appending an envelope: the store is closed"));
      return;
    }
    Append append = new Append(envelope, mailboxes.of(envelope.recipient()), room, then);
    if (!room.take(append.contentBytes())) {
      then.settled(new Busy());
      return;
    }
    append(append, Set.of());
  }

  /// @param others sequences of envelopes that were looked up and have another id
  private void append(Append append, Set<Long> others) {
    switch (append.mailbox().reserve(append, limits, others)) {
      case Mailbox.Reservation.Reserved _ -> writer.hand(append);
      case Mailbox.Reservation.Full _ -> settle(append, new MailboxFull());
      case Mailbox.Reservation.OnTheWay _ -> room.give(append.contentBytes());
      case Mailbox.Reservation.MayBeThere(Mailbox.Spot spot) -> {
        // Only the disk knows, and the caller may be an event loop.
        Thread _ = Thread.startVirtualThread(() -> lookUp(append, spot, others));
      }
    }
  }

  private void lookUp(Append append, Mailbox.Spot spot, Set<Long> others) {
    try {
      if (hasId(append.mailbox(), spot, append.envelope().id())) {
        settle(append, new AlreadyStored(spot.sequence()));
        return;
      }
    } catch (StoreUnavailableException e) {
      room.give(append.contentBytes());
      append.then().unavailable(e);
      return;
    }
    Set<Long> more = new HashSet<>(others);
    more.add(spot.sequence());
    append(append, more);
  }

  private void settle(Append append, AppendOutcome outcome) {
    room.give(append.contentBytes());
    append.then().settled(outcome);
  }

  private boolean hasId(Mailbox mailbox, Mailbox.Spot spot, EnvelopeId id) {
    Waiting waiting = read(mailbox, spot, "appending an envelope");
    return waiting != null && waiting.envelope().id().equals(id);
  }

  @Override
  public List<Waiting> peek(DeviceId device, long after, int limit, Instant now) {
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("limit " + limit + " is not within 1 to 1,000");
    }
    requireOpen("looking into a mailbox");
    Mailbox mailbox = mailboxes.find(device);
    if (mailbox == null) {
      return List.of();
    }
    List<Waiting> found = new ArrayList<>();
    int hour = LogRecord.hourOf(now);
    Mailbox.Spot[] spots = mailbox.above(after, limit, hour);
    while (spots.length > 0) {
      for (Mailbox.Spot spot : spots) {
        Waiting waiting = read(mailbox, spot, "looking into a mailbox");
        if (waiting != null) {
          found.add(waiting);
        }
      }
      // What was harmed is passed over: it must not hide what waits behind it.
      int lacking = limit - found.size();
      spots =
          lacking == 0 || spots.length < lacking
              ? new Mailbox.Spot[0]
              : mailbox.above(spots[spots.length - 1].sequence(), lacking, hour);
    }
    return found;
  }

  /// Reads an envelope from where the index says that it stands. No lock is held, so meanwhile it may be acknowledged
  /// or written elsewhere and its segment used again; then the record there is another, or harmed.
  ///
  /// @return nothing if it has gone
  private @Nullable Waiting read(Mailbox mailbox, Mailbox.Spot spot, String doing) {
    Mailbox.@Nullable Spot now = spot;
    while (now != null) {
      Mailbox.Spot before = now;
      Waiting waiting = readAt(before, doing);
      if (waiting != null) {
        return waiting;
      }
      now = mailbox.find(spot.sequence());
      if (now != null && now.place() == before.place()) {
        harm.envelope(now);
        return null;
      }
    }
    return null;
  }

  private @Nullable Waiting readAt(Mailbox.Spot spot, String doing) {
    Segment segment = segments.find(Place.segment(spot.place()));
    if (segment == null) {
      return null;
    }
    try {
      int length = LogRecord.ENVELOPE_BYTES + spot.contentBytes();
      ByteBuffer bytes = segment.read(Place.offset(spot.place()), length);
      return LogRecord.standsAt(bytes, 0, segment.salt()) && LogRecord.contentIsWhole(bytes, 0)
          ? new Waiting(spot.sequence(), LogRecord.envelope(bytes, 0))
          : null;
    } catch (IOException e) {
      throw new StoreUnavailableException(doing, e);
    }
  }

  @Override
  public void acknowledge(DeviceId device, Collection<Long> sequences) {
    requireOpen("acknowledging envelopes");
    Mailbox mailbox = mailboxes.find(device);
    if (mailbox != null) {
      long[] gone = new long[sequences.size()];
      int count = 0;
      for (long sequence : sequences) {
        gone[count++] = sequence;
      }
      int _ = remove(mailbox, gone);
    }
  }

  @Override
  public void withdraw(DeviceId device, EnvelopeId envelope) {
    requireOpen("withdrawing an envelope");
    Mailbox mailbox = mailboxes.find(device);
    if (mailbox == null) {
      return;
    }
    for (Mailbox.Spot spot : mailbox.marked(envelope)) {
      if (hasId(mailbox, spot, envelope)) {
        int _ = remove(mailbox, new long[] {spot.sequence()});
      }
    }
  }

  @Override
  public boolean offeredInVain(DeviceId device, long sequence) {
    requireOpen("counting an offer");
    Mailbox mailbox = mailboxes.find(device);
    return mailbox != null && mailbox.offeredInVain(sequence, MAX_OFFERS);
  }

  @Override
  public long expire(Instant now) {
    requireOpen("expiring envelopes");
    int hour = upkeep.hour(now);
    long removed = 0;
    for (Mailbox mailbox : mailboxes.expiries().takeDue(hour)) {
      removed += remove(mailbox, sequences(mailbox.due(hour)));
      mailbox.watchNext();
    }
    upkeep.round(now);
    return removed;
  }

  private static long[] sequences(Mailbox.Spot[] spots) {
    return Arrays.stream(spots).mapToLong(Mailbox.Spot::sequence).toArray();
  }

  private int remove(Mailbox mailbox, long[] sequences) {
    long[] gone = new long[Math.min(sequences.length, LogRecord.MAX_ACKNOWLEDGED)];
    int count = 0;
    int removed = 0;
    for (long sequence : sequences) {
      if (takeOut(mailbox, sequence)) {
        gone[count++] = sequence;
        removed++;
      }
      if (count == LogRecord.MAX_ACKNOWLEDGED) {
        writer.hand(new LogEntry.Acknowledged(gone));
        count = 0;
      }
    }
    if (count > 0) {
      writer.hand(new LogEntry.Acknowledged(Arrays.copyOf(gone, count)));
    }
    return removed;
  }

  private boolean takeOut(Mailbox mailbox, long sequence) {
    Mailbox.Spot spot = mailbox.remove(sequence);
    if (spot == null) {
      return false;
    }
    Segment segment = segments.find(Place.segment(spot.place()));
    if (segment != null) {
      segment.remove(spot.contentBytes());
    }
    return true;
  }

  private void requireOpen(String doing) {
    if (closed) {
      throw new StoreUnavailableException(doing + ": the store is closed");
    }
  }

  /// Overwrites what has gone, writes and syncs what was handed over.
  @Override
  public void close() throws IOException {
    if (!closed) {
      upkeep.lastRound();
    }
    closed = true;
    writer.finish();
    segments.close();
  }
}
