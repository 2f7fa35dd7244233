package org.busel.sdk.transport;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Interceptor;
import okhttp3.Response;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Sink;
import okio.Socket;
import okio.Source;
import org.busel.wire.Limits;

/// Keeps a relay from filling this device's memory through a WebSocket.
///
/// OkHttp gathers a whole message, however long, before it hands it over, and offers compression, which a few bytes
/// could blow up. So compression is neither offered nor accepted, and a connection breaks once more bytes have come in
/// since the last whole message than a frame may have. The budget is renewed by whoever receives the messages.
final class SocketGuard implements Interceptor {
  // One frame, its header in 32-byte fragments at worst, and what OkHttp reads ahead.
  private static final long BUDGET_BYTES = 2L * Limits.FRAME_BYTES;

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response =
        chain.proceed(
            chain.request().newBuilder().removeHeader("Sec-WebSocket-Extensions").build());
    Socket socket = response.socket();
    Budget budget = chain.request().tag(Budget.class);
    if (socket == null || budget == null) {
      return response;
    }
    return response
        .newBuilder()
        .removeHeader("Sec-WebSocket-Extensions")
        .socket(new Guarded(socket, budget))
        .build();
  }

  /// Bytes that may still come in before the next whole message. Safe for many threads.
  static final class Budget {
    private final AtomicLong left = new AtomicLong(BUDGET_BYTES);

    /// A whole message has come in.
    void renew() {
      left.set(BUDGET_BYTES);
    }

    private void spend(long bytes) throws IOException {
      if (left.addAndGet(-bytes) < 0) {
        throw new IOException("more bytes than a frame may have");
      }
    }
  }

  private record Guarded(Socket socket, Budget budget) implements Socket {
    @Override
    public Source getSource() {
      return new ForwardingSource(socket.getSource()) {
        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
          long read = super.read(sink, byteCount);
          budget.spend(Math.max(0, read));
          return read;
        }
      };
    }

    @Override
    public Sink getSink() {
      return socket.getSink();
    }

    @Override
    public void cancel() {
      socket.cancel();
    }
  }
}
