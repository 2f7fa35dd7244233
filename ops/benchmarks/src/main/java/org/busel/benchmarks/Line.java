package org.busel.benchmarks;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.util.function.Consumer;
import org.busel.wire.Decoded;
import org.busel.wire.Frames;
import org.busel.wire.ProtocolVersion;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.Hello;
import org.busel.wire.v1.RelayFrame;

/// One connection to the relay, with as little between socket and load as can be. On the driver's event loop only.
final class Line {
  private final WebSocket socket;
  private Consumer<RelayFrame> reader;
  private boolean closing;

  private Line(WebSocket socket, Promise<RelayFrame> welcomed) {
    this.socket = socket;
    this.reader = welcomed::complete;
    socket.binaryMessageHandler(this::received);
    socket.closeHandler(_ -> {
      if (!closing) {
        welcomed.tryFail(
            new BenchmarkException("the relay closed with " + socket.closeStatusCode()));
      }
    });
  }

  /// Says Hello on an open socket.
  ///
  /// @return the line and the relay's Welcome
  static Future<Welcomed> open(WebSocket socket) {
    Promise<RelayFrame> welcomed = Promise.promise();
    Line line = new Line(socket, welcomed);
    line.send(
        ClientFrame.newBuilder()
            .setHello(Hello.newBuilder().setVersion(ProtocolVersion.NEWEST))
            .build());
    return welcomed.future().map(frame -> new Welcomed(line, frame.getWelcome().getChallenge()));
  }

  /// A line that the relay has welcomed.
  ///
  /// @param challenge empty on an outbox
  record Welcomed(Line line, ByteString challenge) {}

  /// Who gets what arrives from here on.
  void reader(Consumer<RelayFrame> next) {
    reader = next;
  }

  /// Sends one frame and gets the next one that arrives.
  Future<RelayFrame> exchange(ClientFrame frame) {
    Promise<RelayFrame> answer = Promise.promise();
    reader = answer::tryComplete;
    send(frame);
    return answer.future();
  }

  void send(ClientFrame frame) {
    socket.writeBinaryMessage(Buffer.buffer(frame.toByteArray()));
  }

  void close() {
    closing = true;
    socket.close();
  }

  private void received(Buffer message) {
    ByteString bytes = UnsafeByteOperations.unsafeWrap(message.getBytes());
    if (Frames.relay(bytes) instanceof Decoded.Frame<RelayFrame>(RelayFrame frame)) {
      reader.accept(frame);
    } else {
      throw new BenchmarkException("the relay sent what is no frame");
    }
  }
}
