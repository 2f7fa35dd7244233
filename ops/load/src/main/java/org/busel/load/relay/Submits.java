package org.busel.load.relay;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.busel.load.Body;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.SealedEnvelope;
import org.busel.wire.v1.Submit;

/// Submits to one device over one line: one frame, made once, in which request id, envelope id and the head of the content
/// change. On the loop only.
///
/// Request ids begin where their varint has four bytes, so that nothing else in the frame moves.
public final class Submits {
  /// The first request id.
  public static final long FIRST_ID = 1 << 21;

  private static final long LAST_ID = (1 << 28) - 1;

  private final Line line;
  private final SplittableRandom random;
  private final byte[] frame;
  private final int head;
  private final int requestAt;
  private final int idAt;
  private final int contentAt;
  private long nextId = FIRST_ID;

  Submits(Line line, Persona recipient, SplittableRandom random) {
    this.line = line;
    this.random = random;
    byte[] id = new byte[16];
    random.nextBytes(id);
    byte[] content = Body.template(random);
    byte[] bytes =
        ClientFrame.newBuilder()
            .setRequest(
                Request.newBuilder()
                    .setId(FIRST_ID)
                    .setSubmit(
                        Submit.newBuilder()
                            .setId(ByteString.copyFrom(id))
                            .setAccount(recipient.device().account().bytes())
                            .setCapability(recipient.capability().bytes())
                            .addEnvelopes(
                                SealedEnvelope.newBuilder()
                                    .setDevice(recipient.device().number())
                                    .setRegistrationId(recipient.registrationId())
                                    .setContent(ByteString.copyFrom(content)))))
            .build()
            .toByteArray();
    this.requestAt = indexOf(bytes, new byte[] {(byte) 0x80, (byte) 0x80, (byte) 0x80, 1});
    this.idAt = indexOf(bytes, id);
    this.contentAt = indexOf(bytes, Arrays.copyOf(content, Body.HEAD_BYTES));
    this.head = WebSocket.headBytes(bytes.length);
    this.frame = line.frame(bytes);
  }

  /// Sends a message under a fresh envelope id.
  ///
  /// @return the request's id
  public long send(long stamp, long number) {
    return send(stamp, number, random.nextLong(), random.nextLong());
  }

  /// Sends a message under a given envelope id.
  ///
  /// @return the request's id
  public long send(long stamp, long number, long idHigh, long idLow) {
    long id = nextId;
    nextId = id == LAST_ID ? FIRST_ID : id + 1;
    ByteBuf out = line.connection().out();
    int start = out.writerIndex() + head;
    var _ = out.writeBytes(frame);
    var _ = out.setInt(start + requestAt, line.masked(varint(id), requestAt));
    set(out, start, idAt, idHigh);
    set(out, start, idAt + Long.BYTES, idLow);
    set(out, start, contentAt, stamp);
    set(out, start, contentAt + Long.BYTES, number);
    return id;
  }

  /// Sends a message that has nothing in common with others: an envelope id and a whole content of its own.
  ///
  /// @param content [Body#BYTES] of it, as longs
  /// @return the request's id
  public long send(long idHigh, long idLow, LongSupplier content) {
    ByteBuf out = line.connection().out();
    int start = out.writerIndex() + head;
    long id = send(content.getAsLong(), content.getAsLong(), idHigh, idLow);
    for (int at = Body.HEAD_BYTES; at < Body.BYTES; at += Long.BYTES) {
      set(out, start, contentAt + at, content.getAsLong());
    }
    return id;
  }

  private void set(ByteBuf out, int start, int offset, long value) {
    var _ = out.setLong(start + offset, line.masked(value, offset));
  }

  private static int varint(long id) {
    int value = (int) id;
    return (((value & 0x7f) | 0x80) << 24)
        | ((((value >>> 7) & 0x7f) | 0x80) << 16)
        | ((((value >>> 14) & 0x7f) | 0x80) << 8)
        | ((value >>> 21) & 0x7f);
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i <= bytes.length - part.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new IllegalStateException("a frame without what it was made of");
  }
}
