package org.busel.store.embedded;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32C;
import org.busel.mailbox.Envelope;
import org.busel.wire.AccountId;
import org.busel.wire.DeviceId;
import org.busel.wire.EnvelopeId;
import org.busel.wire.SealedContent;
import org.busel.wire.SizeBucket;

/// The layout of one record of the mailbox log, as `STORE.md` fixes it; big-endian, begun at multiples of 8 bytes.
///
/// ```
///  0 int   checksum        CRC32C of what follows: of an envelope up to its content, of others up to the length
///  4 int   length          bytes from the checksum to the end, without what fills up to a multiple of 8
///  8 long  segment-salt    as in the head of the segment
/// 16 byte  kind            1 envelope, 2 acknowledgement, 3 end of segment, 4 erasure
/// 17 byte  device-number   of an envelope's recipient, else 0
/// 18 short 0
/// 20 int   batch           byte of the segment at which the batch begins that this record was written with
///    an envelope goes on:               an acknowledgement goes on:
/// 24 long  sequence                     24 long[] acknowledged-sequences
/// 32 16    envelope-id                  an erasure goes on:
/// 48 16    account                      24 long   erased-segment
/// 64 int   expires-hour    since 1970   32 long   erased-sequence above every sequence of earlier batches
/// 68 int   content-checksum             40 int[]  erased-ranges   first byte, byte after the last, and so on
/// 72 ...   content         a size bucket
/// ```
///
/// A walk over the log reads no content: it only needs each record's head.
///
/// The salt is random and new each time a file is used, and no sender ever learns it. So what an earlier use left in a
/// recycled file is not taken for a record, and neither is content that somebody made to look like one.
public final class LogRecord {
  /// Every field of the mailbox log: of the head of a segment, and of its records. Together with the columns of
  /// `directory.db` and the bytes of blobs this is all that the store writes.
  public static final List<String> FIELDS =
      List.of(
          "segment-magic",
          "segment-version",
          "segment-checksum",
          "segment-number",
          "segment-salt",
          "segment-sequence",
          "segment-oldest",
          "checksum",
          "length",
          "kind",
          "device-number",
          "batch",
          "sequence",
          "envelope-id",
          "account",
          "expires-hour",
          "content-checksum",
          "content",
          "acknowledged-sequences",
          "erased-segment",
          "erased-sequence",
          "erased-ranges");

  static final byte ENVELOPE = 1;
  static final byte ACKNOWLEDGEMENT = 2;
  static final byte END = 3;
  static final byte ERASURE = 4;

  /// What every record begins with.
  static final int HEAD_BYTES = 24;

  /// What an envelope takes beside its content.
  static final int ENVELOPE_BYTES = 72;

  /// Most sequences in one acknowledgement.
  static final int MAX_ACKNOWLEDGED = 4_096;

  /// Most ranges in one erasure.
  static final int MAX_ERASED = 4_096;

  /// The longest record, filled up.
  static final int MAX_BYTES = filledUp(ENVELOPE_BYTES + SizeBucket.LARGEST_BYTES);

  private static final long HOUR_SECONDS = 3_600;

  private LogRecord() {}

  /// `length` filled up to a multiple of 8.
  static int filledUp(int length) {
    return (length + 7) & -8;
  }

  /// Writes an envelope at the position of `to`.
  static void envelope(ByteBuffer to, long salt, int batch, long sequence, Envelope envelope) {
    int start = begin(to, salt, ENVELOPE, envelope.recipient().number(), batch);
    to.putLong(sequence);
    to.putLong(envelope.id().high()).putLong(envelope.id().low());
    AccountId account = envelope.recipient().account();
    to.putLong(account.high()).putLong(account.low());
    to.putInt(hourOf(envelope.expiresAt())).putInt(0);
    envelope.content().bytes().copyTo(to);
    int length = to.position() - start;
    to.putInt(start + 68, crc(to, start + ENVELOPE_BYTES, length - ENVELOPE_BYTES));
    finish(to, start);
  }

  /// Writes an acknowledgement of at most [#MAX_ACKNOWLEDGED] sequences at the position of `to`.
  static void acknowledgement(ByteBuffer to, long salt, int batch, long[] sequences) {
    int start = begin(to, salt, ACKNOWLEDGEMENT, 0, batch);
    for (long sequence : sequences) {
      to.putLong(sequence);
    }
    finish(to, start);
  }

  /// Writes that some bytes of a segment are gone, whatever stands there.
  ///
  /// @param sequence higher than every sequence that was given out before this batch: the log may not show them any more
  static void erasure(ByteBuffer to, long salt, int batch, LogEntry.Erased erased, long sequence) {
    int start = begin(to, salt, ERASURE, 0, batch);
    to.putLong(erased.segment()).putLong(sequence);
    for (int edge : erased.ranges()) {
      to.putInt(edge);
    }
    finish(to, start);
  }

  /// Writes that nothing follows in this segment.
  static void end(ByteBuffer to, long salt, int batch) {
    finish(to, begin(to, salt, END, 0, batch));
  }

  /// Writes the record that stands at `at` in `from` once more, into another segment.
  static void copy(ByteBuffer to, long salt, int batch, ByteBuffer from, int at) {
    int start = begin(to, salt, kind(from, at), from.get(at + 17), batch);
    to.put(from.slice(at + HEAD_BYTES, length(from, at) - HEAD_BYTES));
    finish(to, start);
  }

  private static int begin(ByteBuffer to, long salt, byte kind, int device, int batch) {
    int start = to.position();
    to.putLong(0).putLong(salt).put(kind).put((byte) device).putShort((short) 0).putInt(batch);
    return start;
  }

  private static void finish(ByteBuffer to, int start) {
    int length = to.position() - start;
    to.putInt(start + 4, length);
    to.putInt(start, checksum(to, start));
    while (to.position() % 8 != 0) {
      to.put((byte) 0);
    }
  }

  /// Whether an unharmed record of the segment with this salt stands at `at`; of an envelope, whether all but the
  /// content is unharmed.
  static boolean standsAt(ByteBuffer from, int at, long salt) {
    if (from.limit() - at < HEAD_BYTES || from.getLong(at + 8) != salt) {
      return false;
    }
    int length = length(from, at);
    return length >= (kind(from, at) == ENVELOPE ? ENVELOPE_BYTES : HEAD_BYTES)
        && length <= MAX_BYTES
        && length <= from.limit() - at
        && checksum(from, at) == from.getInt(at);
  }

  /// Whether the content of the envelope that stands at `at` is unharmed.
  static boolean contentIsWhole(ByteBuffer from, int at) {
    return crc(from, at + ENVELOPE_BYTES, contentBytes(from, at)) == from.getInt(at + 68);
  }

  private static int checksum(ByteBuffer bytes, int at) {
    int length = kind(bytes, at) == ENVELOPE ? ENVELOPE_BYTES : length(bytes, at);
    return crc(bytes, at + 4, length - 4);
  }

  private static int crc(ByteBuffer bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(from, length));
    return (int) crc.getValue();
  }

  static int length(ByteBuffer from, int at) {
    return from.getInt(at + 4);
  }

  static byte kind(ByteBuffer from, int at) {
    return from.get(at + 16);
  }

  static int batch(ByteBuffer from, int at) {
    return from.getInt(at + 20);
  }

  static long sequence(ByteBuffer from, int at) {
    return from.getLong(at + 24);
  }

  static EnvelopeId envelopeId(ByteBuffer from, int at) {
    return new EnvelopeId(from.getLong(at + 32), from.getLong(at + 40));
  }

  static DeviceId recipient(ByteBuffer from, int at) {
    return new DeviceId(
        new AccountId(from.getLong(at + 48), from.getLong(at + 56)), from.get(at + 17));
  }

  static int expiresHour(ByteBuffer from, int at) {
    return from.getInt(at + 64);
  }

  static int contentBytes(ByteBuffer from, int at) {
    return length(from, at) - ENVELOPE_BYTES;
  }

  static Envelope envelope(ByteBuffer from, int at) {
    ByteBuffer content = from.slice(at + ENVELOPE_BYTES, contentBytes(from, at));
    return new Envelope(
        envelopeId(from, at),
        recipient(from, at),
        Instant.ofEpochSecond(expiresHour(from, at) * HOUR_SECONDS),
        new SealedContent(ByteString.copyFrom(content)));
  }

  /// The sequences of an acknowledgement.
  static long[] acknowledged(ByteBuffer from, int at) {
    long[] sequences = new long[(length(from, at) - HEAD_BYTES) / Long.BYTES];
    from.slice(at + HEAD_BYTES, sequences.length * Long.BYTES).asLongBuffer().get(sequences);
    return sequences;
  }

  /// The segment whose bytes an erasure names.
  static long erasedSegment(ByteBuffer from, int at) {
    return from.getLong(at + HEAD_BYTES);
  }

  /// Higher than every sequence that was given out before the batch of an erasure.
  static long erasedSequence(ByteBuffer from, int at) {
    return from.getLong(at + HEAD_BYTES + Long.BYTES);
  }

  /// The ranges of an erasure: first byte and byte after the last, in turns.
  static int[] erasedRanges(ByteBuffer from, int at) {
    int bytes = length(from, at) - HEAD_BYTES - 2 * Long.BYTES;
    int[] edges = new int[bytes / (2 * Integer.BYTES) * 2];
    from.slice(at + HEAD_BYTES + 2 * Long.BYTES, bytes).asIntBuffer().get(edges);
    return edges;
  }

  /// Hours from 1970 to `instant`, which is a whole hour or is rounded down to one.
  static int hourOf(Instant instant) {
    return (int) Math.floorDiv(instant.getEpochSecond(), HOUR_SECONDS);
  }
}
