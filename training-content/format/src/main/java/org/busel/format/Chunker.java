package org.busel.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts bytes where their content says so, so that a changed paragraph changes only the chunks around it.
///
/// FastCDC with normalised chunking (Xia et al., 2016): a rolling gear hash, a stricter mask before the average length and
/// a looser one after it. Where chunks are cut is no part of what a learner checks, but every author must cut alike, or
/// unchanged parts would travel again. FORMAT.md, "Chunks".
public final class Chunker {
  /// No chunk but the last is shorter.
  public static final int MIN_BYTES = 16 << 10;

  /// Around which lengths gather.
  public static final int AVERAGE_BYTES = 64 << 10;

  /// No chunk is longer.
  public static final int MAX_BYTES = 256 << 10;

  // The gear hash moves left, so that its high bits have seen the most bytes: masks take the top 18
  // and 14 bits.
  private static final long BEFORE_AVERAGE = -1L << (64 - 18);
  private static final long AFTER_AVERAGE = -1L << (64 - 14);
  private static final long[] GEAR = gear();

  private Chunker() {}

  /// Cuts `bytes` into chunks that make up `bytes` again; no bytes, no chunks.
  public static List<byte[]> cut(byte[] bytes) {
    List<byte[]> chunks = new ArrayList<>();
    int from = 0;
    while (from < bytes.length) {
      int to = nextCut(bytes, from);
      chunks.add(Arrays.copyOfRange(bytes, from, to));
      from = to;
    }
    return chunks;
  }

  private static int nextCut(byte[] bytes, int from) {
    int end = (int) Math.min(bytes.length, (long) from + MAX_BYTES);
    int average = (int) Math.min(end, (long) from + AVERAGE_BYTES);
    long hash = 0;
    int at = (int) Math.min(end, (long) from + MIN_BYTES);
    for (; at < average; at++) {
      hash = (hash << 1) + GEAR[bytes[at] & 0xff];
      if ((hash & BEFORE_AVERAGE) == 0) {
        return at + 1;
      }
    }
    for (; at < end; at++) {
      hash = (hash << 1) + GEAR[bytes[at] & 0xff];
      if ((hash & AFTER_AVERAGE) == 0) {
        return at + 1;
      }
    }
    return end;
  }

  /// The i-th number is the first 8 bytes, big endian, of SHA-256("busel gear v1" ‖ 0x00 ‖ i), i as one byte.
  private static long[] gear() {
    byte[] label = "busel gear v1\0?".getBytes(StandardCharsets.US_ASCII);
    long[] gear = new long[256];
    for (int i = 0; i < gear.length; i++) {
      label[label.length - 1] = (byte) i;
      gear[i] = Long.parseUnsignedLong(Sha256.of(label).hex().substring(0, 16), 16);
    }
    return gear;
  }
}
