package org.busel.sdk.transport;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.WebSocket;
import org.busel.wire.ConnectionKind;
import org.busel.wire.DeviceId;
import org.busel.wire.EnvelopeId;
import org.busel.wire.Limits;
import org.busel.wire.LoginProof;
import org.busel.wire.v1.Acknowledge;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.Login;

/// One open connection to a relay, an inbox or an outbox, after its Welcome.
///
/// Safe for many threads; calls block up to the time they are given. Once it is gone it stays gone, every call says so,
/// and the caller dials again. Whatever the relay sends, this breaks at worst the connection.
public final class RelayConnection implements AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final FrameListener listener;
  private final WebSocket socket;
  private final PendingRequests pending;

  private RelayConnection(FrameListener listener, WebSocket socket) {
    this.listener = listener;
    this.socket = socket;
    this.pending = listener.pending();
  }

  /// Connects, and waits for the relay's Welcome.
  ///
  /// @param patience for all of it
  public static Dialed dial(RelayHttp http, ConnectionKind kind, Duration patience) {
    SocketGuard.Budget budget = new SocketGuard.Budget();
    FrameListener listener = new FrameListener(http.place().id(), kind, budget);
    HttpUrl url =
        new HttpUrl.Builder()
            .scheme("https")
            .host(http.place().host())
            .port(http.place().port())
            .encodedPath(kind.path())
            .build();
    Request request = new Request.Builder().url(url).tag(SocketGuard.Budget.class, budget).build();
    WebSocket socket = http.client().newWebSocket(request, listener);
    Dialed late = new Dialed.Unreachable("no answer in time");
    Optional<Dialed> failure = await(listener.greeted(), patience, Optional.of(late));
    if (failure.isEmpty()) {
      return new Dialed.Open(new RelayConnection(listener, socket));
    }
    socket.cancel();
    return failure.get();
  }

  /// Makes this inbox connection the device's own. Once per connection.
  ///
  /// @param signer signs the login proof with the device's login key, 64 bytes
  public LoginAnswer login(DeviceId device, Function<byte[], byte[]> signer, Duration patience) {
    byte[] proof = LoginProof.bytesToSign(listener.relay(), listener.challenge(), device);
    Login login =
        Login.newBuilder()
            .setAccount(device.account().bytes())
            .setDevice(device.number())
            .setSignature(ByteString.copyFrom(signer.apply(proof)))
            .build();
    send(ClientFrame.newBuilder().setLogin(login).build());
    return await(listener.login(), patience, new LoginAnswer.Unanswered("no answer in time"));
  }

  /// Asks, and waits for the answer.
  ///
  /// @param call with exactly one call set; id and deadline are filled in here
  /// @param patience 1 millisecond to 60 seconds
  /// @throws IllegalArgumentException if the call is larger than a frame
  public Answer request(org.busel.wire.v1.Request call, Duration patience) {
    PendingRequests.Ticket ticket = pending.open();
    try {
      boolean sent =
          send(
              ClientFrame.newBuilder()
                  .setRequest(
                      call.toBuilder()
                          .setId(ticket.id())
                          .setDeadlineMillis((int) patience.toMillis()))
                  .build());
      Answer late = new Answer.Unanswered(sent ? "no answer in time" : "the connection is gone");
      return sent ? await(ticket.answer(), patience, late) : late;
    } finally {
      pending.forget(ticket);
    }
  }

  /// The next thing that the relay says unasked.
  public Incoming next(Duration wait) {
    return listener.arrivals().next(wait);
  }

  /// Removes envelopes from the mailbox. Only after what was in them has been saved.
  public void acknowledge(Collection<EnvelopeId> envelopes) {
    List<ByteString> ids = envelopes.stream().map(EnvelopeId::bytes).toList();
    for (int from = 0; from < ids.size(); from += Limits.ACKNOWLEDGED_AT_ONCE) {
      int to = Math.min(ids.size(), from + Limits.ACKNOWLEDGED_AT_ONCE);
      // Counted before it leaves: the relay may fill the room again before send returns.
      listener.arrivals().acknowledged(to - from);
      send(
          ClientFrame.newBuilder()
              .setAcknowledge(Acknowledge.newBuilder().addAllEnvelopeIds(ids.subList(from, to)))
              .build());
    }
  }

  /// Whether it still stood a moment ago.
  public boolean isOpen() {
    return !listener.arrivals().hasEnded();
  }

  /// Says goodbye, and waits a moment for the relay to answer it: what was sent before, acknowledgements above all, has
  /// then arrived.
  @Override
  public void close() {
    boolean stood = isOpen();
    listener.end(FrameListener.broken("closed by this device"));
    if (stood && socket.close(FrameListener.GOODBYE, null)) {
      listener.awaitFarewell(FAREWELL);
    } else {
      socket.cancel();
    }
  }

  // Whoever does not look at the result learns of a broken connection when it waits for the answer.
  @CanIgnoreReturnValue
  private boolean send(ClientFrame frame) {
    if (frame.getSerializedSize() > Limits.FRAME_BYTES) {
      throw new IllegalArgumentException("larger than a frame");
    }
    return isOpen() && socket.send(okio.ByteString.of(frame.toByteArray()));
  }

  private static <T> T await(CompletableFuture<T> future, Duration patience, T late) {
    try {
      return future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return late;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return late;
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing completes these with an exception", e);
    }
  }
}
