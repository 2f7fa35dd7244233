package org.busel.store.embedded;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.busel.wire.DeviceId;
import org.jspecify.annotations.Nullable;

/// Walks over the whole log at open and rebuilds the index from it.
///
/// Sequences are never used twice, and what was acknowledged or erased once stays gone. So it does not matter in which
/// order records are met: every envelope is entered, one that stands twice at its younger place, and at the end those
/// that were acknowledged, or stand where the log says that bytes were erased, are taken out.
///
/// What is no record and was not erased was harmed. A number between the oldest segment and the youngest of which there
/// is no file, and of which the log does not say that it was erased, is a segment that is missing.
final class Recovery {
  private static final String UNREADABLE = "unreadable-";

  private final Path folder;
  private final Segments segments;
  private final Mailboxes mailboxes;
  private final List<Damage> damages = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final Map<Long, Ranges> erased = new HashMap<>();
  private long[] acknowledged = new long[1_024];
  private int acknowledgedCount;
  private long nextSequence = 1;
  private long oldestAtLast =
      Long.MAX_VALUE; // as the youngest segment that tells saw it when it was begun

  private Recovery(Path folder, Segments segments, Mailboxes mailboxes) {
    this.folder = folder;
    this.segments = segments;
    this.mailboxes = mailboxes;
  }

  /// Bytes of a segment that are no record.
  private record Gap(long segment, int from, int to) {}

  /// What was found.
  ///
  /// @param nextSequence higher than every sequence that was ever given out
  /// @param erased for each segment what was erased in it, or was to be when the process ended
  record Found(long nextSequence, List<Damage> damages, Map<Long, Ranges> erased) {}

  /// Enters what `folder` holds into `segments` and `mailboxes`.
  static Found run(Path folder, Segments segments, Mailboxes mailboxes) throws IOException {
    Recovery recovery = new Recovery(folder, segments, mailboxes);
    for (Path file : recovery.files("segment-*")) {
      recovery.read(file);
    }
    recovery.erased.values().forEach(Ranges::sort);
    recovery.takeOutWhatIsGone();
    recovery.reportGaps();
    recovery.reportMissing();
    recovery.erased.keySet().removeIf(number -> segments.find(number) == null);
    return new Found(recovery.nextSequence, List.copyOf(recovery.damages), recovery.erased);
  }

  private List<Path> files(String pattern) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
      found.forEach(files::add);
    }
    Collections.sort(files); // their numbers all have 16 digits
    return files;
  }

  private void read(Path file) throws IOException {
    String name = file.getFileName().toString();
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file, READ)) {
      long size = Math.min(channel.size(), Place.MAX_SEGMENT_BYTES);
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena).asByteBuffer();
      Segment.Head head = Segment.Head.of(bytes);
      Long salt = head == null ? saltOfFirstRecord(bytes) : Long.valueOf(head.salt());
      if (head == null) {
        damages.add(new Damage(name, 0, salt == null ? size : Segment.HEAD_BYTES));
      } else {
        nextSequence = Math.max(nextSequence, head.sequence());
        oldestAtLast = head.oldest();
      }
      long number = Long.parseUnsignedLong(name.substring("segment-".length()), 16);
      segments.skip(number);
      if (head != null && head.number() != number) {
        damages.add(new Damage(name, 0, size)); // copied while it was used again for another
      }
      if (salt == null) {
        Files.move(file, file.resolveSibling(UNREADABLE + name));
        return;
      }
      Segment segment = segments.open(file, number, salt, (int) size);
      new SegmentScan(bytes, salt, new Visitor(segment)).run();
    }
  }

  /// The salt of a segment whose head is harmed, from its first record if there is one.
  private static @Nullable Long saltOfFirstRecord(ByteBuffer bytes) {
    if (bytes.limit() < Segment.HEAD_BYTES + LogRecord.HEAD_BYTES) {
      return null;
    }
    long salt = bytes.getLong(Segment.HEAD_BYTES + 8);
    return LogRecord.standsAt(bytes, Segment.HEAD_BYTES, salt) ? salt : null;
  }

  private final class Visitor implements SegmentScan.Visitor {
    private final Segment segment;

    Visitor(Segment segment) {
      this.segment = segment;
    }

    @Override
    public void record(ByteBuffer bytes, int at) {
      switch (LogRecord.kind(bytes, at)) {
        case LogRecord.ENVELOPE -> envelope(bytes, at);
        case LogRecord.ACKNOWLEDGEMENT -> acknowledgement(LogRecord.acknowledged(bytes, at));
        case LogRecord.ERASURE -> {
          nextSequence = Math.max(nextSequence, LogRecord.erasedSequence(bytes, at));
          erased
              .computeIfAbsent(LogRecord.erasedSegment(bytes, at), _ -> new Ranges())
              .addAll(LogRecord.erasedRanges(bytes, at));
        }
        default -> throw new IllegalStateException("a log of this version has no such record");
      }
    }

    @Override
    public void gap(int from, int to) {
      gaps.add(new Gap(segment.number(), from, to));
    }

    private void envelope(ByteBuffer bytes, int at) {
      DeviceId recipient = LogRecord.recipient(bytes, at);
      int contentBytes = LogRecord.contentBytes(bytes, at);
      var entry =
          new Mailbox.Entry(
              LogRecord.sequence(bytes, at),
              Place.of(segment.number(), at),
              LogRecord.envelopeId(bytes, at),
              LogRecord.expiresHour(bytes, at),
              contentBytes);
      nextSequence = Math.max(nextSequence, entry.sequence() + 1);
      Mailbox.Spot before = mailboxes.of(recipient).put(entry);
      segment.add(contentBytes);
      if (before != null) {
        countOut(before);
      }
    }
  }

  private void acknowledgement(long[] sequences) {
    if (acknowledgedCount + sequences.length > acknowledged.length) {
      acknowledged =
          Arrays.copyOf(
              acknowledged,
              Math.max(2 * acknowledged.length, acknowledgedCount + sequences.length));
    }
    System.arraycopy(sequences, 0, acknowledged, acknowledgedCount, sequences.length);
    acknowledgedCount += sequences.length;
  }

  private void takeOutWhatIsGone() {
    Arrays.sort(acknowledged, 0, acknowledgedCount);
    if (acknowledgedCount > 0) {
      nextSequence = Math.max(nextSequence, acknowledged[acknowledgedCount - 1] + 1);
    }
    if (acknowledgedCount == 0 && erased.isEmpty()) {
      return;
    }
    for (Mailbox mailbox : mailboxes.all()) {
      for (Mailbox.Spot spot : mailbox.all()) {
        if (isGone(spot) && mailbox.remove(spot.sequence()) != null) {
          countOut(spot);
        }
      }
    }
  }

  private boolean isGone(Mailbox.Spot spot) {
    Ranges there = erased.get(Place.segment(spot.place()));
    return (there != null && there.holds(Place.offset(spot.place())))
        || Arrays.binarySearch(acknowledged, 0, acknowledgedCount, spot.sequence()) >= 0;
  }

  private void countOut(Mailbox.Spot spot) {
    Segment segment = segments.find(Place.segment(spot.place()));
    if (segment != null) {
      segment.remove(spot.contentBytes());
    }
  }

  private void reportGaps() {
    for (Gap gap : gaps) {
      String name = Segments.nameOf(gap.segment);
      Ranges there = erased.getOrDefault(gap.segment, Ranges.NONE);
      there.between(gap.from, gap.to, (from, to) -> damages.add(new Damage(name, from, to)));
    }
  }

  private void reportMissing() {
    long newest = segments.count() == 0 ? 0 : segments.newest();
    for (long number = oldestAtLast; number < newest; number++) {
      Ranges there = erased.getOrDefault(number, Ranges.NONE);
      String name = Segments.nameOf(number);
      if (segments.find(number) == null
          && !there.holds(0)
          && !Files.exists(folder.resolve(UNREADABLE + name))) {
        damages.add(new Damage(name, 0, Place.MAX_SEGMENT_BYTES));
      }
    }
  }
}
