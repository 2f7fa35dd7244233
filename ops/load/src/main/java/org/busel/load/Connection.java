package org.busel.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One connection of the driver, with as little between socket and load as can be. On the loop only.
public final class Connection extends ChannelInboundHandlerAdapter {
  private static final int WRITE_BYTES = 32 << 10;

  private final Loop loop;
  private final Channel channel;
  private final Protocol protocol;
  private @Nullable ByteBuf out; // of this turn
  private @Nullable ByteBuf rest; // the beginning of a message whose end has not arrived
  private Runnable onActive = () -> {}; // without TLS
  private boolean paused;

  Connection(Loop loop, Channel channel, Function<Connection, Protocol> speaks) {
    this.loop = loop;
    this.channel = channel;
    this.protocol = speaks.apply(this);
  }

  /// What is spoken over a connection.
  public interface Protocol {
    /// Bytes can be sent from here on.
    default void begin() {}

    /// Reads the whole messages in `in`, and moves its reader index behind them. What is left comes again, with more.
    void read(ByteBuf in);

    /// Whoever gathers what to write does so now: the turn is over, and what was written leaves.
    default void turnEnds() {}

    /// The connection is no more, whoever closed it.
    default void ended() {}
  }

  void whenActive(Runnable work) {
    onActive = work;
  }

  void begin() {
    protocol.begin();
  }

  /// Where to write; leaves at the end of the turn.
  public ByteBuf out() {
    ByteBuf writing = out;
    if (writing == null) {
      writing = channel.alloc().directBuffer(WRITE_BYTES);
      out = writing;
      loop.hasWritten(this);
    }
    return writing;
  }

  /// How many bytes wait because the other end does not read them.
  public long unsentBytes() {
    var buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  /// Reads nothing from here on, as a device does that has gone to sleep, until [#goOn].
  public void stopReading() {
    paused = true;
    var _ = channel.config().setAutoRead(false);
  }

  /// Reads again.
  public void goOn() {
    paused = false;
    var _ = channel.config().setAutoRead(true);
  }

  /// Whether it has been told to read nothing.
  public boolean isPaused() {
    return paused;
  }

  /// Closes the socket, without a word.
  public void close() {
    var _ = channel.close();
  }

  void flush() {
    protocol.turnEnds();
    ByteBuf writing = out;
    out = null;
    if (writing != null) {
      var _ = channel.writeAndFlush(writing, channel.voidPromise());
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    onActive.run();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf arrived = (ByteBuf) message;
    ByteBuf before = rest;
    ByteBuf in = before == null ? arrived : before.writeBytes(arrived);
    if (before != null) {
      boolean _ = arrived.release();
    }
    protocol.read(in);
    if (!in.isReadable()) {
      rest = null;
      boolean _ = in.release();
    } else if (before == null || in.readerIndex() > 0) {
      ByteBuf left = channel.alloc().directBuffer(Math.max(WRITE_BYTES, 2 * in.readableBytes()));
      rest = left.writeBytes(in);
      boolean _ = in.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (rest != null) {
      boolean _ = rest.release();
      rest = null;
    }
    protocol.ended();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof LoadException) {
      cause.printStackTrace();
    }
    var _ = channel.close();
  }
}
