package org.busel.load.redis;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.busel.load.Connection;
import org.busel.load.LoadException;
import org.busel.load.MessageServer;

/// XREAD BLOCK in turns with XDEL of what it gave. On the loop only.
final class RedisReceiver implements Connection.Protocol, MessageServer.Incoming {
  private static final String AT_MOST = "256";

  private final Connection connection;
  private final String stream;
  private final MessageServer.Delivered delivered;
  private final List<String> arrived = new ArrayList<>();

  RedisReceiver(Connection connection, String stream, MessageServer.Delivered delivered) {
    this.connection = connection;
    this.stream = stream;
    this.delivered = delivered;
  }

  @Override
  public void begin() {
    readAfter("0");
  }

  private void readAfter(String id) {
    write("XREAD", "COUNT", AT_MOST, "BLOCK", "0", "STREAMS", stream, id);
  }

  private void write(String... command) {
    var _ = connection.out().writeBytes(Resp.command(command));
  }

  @Override
  public void read(ByteBuf in) {
    while (in.isReadable()) {
      if (in.getByte(in.readerIndex()) == ':') {
        int end = Resp.lineEnd(in, in.readerIndex());
        if (end < 0) {
          return;
        }
        var _ = in.readerIndex(end + Resp.END.length);
      } else if (!readEntries(in)) {
        return;
      }
    }
  }

  /// `*1 *2 $stream *n`, then for each `*2 $id *2 $m $body`.
  private boolean readEntries(ByteBuf in) {
    Resp.Cursor at = new Resp.Cursor(in);
    if (!at.array(1) || !at.array(2) || !at.bulk()) {
      return false;
    }
    int entries = at.array();
    if (entries < 0) {
      return false;
    }
    // All of them first: an answer whose end is not here is read again from its beginning.
    int first = at.index();
    for (int i = 0; i < entries; i++) {
      if (!at.array(2) || !at.bulk() || !at.array(2) || !at.bulk() || !at.bulk()) {
        return false;
      }
    }
    Resp.Cursor again = new Resp.Cursor(in, first);
    for (int i = 0; i < entries; i++) {
      boolean whole = again.array(2) && again.bulk();
      arrived.add(in.toString(again.start(), again.length(), StandardCharsets.US_ASCII));
      whole = whole && again.array(2) && again.bulk() && again.bulk();
      if (!whole) {
        throw new LoadException("redis sent what it had not sent before");
      }
      delivered.delivered(in.getLong(again.start()), in.getLong(again.start() + Long.BYTES));
    }
    var _ = in.readerIndex(at.index());
    String last = arrived.getLast();
    String[] delete = new String[arrived.size() + 2];
    delete[0] = "XDEL";
    delete[1] = stream;
    for (int i = 0; i < arrived.size(); i++) {
      delete[i + 2] = arrived.get(i);
    }
    arrived.clear();
    write(delete);
    readAfter(last);
    return true;
  }

  @Override
  public void close() {
    connection.close();
  }
}
