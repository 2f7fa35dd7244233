package org.busel.store.embedded;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.busel.wire.DeviceId;

/// Overwrites with zeros what is gone from the log: envelopes that were acknowledged, withdrawn, expired or moved, and
/// the acknowledgements that name them.
///
/// Nothing is remembered of a single envelope that goes. A round walks over each segment in which something has gone
/// and compares it with the index: what does not wait there is gone. Neighbours are erased together, so that what is
/// left does not even tell how many there were.
///
/// **A crash in the middle.** First the log says which bytes are about to be overwritten, and only when that is durable
/// are they. From then on these bytes are gone whatever stands in them, so half an envelope is no harm to whoever opens
/// the log next; the first round after that overwrites them again.
///
/// **Acknowledgements.** One that was written before the round began names envelopes that had left the index by then. They
/// stood in the same segment or in an older one, which this round has erased before. So nobody needs it any more.
///
/// **Space behind the last record** shows what stood there when the file was used before. Under load new records soon
/// overwrite it. When it is still there at a round, the writer leaves the segment, and the rest of it is overwritten.
///
/// One round at a time, on a thread that nobody interrupts: an interrupt would close the files.
final class Eraser {
  private final Segments segments;
  private final Mailboxes mailboxes;
  private final LogWriter writer;
  private final Map<Long, Ranges> unfinished; // what the log says was erased and may not have been
  private final Set<Long> unread = new HashSet<>(); // segments whose contents nobody has checked
  private final Consumer<Damage> harm;

  /// @param unfinished for each segment what an earlier process had erased or was about to
  /// @param harm is told of envelopes whose contents were harmed before this process began
  Eraser(
      Segments segments,
      Mailboxes mailboxes,
      LogWriter writer,
      Map<Long, Ranges> unfinished,
      Consumer<Damage> harm) {
    this.segments = segments;
    this.mailboxes = mailboxes;
    this.writer = writer;
    this.unfinished = new HashMap<>(unfinished);
    this.harm = harm;
    segments.all().forEach(segment -> unread.add(segment.number()));
  }

  /// Overwrites everything that has gone before this was called. When it fails, the next round does what this one has
  /// not done.
  synchronized void round() throws IOException {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("mailbox-eraser")
        .start(() -> {
          try {
            run();
            done.complete(true);
          } catch (IOException | RuntimeException | Error e) {
            done.completeExceptionally(e);
          }
        });
    await(done);
  }

  private void run() throws IOException {
    segments.wipe();
    for (Segment segment : segments.all()) {
      if (!segment.left() && segment.remains()) {
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        writer.hand(new LogEntry.Leave(left));
        await(left);
      }
    }
    Map<Segment, Integer> ends = new LinkedHashMap<>();
    for (Segment segment : segments.all()) {
      ends.put(segment, segment.settled());
    }
    for (Map.Entry<Segment, Integer> next : ends.entrySet()) {
      Segment segment = next.getKey();
      boolean left = segment.left() && segment.settled() == next.getValue();
      boolean changed = segment.takeChanged();
      if (segments.find(segment.number()) != null && (changed || (left && segment.remains()))) {
        try {
          erase(segment, left ? segment.bytes() : next.getValue(), left);
        } catch (IOException e) {
          if (segments.find(segment.number()) != null) {
            segment.changed();
            throw e;
          }
          // Taken away meanwhile: its file is a spare now, and is overwritten as a whole.
        }
      }
    }
    segments.wipe();
  }

  private void erase(Segment segment, int end, boolean left) throws IOException {
    Ranges gone = new Ranges();
    Ranges again;
    int behind;
    boolean tail;
    try (Arena arena = Arena.ofConfined()) {
      ByteBuffer bytes = segment.map(arena);
      behind = walk(segment, bytes, end, gone);
      again = stillThere(bytes, unfinished.getOrDefault(segment.number(), Ranges.NONE));
      tail = left && segment.remains() && !isZero(bytes, behind, segment.bytes());
    }
    for (int[] ranges : gone.pieces(LogRecord.MAX_ERASED)) {
      LogEntry.Erased erased = new LogEntry.Erased(segment.number(), ranges);
      writer.hand(erased);
      await(erased.durable());
    }
    again.join(gone);
    unfinished.put(segment.number(), again);
    for (int[] range : again.pieces(1)) {
      segment.zero(range[0], range[1]);
    }
    if (tail) {
      segment.zero(behind, segment.bytes());
    }
    if (!again.isEmpty() || tail) {
      segment.force();
    }
    unfinished.remove(segment.number());
    if (left) {
      segment.remains(false);
    }
  }

  /// Adds to `gone` what nobody waits for.
  ///
  /// @return the first byte after the last record
  private int walk(Segment segment, ByteBuffer bytes, int end, Ranges gone) {
    boolean first = unread.remove(segment.number());
    int behind = Segment.HEAD_BYTES;
    int at = behind;
    while (at + LogRecord.HEAD_BYTES <= end) {
      if (!LogRecord.standsAt(bytes, at, segment.salt())) {
        at += 8;
        continue;
      }
      int next = at + LogRecord.filledUp(LogRecord.length(bytes, at));
      behind = next;
      byte kind = LogRecord.kind(bytes, at);
      if (kind == LogRecord.END) {
        break;
      }
      if (isGone(segment, bytes, at)) {
        gone.add(at, next);
      } else if (first && kind == LogRecord.ENVELOPE && !LogRecord.contentIsWhole(bytes, at)) {
        harm.accept(Damage.of(segment, at, next, LogRecord.recipient(bytes, at)));
      }
      at = next;
    }
    return behind;
  }

  /// Those of the ranges in which there is still something.
  private static Ranges stillThere(ByteBuffer bytes, Ranges ranges) {
    Ranges still = new Ranges();
    ranges.each((from, to) -> {
      // A whole segment is about to be taken away; that is not our business.
      if (from >= Segment.HEAD_BYTES && !isZero(bytes, from, to)) {
        still.add(from, to);
      }
    });
    return still;
  }

  private boolean isGone(Segment segment, ByteBuffer bytes, int at) {
    return switch (LogRecord.kind(bytes, at)) {
      case LogRecord.ENVELOPE -> {
        DeviceId recipient = LogRecord.recipient(bytes, at);
        Mailbox mailbox = mailboxes.find(recipient);
        Mailbox.Spot spot = mailbox == null ? null : mailbox.find(LogRecord.sequence(bytes, at));
        yield spot == null || spot.place() != Place.of(segment.number(), at);
      }
      case LogRecord.ACKNOWLEDGEMENT -> true;
      default -> false; // the log still needs to know what was erased and where a segment ends
    };
  }

  private static boolean isZero(ByteBuffer bytes, int from, int to) {
    for (int at = from; at + Long.BYTES <= to; at += Long.BYTES) {
      if (bytes.getLong(at) != 0) {
        return false;
      }
    }
    return true;
  }

  private static void await(CompletableFuture<Boolean> done) throws IOException {
    try {
      boolean _ = done.join();
    } catch (CompletionException e) {
      throw new IOException("erasing what has gone", e.getCause());
    }
  }
}
