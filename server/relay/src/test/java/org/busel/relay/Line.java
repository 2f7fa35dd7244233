package org.busel.relay;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.busel.wire.ConnectionKind;
import org.busel.wire.RelayPlace;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.Hello;
import org.busel.wire.v1.Push;
import org.busel.wire.v1.RelayFrame;
import org.busel.wire.v1.Welcome;
import org.jspecify.annotations.Nullable;

/// The device's end of one WebSocket, which says whatever a test wants it to say.
final class Line extends WebSocketListener implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final BlockingQueue<RelayFrame> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

  private volatile CountDownLatch reading = new CountDownLatch(0);

  static Line open(RelayPlace relay, ConnectionKind kind) {
    Line line = new Line();
    String url = relay.url().replace("https://", "wss://") + kind.path();
    WebSocket _ =
        TrustingClient.of(relay).newWebSocket(new Request.Builder().url(url).build(), line);
    WebSocket _ = line.await(line.socket);
    return line;
  }

  /// Says Hello and returns the Welcome.
  Welcome hello() {
    send(ClientFrame.newBuilder().setHello(Hello.newBuilder().setVersion(1)).build());
    RelayFrame answer = next();
    if (!answer.hasWelcome()) {
      throw new AssertionError("no welcome but " + answer.getFrameCase());
    }
    return answer.getWelcome();
  }

  void send(ClientFrame frame) {
    sendBytes(frame.toByteString());
  }

  void sendBytes(ByteString bytes) {
    if (!await(socket).send(okio.ByteString.of(bytes.asReadOnlyByteBuffer()))) {
      throw new AssertionError("the line is closed");
    }
  }

  void sendText(String text) {
    if (!await(socket).send(text)) {
      throw new AssertionError("the line is closed");
    }
  }

  /// The next frame from the relay.
  RelayFrame next() {
    try {
      RelayFrame frame = frames.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("the relay said nothing");
      }
      return frame;
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  /// The next frame, which must be a response.
  org.busel.wire.v1.Response response() {
    RelayFrame frame = next();
    if (!frame.hasResponse()) {
      throw new AssertionError("no response but " + frame.getFrameCase());
    }
    return frame.getResponse();
  }

  /// The next frame, which must be a push.
  Push push() {
    RelayFrame frame = next();
    if (!frame.hasPush()) {
      throw new AssertionError("no push but " + frame.getFrameCase());
    }
    return frame.getPush();
  }

  /// How many frames have come that nobody has looked at.
  int waiting() {
    return frames.size();
  }

  /// The code with which the relay closed the line.
  int closeCode() {
    return await(closed);
  }

  /// The code with which the relay closed the line, or 0 if it hung up without one.
  int closeCodeIfAny() {
    return await(closed.exceptionally(_ -> 0));
  }

  void sendIfOpen(ClientFrame frame) {
    boolean _ = await(socket).send(okio.ByteString.of(frame.toByteArray()));
  }

  /// From here on the device takes nothing from its socket.
  void stopReading() {
    reading = new CountDownLatch(1);
  }

  void readAgain() {
    reading.countDown();
  }

  boolean isClosed() {
    return closed.isDone();
  }

  @Override
  public void close() {
    boolean _ = await(socket).close(1000, null);
  }

  @Override
  public void onOpen(WebSocket webSocket, Response response) {
    socket.complete(webSocket);
  }

  @Override
  public void onMessage(WebSocket webSocket, okio.ByteString bytes) {
    try {
      reading.await();
      frames.add(RelayFrame.parseFrom(bytes.toByteArray()));
    } catch (InterruptedException | InvalidProtocolBufferException malformed) {
      closed.completeExceptionally(malformed);
    }
  }

  @Override
  public void onClosing(WebSocket webSocket, int code, String reason) {
    closed.complete(code);
    boolean _ = webSocket.close(code, null);
  }

  @Override
  public void onFailure(WebSocket webSocket, Throwable failure, @Nullable Response response) {
    socket.completeExceptionally(failure);
    closed.completeExceptionally(failure);
  }

  private <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new AssertionError(failed);
    }
  }
}
