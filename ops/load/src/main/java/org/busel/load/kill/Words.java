package org.busel.load.kill;

import io.netty.buffer.ByteBuf;
import java.util.function.LongSupplier;
import org.busel.load.Body;

/// What one message of a run must look like, to the last byte: who sent it and its number, in the head, and the rest worked
/// out from these and the run's seed. So a receiver can tell what was altered, put together from two, or never sent.
final class Words implements LongSupplier {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final long sender;
  private final long number;
  private final long root;
  private int at;

  Words(long seed, long sender, long number) {
    this.sender = sender;
    this.number = number;
    this.root = mix(mix(seed + GOLDEN * (sender + 1)) + GOLDEN * (number + 1));
  }

  /// The first half of the envelope's id.
  long idHigh() {
    return mix(root ^ 1);
  }

  /// The second half.
  long idLow() {
    return mix(root ^ 2);
  }

  /// The last eight bytes of the content.
  long last() {
    long place = Body.BYTES / Long.BYTES - 1L;
    return mix(root + GOLDEN * place);
  }

  /// The content, eight bytes after eight bytes.
  @Override
  public long getAsLong() {
    int place = at++;
    return switch (place) {
      case 0 -> sender;
      case 1 -> number;
      default -> mix(root + GOLDEN * place);
    };
  }

  /// Whether this is what lies in `in`.
  boolean are(ByteBuf in, int id, int content, int length) {
    if (length != Body.BYTES || in.getLong(id) != idHigh() || in.getLong(id + 8) != idLow()) {
      return false;
    }
    for (int i = 0; i < Body.BYTES; i += Long.BYTES) {
      if (in.getLong(content + i) != getAsLong()) {
        return false;
      }
    }
    return true;
  }

  /// The finalizer of SplitMix64.
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
