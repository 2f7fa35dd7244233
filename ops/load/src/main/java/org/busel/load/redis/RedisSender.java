package org.busel.load.redis;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.busel.load.Body;
import org.busel.load.Connection;
import org.busel.load.LoadException;
import org.busel.load.MessageServer;

/// XADD, and its answers in order. On the loop only.
final class RedisSender implements Connection.Protocol, MessageServer.Outgoing {
  private final Connection connection;
  private final MessageServer.Accepted accepted;
  private final byte[] command;
  private final int bodyAt;
  private long answered;

  RedisSender(
      Connection connection,
      String stream,
      MessageServer.Accepted accepted,
      SplittableRandom random) {
    this.connection = connection;
    this.accepted = accepted;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(Resp.command("XADD", stream, "*", "m"));
    // The last argument is the body: an array of five, not of four.
    byte[] before = bytes.toByteArray();
    before[1] = '5';
    byte[] length = ("$" + Body.BYTES + "\r\n").getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(before);
    whole.writeBytes(length);
    whole.writeBytes(Body.template(random));
    whole.writeBytes(Resp.END);
    this.command = whole.toByteArray();
    this.bodyAt = before.length + length.length;
  }

  @Override
  public void send(long stamp, long number) {
    ByteBuf out = connection.out();
    int start = out.writerIndex();
    var _ = out.writeBytes(command);
    var _ = out.setLong(start + bodyAt, stamp);
    var _ = out.setLong(start + bodyAt + Long.BYTES, number);
  }

  @Override
  public void read(ByteBuf in) {
    // "$15\r\n1700000000000-0\r\n" for each
    while (in.isReadable()) {
      int at = in.readerIndex();
      int lineEnd = Resp.lineEnd(in, at);
      if (lineEnd < 0) {
        return;
      }
      if (in.getByte(at) != '$') {
        throw new LoadException(
            "redis answered " + in.toString(at, lineEnd - at, StandardCharsets.US_ASCII));
      }
      int end = lineEnd + Resp.END.length + Resp.number(in, at + 1, lineEnd) + Resp.END.length;
      if (in.writerIndex() < end) {
        return;
      }
      var _ = in.readerIndex(end);
      accepted.accepted(answered++);
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
