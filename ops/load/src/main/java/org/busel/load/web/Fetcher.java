package org.busel.load.web;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.busel.load.Connection;
import org.busel.load.LoadException;

/// One HTTP/1.1 connection that asks for one path as soon as it has been answered. It counts the bytes of bodies and looks at
/// none of them. On the loop only.
final class Fetcher implements Connection.Protocol {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");

  private final Connection connection;
  private final byte[] request;
  private final Histogram micros;
  private long askedAt;
  private long bodyLeft;
  private long bytes;
  private long answers;
  private boolean stopped;

  Fetcher(Connection connection, String path, Histogram micros) {
    this.connection = connection;
    this.request =
        ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    this.micros = micros;
  }

  @Override
  public void begin() {
    ask();
  }

  private void ask() {
    if (!stopped) {
      askedAt = System.nanoTime();
      var _ = connection.out().writeBytes(request);
    }
  }

  @Override
  public void read(ByteBuf in) {
    while (in.isReadable()) {
      if (bodyLeft == 0 && !readHead(in)) {
        return;
      }
      int here = (int) Math.min(bodyLeft, in.readableBytes());
      var _ = in.skipBytes(here);
      bodyLeft -= here;
      bytes += here;
      if (bodyLeft == 0) {
        answers++;
        micros.recordValue(Math.min(60_000_000, (System.nanoTime() - askedAt) / 1_000));
        ask();
      }
    }
  }

  private boolean readHead(ByteBuf in) {
    int end = -1;
    for (int i = in.readerIndex(); i + 3 < in.writerIndex() && end < 0; i++) {
      if (in.getByte(i) == '\r' && in.getByte(i + 2) == '\r') {
        end = i + 4;
      }
    }
    if (end < 0) {
      return false;
    }
    String head =
        in.toString(in.readerIndex(), end - in.readerIndex(), StandardCharsets.ISO_8859_1);
    Matcher length = LENGTH.matcher(head);
    if (!head.startsWith("HTTP/1.1 200") || !length.find()) {
      throw new LoadException("a file is not served: " + head.lines().findFirst().orElse(""));
    }
    bodyLeft = Long.parseLong(length.group(1));
    var _ = in.readerIndex(end);
    return true;
  }

  long bytes() {
    return bytes;
  }

  long answers() {
    return answers;
  }

  void stop() {
    stopped = true;
    connection.close();
  }
}
