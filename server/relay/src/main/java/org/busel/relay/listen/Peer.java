package org.busel.relay.listen;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import org.busel.mailbox.Envelope;
import org.busel.relay.telemetry.Faults;
import org.busel.wire.CloseCode;
import org.busel.wire.Limits;
import org.busel.wire.v1.RelayFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The peer's end of a WebSocket: the last handler of its pipeline. On its event loop only. May be told anything at any
/// time, also when the peer is gone; then nothing happens.
///
/// What is sent in one turn of the loop goes into one buffer and out with one write. What was received while nothing is
/// wanted stays as it came, at most what the socket gives in one reading, and the socket is read no further.
final class Peer extends ChannelInboundHandlerAdapter implements WebSocketReader.Heard {
  private static final Logger log = LoggerFactory.getLogger(Peer.class);

  private static final int LAST = 0x80;
  private static final int BINARY = LAST | 2;
  private static final int CLOSE = LAST | 8;
  private static final int PING = LAST | 9;
  private static final int PONG = LAST | 10;
  private static final int PROTOCOL_ERROR = 1_002;
  private static final int TRY_AGAIN_LATER = 1_013;
  private static final int SMALL_BYTES = 256; // of a frame that is not an envelope
  private static final int HEAD_BYTES = 10; // of a frame that is not masked, at most

  private final Floor floor;
  private final WebSocketReader reader = new WebSocketReader(Limits.FRAME_BYTES);
  private final Ears ears;
  private @Nullable ChannelHandlerContext context; // none before the pipeline has it, and after it is gone
  private @Nullable ByteBuf out; // not yet written
  private @Nullable ArrayDeque<ByteBuf> unread; // received while nothing was wanted
  private boolean read = true;
  private boolean closing; // a close frame was sent
  private boolean full; // nobody was told yet that it is not so any more

  Peer(Floor floor, Ears ears) {
    this.floor = floor;
    this.ears = ears;
  }

  /// What a connection wants to know of its peer.
  interface Ears {
    /// Something has arrived.
    void heard();

    /// A binary message has arrived; the array is the hearer's.
    void frame(byte[] bytes);

    /// A message longer than a frame may be was begun.
    void tooLarge();

    /// A text message was begun.
    void text();

    /// All that has arrived was looked at.
    void quiet();

    /// The peer has taken what was queued.
    void writable();

    /// The connection is gone.
    void gone();
  }

  /// Sends a frame, behind what was sent before.
  void send(RelayFrame frame) {
    byte[] bytes = frame.toByteArray();
    ByteBuf to = begin(BINARY, bytes.length);
    if (to != null) {
      to.writeBytes(bytes);
    }
  }

  /// Sends that the request of this id was accepted.
  ///
  /// @param keptForSeconds as in Accepted
  void sendAccepted(long requestId, int keptForSeconds) {
    ByteBuf to = begin(BINARY, HotFrames.acceptedBytes(requestId, keptForSeconds));
    if (to != null) {
      HotFrames.accepted(to, requestId, keptForSeconds);
    }
  }

  /// Sends an envelope.
  void sendDelivery(Envelope envelope) {
    int contentBytes = envelope.content().bytes().size();
    ByteBuf to = begin(BINARY, HotFrames.deliveryBytes(contentBytes));
    if (to != null) {
      HotFrames.delivery(to, envelope.id(), envelope.content());
    }
  }

  /// Asks the peer for a sign of life, unless it does not read.
  void ping() {
    if (!isFull()) {
      ByteBuf _ = begin(PING, 0);
    }
  }

  /// Closes, behind what was sent before; waits for the peer to do the same.
  void close(CloseCode code) {
    sendClose(code.number());
    flush();
  }

  /// Closes without waiting for anything.
  void abort() {
    ChannelHandlerContext to = context;
    if (to != null) {
      ChannelFuture _ = to.close();
    }
  }

  /// Whether the peer reads more slowly than the relay writes.
  boolean isFull() {
    ChannelHandlerContext to = context;
    if (to == null) {
      return false;
    }
    ByteBuf waiting = out;
    boolean now =
        (waiting == null ? 0 : waiting.readableBytes()) >= to.channel().bytesBeforeUnwritable();
    full |= now;
    return now;
  }

  /// Whether the socket is being read.
  boolean isRead() {
    return read;
  }

  /// Reads the socket from here on, or leaves what comes to the kernel.
  void read(boolean go) {
    if (go == read) {
      return;
    }
    read = go;
    if (!go) {
      autoRead(false);
    } else if (unread == null) {
      autoRead(true);
    } else {
      floor.post(this::readOn);
    }
  }

  private void autoRead(boolean go) {
    ChannelHandlerContext to = context;
    if (to != null) {
      to.channel().config().setAutoRead(go);
    }
  }

  private void readOn() {
    ArrayDeque<ByteBuf> waiting = unread;
    while (waiting != null && read && !waiting.isEmpty()) {
      ByteBuf next = waiting.removeFirst();
      holdsNoMore(next.readableBytes());
      reader.read(next, this);
      if (isWorthKeeping(next)) {
        waiting.addFirst(next);
      }
    }
    if (waiting != null && waiting.isEmpty()) {
      unread = null;
      autoRead(read);
    }
    ears.quiet();
  }

  @Override
  public void channelRead(ChannelHandlerContext from, Object received) {
    if (!(received instanceof ByteBuf bytes)) {
      boolean _ = ReferenceCountUtil.release(received); // the end of the HTTP request, which has no body
      return;
    }
    ears.heard();
    if (unread == null && read) {
      reader.read(bytes, this);
    }
    if (isWorthKeeping(bytes)) {
      ArrayDeque<ByteBuf> waiting = unread;
      if (waiting == null) {
        waiting = new ArrayDeque<>(2);
        unread = waiting;
      }
      waiting.addLast(bytes);
    }
  }

  /// Whether something of `bytes` was not read, and may be held. Otherwise they are released.
  private boolean isWorthKeeping(ByteBuf bytes) {
    int rest = bytes.readableBytes();
    if (rest > 0 && context != null) {
      if (mayHold(rest)) {
        return true;
      }
      givenUp();
    }
    boolean _ = bytes.release();
    return false;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext from) {
    ears.quiet();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext changed) {
    if (changed.channel().isWritable()) {
      full = false;
      ears.writable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext gone) {
    context = null;
    ByteBuf unsent = out;
    if (unsent != null) {
      out = null;
      boolean _ = unsent.release();
    }
    ArrayDeque<ByteBuf> waiting = unread;
    if (waiting != null) {
      unread = null;
      for (ByteBuf bytes : waiting) {
        holdsNoMore(bytes.readableBytes());
        boolean _ = bytes.release();
      }
    }
    reader.end(this);
    ears.gone();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
    if (cause instanceof RuntimeException bug) {
      Faults.report(log, "reading a connection", bug);
    }
    ChannelFuture _ = from.close(); // else it is the peer's affair, and may quote it
  }

  @Override
  public void message(byte[] bytes) {
    ears.frame(bytes);
  }

  @Override
  public void text() {
    ears.text();
  }

  @Override
  public void tooLarge() {
    ears.tooLarge();
  }

  @Override
  public void ping(byte[] payload) {
    ByteBuf to = begin(PONG, payload.length);
    if (to != null) {
      to.writeBytes(payload);
    }
  }

  @Override
  public void close() {
    sendClose(CloseCode.DONE.number());
    hangUp();
  }

  @Override
  public void violation() {
    sendClose(PROTOCOL_ERROR);
    hangUp();
  }

  @Override
  public void givenUp() {
    sendClose(TRY_AGAIN_LATER);
    hangUp();
  }

  @Override
  public boolean mayHold(int bytes) {
    return floor.hall().mayHold(bytes);
  }

  @Override
  public void holdsNoMore(int bytes) {
    floor.hall().holdsNoMore(bytes);
  }

  @Override
  public boolean goesOn() {
    return read && context != null;
  }

  private void sendClose(int code) {
    if (!closing) {
      ByteBuf to = begin(CLOSE, 2);
      if (to != null) {
        to.writeShort(code);
      }
      closing = true;
    }
  }

  private void hangUp() {
    flush();
    ChannelHandlerContext to = context;
    if (to != null) {
      to.writeAndFlush(to.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
    }
  }

  /// Writes the head of a frame.
  ///
  /// @return where its `length` bytes are to be written; nothing if the peer takes no more
  private @Nullable ByteBuf begin(int first, int length) {
    ChannelHandlerContext to = context;
    if (to == null || closing) {
      return null;
    }
    ByteBuf buffer = out;
    if (buffer != null && buffer.readableBytes() >= floor.writeQueueBytes()) {
      flush();
      buffer = null;
    }
    if (buffer == null) {
      buffer = to.alloc().ioBuffer(length < SMALL_BYTES ? SMALL_BYTES : roomFor(length));
      out = buffer;
      floor.flushSoon(this);
    }
    buffer.ensureWritable(length + HEAD_BYTES);
    buffer.writeByte(first);
    if (length < 126) {
      buffer.writeByte(length);
    } else if (length <= 0xFFFF) {
      buffer.writeByte(126).writeShort(length);
    } else {
      buffer.writeByte(127).writeLong(length);
    }
    return buffer;
  }

  /// Where an envelope is sent, more follow as a rule.
  private int roomFor(int length) {
    return Math.max(length + HEAD_BYTES, Math.min(8 * length, floor.writeQueueBytes()));
  }

  /// Writes what waits.
  void flush() {
    ByteBuf buffer = out;
    ChannelHandlerContext to = context;
    if (buffer == null || to == null) {
      return;
    }
    out = null;
    ChannelFuture _ = to.writeAndFlush(buffer, to.voidPromise());
    if (full && to.channel().isWritable()) {
      full = false;
      ears.writable();
    }
  }
}
