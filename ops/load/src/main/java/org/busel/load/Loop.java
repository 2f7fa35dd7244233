package org.busel.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/// The driver's one thread, on which all its connections live, so that nothing of the load needs a lock.
///
/// What connections write within one turn leaves together at its end: a system call for each connection and turn, not for
/// each message. [#await], [#call] and [#run] are for other threads; everything else is for the loop itself.
public final class Loop implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int RECEIVE_BYTES = 128 << 10;
  private static final int CONNECT_MILLIS = 10_000;

  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop executor;
  private final List<Connection> written = new ArrayList<>(); // loop only

  public Loop() {
    this.group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    this.executor = group.next();
  }

  /// Connects; the future is done when bytes can be sent, over TLS after the handshake.
  ///
  /// @param tls with it, and for host `localhost`
  public CompletableFuture<Connection> connect(
      InetSocketAddress where,
      Optional<SslContext> tls,
      Function<Connection, Connection.Protocol> speaks) {
    CompletableFuture<Connection> connected = new CompletableFuture<>();
    Bootstrap bootstrap =
        new Bootstrap()
            .group(executor)
            .channel(EpollSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(RECEIVE_BYTES))
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    open(channel, where, tls, speaks, connected);
                  }
                });
    var _ =
        bootstrap
            .connect(where)
            .addListener(done -> {
              if (!done.isSuccess()) {
                connected.completeExceptionally(done.cause());
              }
            });
    return connected;
  }

  private void open(
      Channel channel,
      InetSocketAddress where,
      Optional<SslContext> tls,
      Function<Connection, Connection.Protocol> speaks,
      CompletableFuture<Connection> connected) {
    Connection connection = new Connection(this, channel, speaks);
    if (tls.isPresent()) {
      SslHandler handler = tls.get().newHandler(channel.alloc(), "localhost", where.getPort());
      channel.pipeline().addLast(handler);
      var _ =
          handler
              .handshakeFuture()
              .addListener(done -> {
                if (done.isSuccess()) {
                  connection.begin();
                  connected.complete(connection);
                } else {
                  connected.completeExceptionally(done.cause());
                }
              });
    } else {
      connection.whenActive(() -> {
        connection.begin();
        connected.complete(connection);
      });
    }
    channel.pipeline().addLast(connection);
  }

  /// Runs on the loop, and waits for what it starts. Never call it on the loop.
  public <T> T await(String doing, Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    executor.execute(() -> {
      try {
        var _ =
            work.get()
                .whenComplete((value, failure) -> {
                  if (failure == null) {
                    result.complete(value);
                  } else {
                    result.completeExceptionally(failure);
                  }
                });
      } catch (RuntimeException e) {
        result.completeExceptionally(e);
      }
    });
    try {
      return result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new LoadException(doing + " failed: " + LoadException.reason(e), e);
    } catch (TimeoutException e) {
      throw new LoadException(doing + " takes too long", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException(doing + " was interrupted", e);
    }
  }

  /// Runs on the loop and waits for the answer. Never call it on the loop.
  public <T> T call(String doing, Supplier<T> work) {
    return await(doing, () -> CompletableFuture.completedFuture(work.get()));
  }

  /// Runs on the loop and waits until it has run. Never call it on the loop.
  public void call(String doing, Runnable work) {
    boolean _ =
        call(
            doing,
            () -> {
              work.run();
              return true;
            });
  }

  /// Lets the load run for a while.
  public void run(Duration duration) {
    boolean _ =
        await(
            "running the load",
            () -> {
              CompletableFuture<Boolean> over = new CompletableFuture<>();
              later(duration, () -> over.complete(true));
              return over;
            });
  }

  /// Runs on the loop after a while. Any thread.
  public void later(Duration delay, Runnable work) {
    var _ = executor.schedule(work, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Runs on the loop, soon. Any thread.
  public void soon(Runnable work) {
    executor.execute(work);
  }

  void hasWritten(Connection connection) {
    if (written.isEmpty()) {
      executor.execute(this::flush);
    }
    written.add(connection);
  }

  private void flush() {
    // What is written while others are flushed belongs to the next turn.
    List<Connection> now = List.copyOf(written);
    written.clear();
    now.forEach(Connection::flush);
  }

  @Override
  public void close() {
    var _ = group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5_000);
  }
}
