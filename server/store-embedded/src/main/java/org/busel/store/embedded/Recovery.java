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
import java.util.List;
import org.busel.wire.DeviceId;
import org.jspecify.annotations.Nullable;

/// Reads the whole log at open and rebuilds the index from it.
///
/// Sequences are never used twice, and what was acknowledged once stays acknowledged. So it does not matter in which
/// order records are met: every envelope is entered, one that stands twice at its younger place, and at the end those
/// that were acknowledged are taken out.
final class Recovery {
  private final Segments segments;
  private final Mailboxes mailboxes;
  private final List<Damage> damages = new ArrayList<>();
  private long[] acknowledged = new long[1_024];
  private int acknowledgedCount;
  private long nextSequence = 1;

  private Recovery(Segments segments, Mailboxes mailboxes) {
    this.segments = segments;
    this.mailboxes = mailboxes;
  }

  /// What was found.
  ///
  /// @param nextSequence higher than every sequence that was ever given out
  record Found(long nextSequence, List<Damage> damages) {}

  /// Enters what `folder` holds into `segments` and `mailboxes`.
  static Found run(Path folder, Segments segments, Mailboxes mailboxes) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "segment-*")) {
      found.forEach(files::add);
    }
    Collections.sort(files); // their numbers all have 16 digits
    Recovery recovery = new Recovery(segments, mailboxes);
    for (Path file : files) {
      recovery.read(file);
    }
    recovery.takeOutAcknowledged();
    return new Found(recovery.nextSequence, List.copyOf(recovery.damages));
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
      }
      if (salt == null) {
        Files.move(file, file.resolveSibling("unreadable-" + name));
        return;
      }
      long number = Long.parseUnsignedLong(name.substring("segment-".length()), 16);
      Segment segment = segments.open(file, number, salt, (int) size);
      new SegmentScan(bytes, salt, new Visitor(segment, name)).run();
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
    private final String name;

    Visitor(Segment segment, String name) {
      this.segment = segment;
      this.name = name;
    }

    @Override
    public void record(ByteBuffer bytes, int at) {
      switch (LogRecord.kind(bytes, at)) {
        case LogRecord.ENVELOPE -> envelope(bytes, at);
        case LogRecord.ACKNOWLEDGEMENT -> acknowledgement(LogRecord.acknowledged(bytes, at));
        default -> throw new IllegalStateException("a log of this version has no such record");
      }
    }

    @Override
    public void harmed(int from, int to) {
      damages.add(new Damage(name, from, to));
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

  private void takeOutAcknowledged() {
    Arrays.sort(acknowledged, 0, acknowledgedCount);
    if (acknowledgedCount > 0) {
      nextSequence = Math.max(nextSequence, acknowledged[acknowledgedCount - 1] + 1);
    }
    for (Mailbox mailbox : mailboxes.all()) {
      for (Mailbox.Spot spot : mailbox.all()) {
        if (Arrays.binarySearch(acknowledged, 0, acknowledgedCount, spot.sequence()) >= 0
            && mailbox.remove(spot.sequence()) != null) {
          countOut(spot);
        }
      }
    }
  }

  private void countOut(Mailbox.Spot spot) {
    Segment segment = segments.find(Place.segment(spot.place()));
    if (segment != null) {
      segment.remove(spot.contentBytes());
    }
  }
}
