package org.busel.relay.listen;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Takes the WebSocket frames of one peer apart (RFC 6455, section 5). On its event loop only.
///
/// A message's bytes are copied once, out of the socket's buffer into an array of the message's length, and unmasked
/// there: so no buffer of the socket is held for a message that is still coming, and what a message is made of needs no
/// copy and no counting of references on its way to the disk. The array grows with what has come, not with what was
/// announced: a peer that announces much and sends little costs little.
///
/// What is begun and not yet here is asked of [Heard#mayHold]; what may not be held, and the rest of what is not wanted,
/// is passed over.
final class WebSocketReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final byte[] NOTHING = {};
  private static final int FREE_BYTES = 4_096; // of an unfinished message that nobody need allow

  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int CONTROL_BYTES = 125;

  private final int mostBytes;

  private byte[] head = NOTHING; // of a frame whose head has not come whole; a head has at most 14 bytes
  private int headFilled;
  private boolean inPayload; // the head was read, and not all of the payload
  private boolean last; // of its message's frames
  private int opcode;
  private int mask;
  private int maskAt; // how much of the frame's payload was unmasked, modulo 4
  private long left; // of the frame's payload
  private boolean inMessage; // a message was begun and has not ended
  private boolean passOver; // the message, or all that comes
  private byte[] message = NOTHING;
  private int filled;
  private int held; // of `message`, as was allowed
  private byte[] control = NOTHING;
  private int controlFilled;

  /// @param mostBytes a message may have
  WebSocketReader(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /// What a reader says.
  interface Heard {
    /// A binary message; the array is the hearer's.
    void message(byte[] bytes);

    /// A text message was begun; it is passed over.
    void text();

    /// A message would be longer than is allowed; it is passed over.
    void tooLarge();

    /// The peer asks for a sign of life.
    void ping(byte[] payload);

    /// The peer closes.
    void close();

    /// The bytes break RFC 6455; nothing more is read.
    void violation();

    /// Whether `bytes` more of a message that has not come whole may be held. What was allowed is given back by
    /// [#holdsNoMore].
    boolean mayHold(int bytes);

    /// `bytes` that were allowed are no longer held.
    void holdsNoMore(int bytes);

    /// A message was given up because it may not be held; nothing more is read.
    void givenUp();

    /// Whether more is wanted now. If not, the reader leaves the rest where it is.
    boolean goesOn();
  }

  /// Reads what has come, as long as the hearer goes on.
  void read(ByteBuf in, Heard heard) {
    while (heard.goesOn() && (inPayload ? payload(in, heard) : head(in, heard))) {
      // until a whole step can no longer be made
    }
  }

  /// Gives up what was begun; the connection is gone.
  void end(Heard heard) {
    message = NOTHING;
    filled = 0;
    giveBack(heard);
    passOver = true;
  }

  /// Reads a frame's head.
  ///
  /// @return whether it was there whole
  private boolean head(ByteBuf in, Heard heard) {
    if (headFilled == 0 && in.readableBytes() >= 14) {
      int first = in.readUnsignedByte();
      int second = in.readUnsignedByte();
      long length = second & 0x7F;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      begin(first, second, length, (second & 0x80) == 0 ? 0 : in.readInt(), heard);
      return true;
    }
    while (in.isReadable()) { // byte by byte: this is the end of what has come
      if (head.length == 0) {
        head = new byte[14];
      }
      head[headFilled++] = in.readByte();
      if (headFilled >= 2 && headFilled == headBytes(head[1])) {
        beginFromHead(heard);
        return true;
      }
    }
    return false;
  }

  private static int headBytes(byte second) {
    int length = second & 0x7F;
    return 2 + (length == 126 ? 2 : length == 127 ? 8 : 0) + (second < 0 ? 4 : 0);
  }

  private void beginFromHead(Heard heard) {
    int lengthBytes = headBytes(head[1]) - 2 - (head[1] < 0 ? 4 : 0);
    long length = lengthBytes == 0 ? head[1] & 0x7F : number(2, lengthBytes);
    int key = head[1] < 0 ? (int) number(2 + lengthBytes, 4) : 0;
    int first = head[0] & 0xFF;
    int second = head[1] & 0xFF;
    head = NOTHING;
    headFilled = 0;
    begin(first, second, length, key, heard);
  }

  private long number(int from, int count) {
    long number = 0;
    for (int i = from; i < from + count; i++) {
      number = number << 8 | (head[i] & 0xFF);
    }
    return number;
  }

  private void begin(int first, int second, long length, int key, Heard heard) {
    last = (first & 0x80) != 0;
    opcode = first & 0x0F;
    mask = key;
    maskAt = 0;
    left = length;
    inPayload = true;
    boolean isControl = opcode >= CLOSE;
    boolean known =
        switch (opcode) {
          case CONTINUATION -> inMessage;
          case TEXT, BINARY -> !inMessage;
          case CLOSE, PING, PONG -> last && length <= CONTROL_BYTES;
          default -> false;
        };
    boolean isMasked = (second & 0x80) != 0;
    boolean hasExtensionBits = (first & 0x70) != 0;
    if (!known || !isMasked || hasExtensionBits || length < 0) {
      stop();
      heard.violation();
    } else if (isControl) {
      control = length == 0 ? NOTHING : new byte[(int) length];
      controlFilled = 0;
    } else {
      beginData(length, heard);
    }
  }

  private void beginData(long length, Heard heard) {
    inMessage = true;
    if (passOver) {
      return;
    }
    if (opcode == TEXT) {
      passOver = true;
      heard.text();
    } else if (length > mostBytes - filled) {
      passOver = true;
      message = NOTHING;
      giveBack(heard);
      heard.tooLarge();
    }
  }

  /// Nothing that comes from here on is looked at.
  private void stop() {
    passOver = true;
    inMessage = true;
    opcode = CONTINUATION;
    last = false;
    left = Long.MAX_VALUE;
  }

  /// Reads what has come of a frame's payload.
  ///
  /// @return whether more may follow
  private boolean payload(ByteBuf in, Heard heard) {
    int count = (int) Math.min(left, in.readableBytes());
    if (opcode >= CLOSE) {
      in.readBytes(control, controlFilled, count);
      unmask(control, controlFilled, count);
      controlFilled += count;
    } else if (passOver) {
      in.skipBytes(count);
    } else if (!take(in, count, heard)) {
      return true;
    }
    left -= count;
    if (left > 0) {
      return false;
    }
    inPayload = false;
    end(opcode, heard);
    return true;
  }

  private boolean take(ByteBuf in, int count, Heard heard) {
    if (filled + count > message.length && !makeRoom(count, heard)) {
      message = NOTHING;
      stop();
      giveBack(heard);
      heard.givenUp();
      return false;
    }
    in.readBytes(message, filled, count);
    unmask(message, filled, count);
    filled += count;
    return true;
  }

  /// Makes room for `count` bytes more, and for as much again if the frame goes on.
  private boolean makeRoom(int count, Heard heard) {
    boolean whole = last && count == left;
    int needed = filled + count;
    int room = (int) Math.min(whole ? needed : 2L * needed, filled + left);
    if (!whole && room > FREE_BYTES) {
      int more = room - held;
      if (!heard.mayHold(more)) {
        return false;
      }
      held += more;
    }
    message = filled == 0 ? new byte[room] : Arrays.copyOf(message, room);
    return true;
  }

  private void end(int ended, Heard heard) {
    switch (ended) {
      case CLOSE -> {
        control = NOTHING;
        heard.close();
      }
      case PING -> {
        byte[] payload = control;
        control = NOTHING;
        heard.ping(payload);
      }
      case PONG -> control = NOTHING;
      default -> {
        if (last) {
          endMessage(heard);
        }
      }
    }
  }

  private void endMessage(Heard heard) {
    byte[] whole = filled == message.length ? message : Arrays.copyOf(message, filled);
    boolean wanted = !passOver;
    message = NOTHING;
    filled = 0;
    inMessage = false;
    passOver = false;
    giveBack(heard);
    if (wanted) {
      heard.message(whole);
    }
  }

  private void giveBack(Heard heard) {
    if (held > 0) {
      int bytes = held;
      held = 0;
      heard.holdsNoMore(bytes);
    }
  }

  private void unmask(byte[] bytes, int from, int count) {
    int key = Integer.rotateLeft(mask, 8 * maskAt); // its first byte is that of `from`
    maskAt = (maskAt + count) & 3;
    if (key == 0) {
      return;
    }
    long twice = (long) key << 32 | (key & 0xFFFFFFFFL);
    int at = from;
    int end = from + count;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      LONGS.set(bytes, at, (long) LONGS.get(bytes, at) ^ twice);
    }
    for (int i = 0; at < end; at++, i++) {
      bytes[at] ^= (byte) (key >>> (24 - 8 * (i & 3)));
    }
  }
}
