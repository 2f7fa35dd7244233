package org.busel.load.relay;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.busel.load.Connection;
import org.busel.load.LoadException;

/// The client's side of RFC 6455, for binary messages in one piece. On the loop only.
///
/// A masking key has to be unpredictable to whoever chooses the content, so that no proxy can be led astray; here one
/// connection keeps its key, so that a frame which is sent often is masked once.
public abstract class WebSocket implements Connection.Protocol {
  private static final int BINARY = 0x82;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;
  private static final int PONG = 0x8a;
  private static final int MASKED = 0x80;
  private static final int SHORT_LENGTH = 126;
  private static final int LONG_LENGTH = 127;
  private static final int LONGEST_HEAD = 14;
  private static final int LONGEST_IN_TWO_BYTES = 0xffff;
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SWITCHED = "HTTP/1.1 101".getBytes(StandardCharsets.US_ASCII);

  private final Connection connection;
  private final int mask;
  private boolean upgraded;

  WebSocket(Connection connection, SplittableRandom random) {
    this.connection = connection;
    this.mask = random.nextInt();
  }

  /// The socket has become a WebSocket.
  abstract void opened();

  /// One message lies from `index` on in `in`; it is gone when this returns.
  abstract void message(ByteBuf in, int index, int length);

  /// The server closes with a status code of section 7.4, 1005 if it named none.
  abstract void closing(int status);

  /// Asks for a WebSocket on `path`.
  final void upgrade(String path) {
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    var _ = connection.out().writeBytes(request.getBytes(StandardCharsets.US_ASCII));
  }

  /// The connection under it.
  public final Connection connection() {
    return connection;
  }

  /// A frame that can be written again and again, masked already.
  final byte[] frame(byte[] content) {
    int head = headBytes(content.length);
    byte[] frame = new byte[head + content.length];
    writeHead(frame, BINARY, content.length);
    for (int i = 0; i < content.length; i++) {
      frame[head + i] = (byte) (content[i] ^ maskAt(i));
    }
    return frame;
  }

  /// What stands before a content of this length.
  static int headBytes(int length) {
    return length < SHORT_LENGTH ? 6 : length <= LONGEST_IN_TWO_BYTES ? 8 : LONGEST_HEAD;
  }

  /// Eight bytes of the content, masked, at `offset` of it.
  final long masked(long bytes, int offset) {
    long twice = ((long) mask << 32) | (mask & 0xffff_ffffL);
    return bytes ^ Long.rotateLeft(twice, 8 * (offset & 3));
  }

  /// Four bytes of the content, masked, at `offset` of it.
  final int masked(int bytes, int offset) {
    return bytes ^ Integer.rotateLeft(mask, 8 * (offset & 3));
  }

  private byte maskAt(int offset) {
    return (byte) (mask >>> (24 - 8 * (offset & 3)));
  }

  private void writeHead(byte[] frame, int opcode, int length) {
    frame[0] = (byte) opcode;
    int at;
    if (length < SHORT_LENGTH) {
      frame[1] = (byte) (MASKED | length);
      at = 2;
    } else if (length <= LONGEST_IN_TWO_BYTES) {
      frame[1] = (byte) (MASKED | SHORT_LENGTH);
      frame[2] = (byte) (length >>> 8);
      frame[3] = (byte) length;
      at = 4;
    } else {
      frame[1] = (byte) (MASKED | LONG_LENGTH);
      for (int i = 0; i < 4; i++) {
        frame[6 + i] = (byte) (length >>> (24 - 8 * i));
      }
      at = 10;
    }
    for (int i = 0; i < 4; i++) {
      frame[at + i] = maskAt(i);
    }
  }

  @Override
  public final void read(ByteBuf in) {
    if (!upgraded && !readAnswer(in)) {
      return;
    }
    while (in.readableBytes() >= 2) {
      int at = in.readerIndex();
      int opcode = in.getUnsignedByte(at);
      int length = in.getUnsignedByte(at + 1);
      int head = 2;
      if (length == SHORT_LENGTH) {
        if (in.readableBytes() < 4) {
          return;
        }
        length = in.getUnsignedShort(at + 2);
        head = 4;
      } else if (length == LONG_LENGTH) {
        if (in.readableBytes() < 10) {
          return;
        }
        length = Math.toIntExact(in.getLong(at + 2));
        head = 10;
      }
      if (in.readableBytes() < head + length) {
        return;
      }
      frame(in, opcode, at + head, length);
      var _ = in.readerIndex(at + head + length);
    }
  }

  private void frame(ByteBuf in, int opcode, int index, int length) {
    switch (opcode) {
      case BINARY -> message(in, index, length);
      case CLOSE -> closing(length < 2 ? 1005 : in.getUnsignedShort(index));
      case PING -> {
        byte[] pong = new byte[6 + length];
        writeHead(pong, PONG, length);
        for (int i = 0; i < length; i++) {
          pong[6 + i] = (byte) (in.getByte(index + i) ^ maskAt(i));
        }
        var _ = connection.out().writeBytes(pong);
      }
      case PONG -> {}
      default -> throw new LoadException("a WebSocket frame of a kind that is not expected here");
    }
  }

  private boolean readAnswer(ByteBuf in) {
    int last = in.writerIndex() - END_OF_HEAD.length;
    for (int i = in.readerIndex(); i <= last; i++) {
      if (startsWith(in, i, END_OF_HEAD)) {
        if (!startsWith(in, in.readerIndex(), SWITCHED)) {
          throw new LoadException("the relay opens no WebSocket");
        }
        var _ = in.readerIndex(i + END_OF_HEAD.length);
        upgraded = true;
        opened();
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(ByteBuf in, int index, byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (in.getByte(index + i) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
