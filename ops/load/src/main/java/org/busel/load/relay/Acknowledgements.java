package org.busel.load.relay;

import io.netty.buffer.ByteBuf;
import org.busel.wire.Limits;

/// Acknowledges what was delivered, in as few frames as can be: one for each turn of the loop, or for 256 envelopes. On the
/// loop only.
public final class Acknowledgements {
  private static final int ID_BYTES = 16;
  private static final int ENTRY_BYTES = ID_BYTES + 2;
  private static final int ACKNOWLEDGE = 0x22;
  private static final int ENVELOPE_ID = 0x0a;

  private final Line line;
  private final byte[] entries = new byte[Limits.ACKNOWLEDGED_AT_ONCE * ENTRY_BYTES];
  private int used;

  public Acknowledgements(Line line) {
    this.line = line;
    for (int at = 0; at < entries.length; at += ENTRY_BYTES) {
      entries[at] = ENVELOPE_ID;
      entries[at + 1] = ID_BYTES;
    }
    line.gather(this::write);
  }

  /// The envelope whose id lies at `index` of `in` has been saved.
  public void add(ByteBuf in, int index) {
    var _ = line.connection().out(); // so that the turn ends with a write
    var _ = in.getBytes(index, entries, used + 2, ID_BYTES);
    used += ENTRY_BYTES;
    if (used == entries.length) {
      write();
    }
  }

  private void write() {
    if (used == 0) {
      return;
    }
    int lengthBytes = used < 0x80 ? 1 : 2;
    byte[] frame = new byte[1 + lengthBytes + used];
    frame[0] = ACKNOWLEDGE;
    frame[1] = (byte) (lengthBytes == 1 ? used : (used & 0x7f) | 0x80);
    if (lengthBytes == 2) {
      frame[2] = (byte) (used >>> 7);
    }
    System.arraycopy(entries, 0, frame, 1 + lengthBytes, used);
    used = 0;
    var _ = line.connection().out().writeBytes(line.frame(frame));
  }
}
