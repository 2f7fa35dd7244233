package org.busel.load.redis;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.busel.load.LoadException;

/// The Redis serialization protocol, as much of it as is needed here.
final class Resp {
  /// What ends every line.
  static final byte[] END = {'\r', '\n'};

  private Resp() {}

  /// A command as an array of bulk strings.
  static byte[] command(String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ascii("*" + arguments.length + "\r\n"));
    for (String argument : arguments) {
      bytes.writeBytes(ascii("$" + argument.length() + "\r\n" + argument + "\r\n"));
    }
    return bytes.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Index of the end of the line that begins at `index`, -1 if it has not arrived.
  static int lineEnd(ByteBuf in, int index) {
    for (int at = index; at < in.writerIndex() - 1; at++) {
      if (in.getByte(at) == '\r') {
        return at;
      }
    }
    return -1;
  }

  /// The decimal number from `index` to `end`.
  static int number(ByteBuf in, int index, int end) {
    int number = 0;
    for (int at = index; at < end; at++) {
      number = number * 10 + in.getByte(at) - '0';
    }
    return number;
  }

  /// Walks over an answer that may not be whole.
  static final class Cursor {
    private final ByteBuf in;
    private int at;
    private int start;
    private int length;

    Cursor(ByteBuf in) {
      this(in, in.readerIndex());
    }

    Cursor(ByteBuf in, int index) {
      this.in = in;
      this.at = index;
    }

    int index() {
      return at;
    }

    /// Where the last bulk string begins.
    int start() {
      return start;
    }

    int length() {
      return length;
    }

    /// Steps over the head of an array that must have `elements`; false if it has not arrived.
    boolean array(int elements) {
      int found = array();
      if (found >= 0 && found != elements) {
        throw new LoadException("redis answered with " + found + " things, not " + elements);
      }
      return found >= 0;
    }

    /// Steps over the head of an array; -1 if it has not arrived.
    int array() {
      return head('*');
    }

    /// Steps over a bulk string; false if it has not arrived.
    boolean bulk() {
      int found = head('$');
      if (found < 0 || in.writerIndex() < at + found + END.length) {
        return false;
      }
      start = at;
      length = found;
      at += found + END.length;
      return true;
    }

    private int head(char kind) {
      if (at >= in.writerIndex()) {
        return -1;
      }
      int end = lineEnd(in, at);
      if (end < 0) {
        return -1;
      }
      if (in.getByte(at) != kind) {
        throw new LoadException(
            "redis answered " + in.toString(at, end - at, StandardCharsets.US_ASCII));
      }
      int number = number(in, at + 1, end);
      at = end + END.length;
      return number;
    }
  }
}
