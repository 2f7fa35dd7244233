package org.busel.relay.listen;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import org.busel.wire.CloseCode;
import org.busel.wire.v1.RelayFrame;

/// A WebSocket that may be closed at any moment without harm. On its event loop only.
///
/// Vert.x throws when a socket is used that the peer has closed, and it is closed some time before its close handler
/// runs; here nothing happens then.
final class Peer {
  private final ServerWebSocket socket;
  private boolean read = true;

  /// @param queueBytes written and not yet taken by the peer, before it counts as full
  Peer(ServerWebSocket socket, int queueBytes) {
    this.socket = socket;
    socket.setWriteQueueMaxSize(queueBytes);
  }

  /// What a connection wants to know of its peer.
  interface Ears {
    /// Something has arrived, a ping or pong perhaps.
    void heard();

    /// A binary message has arrived.
    void frame(ByteString bytes);

    /// A text message has arrived.
    void text();

    /// The peer has taken what was queued.
    void writable();

    /// The connection is gone.
    void gone();
  }

  /// Begins to listen.
  void listen(Ears ears) {
    socket.frameHandler(_ -> ears.heard());
    socket.binaryMessageHandler(
        message -> ears.frame(UnsafeByteOperations.unsafeWrap(message.getBytes())));
    socket.textMessageHandler(_ -> ears.text());
    socket.drainHandler(_ -> ears.writable());
    // Whatever it is, the close handler follows; the cause is the peer's affair and may quote it.
    socket.exceptionHandler(_ -> {});
    socket.closeHandler(_ -> ears.gone());
  }

  /// Sends a frame, behind what was sent before.
  ///
  /// @param then run when it has left, or when it never will
  void send(RelayFrame frame, Runnable then) {
    if (socket.isClosed()) {
      then.run();
    } else {
      socket.writeBinaryMessage(Buffer.buffer(frame.toByteArray())).onComplete(_ -> then.run());
    }
  }

  /// Asks the peer for a sign of life, unless it does not read.
  void ping() {
    if (!isFull() && !socket.isClosed()) {
      socket.writePing(Buffer.buffer());
    }
  }

  /// Whether the peer reads more slowly than the relay writes.
  boolean isFull() {
    return !socket.isClosed() && socket.writeQueueFull();
  }

  /// Whether the socket is being read.
  boolean isRead() {
    return read;
  }

  /// Reads the socket from here on, or leaves what comes to the kernel.
  void read(boolean go) {
    if (go != read && !socket.isClosed()) {
      read = go;
      if (go) {
        socket.resume();
      } else {
        socket.pause();
      }
    }
  }

  /// Closes, behind what was sent before.
  void close(CloseCode code) {
    socket.close((short) code.number(), "");
  }
}
