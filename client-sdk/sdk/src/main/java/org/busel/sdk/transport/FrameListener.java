package org.busel.sdk.transport;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.busel.sdk.transport.Incoming.Ending;
import org.busel.wire.CloseCode;
import org.busel.wire.ConnectionKind;
import org.busel.wire.Decoded;
import org.busel.wire.Frames;
import org.busel.wire.Limits;
import org.busel.wire.LoginProof;
import org.busel.wire.ProtocolVersion;
import org.busel.wire.RelayId;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.Hello;
import org.busel.wire.v1.Push;
import org.busel.wire.v1.Refusal;
import org.busel.wire.v1.RelayFrame;
import org.busel.wire.v1.Welcome;
import org.jspecify.annotations.Nullable;

/// Takes in what a relay sends on one connection and sorts it. Runs on OkHttp's reader thread, which it never blocks;
/// what others read is in safe parts.
final class FrameListener extends WebSocketListener {
  static final int GOODBYE = 1000;

  private final RelayId relay;
  private final ConnectionKind kind;
  private final SocketGuard.Budget budget;
  private final PendingRequests pending = new PendingRequests();
  private final Arrivals arrivals = new Arrivals();
  private final CompletableFuture<Optional<Dialed>> greeted = new CompletableFuture<>();
  private final CompletableFuture<LoginAnswer> login = new CompletableFuture<>();
  private final CountDownLatch farewell = new CountDownLatch(1);
  private volatile ByteString challenge = ByteString.EMPTY; // set before `greeted` completes
  private Duration reconnectAfter = Duration.ZERO; // reader thread only

  FrameListener(RelayId relay, ConnectionKind kind, SocketGuard.Budget budget) {
    this.relay = relay;
    this.kind = kind;
    this.budget = budget;
  }

  RelayId relay() {
    return relay;
  }

  /// 32 bytes on an inbox, once greeted.
  ByteString challenge() {
    return challenge;
  }

  PendingRequests pending() {
    return pending;
  }

  Arrivals arrivals() {
    return arrivals;
  }

  /// Completes empty once the relay has welcomed this connection, else with what came instead.
  CompletableFuture<Optional<Dialed>> greeted() {
    return greeted;
  }

  CompletableFuture<LoginAnswer> login() {
    return login;
  }

  static Ending broken(String reason) {
    return new Ending(Ending.Kind.BROKEN, reason, Duration.ZERO);
  }

  /// Ends the connection for everybody who waits; only the first reason counts.
  void end(Ending ending) {
    if (arrivals.end(ending)) {
      notGreeted(
          ending.kind() == Ending.Kind.VERSION_TOO_OLD
              ? new Dialed.VersionTooOld()
              : new Dialed.Unreachable(ending.reason()));
      login.complete(
          ending.kind() == Ending.Kind.LOGIN_REFUSED
              ? new LoginAnswer.Refused()
              : new LoginAnswer.Unanswered(ending.reason()));
      pending.end(ending.reason());
    }
  }

  @Override
  public void onOpen(WebSocket socket, Response response) {
    ClientFrame hello =
        ClientFrame.newBuilder()
            .setHello(Hello.newBuilder().setVersion(ProtocolVersion.NEWEST))
            .build();
    socket.send(okio.ByteString.of(hello.toByteArray()));
  }

  @Override
  public void onMessage(WebSocket socket, okio.ByteString bytes) {
    budget.renew();
    Decoded<RelayFrame> decoded =
        Frames.relay(UnsafeByteOperations.unsafeWrap(bytes.asByteBuffer()));
    if (decoded instanceof Decoded.Frame<RelayFrame> read) {
      sort(socket, read.frame());
    } else {
      breakOff(socket, "the relay sent what is no frame");
    }
  }

  @Override
  public void onMessage(WebSocket socket, String text) {
    breakOff(socket, "the relay sent what is no frame");
  }

  @Override
  public void onClosing(WebSocket socket, int code, String reason) {
    socket.close(GOODBYE, null);
    end(ending(code));
    farewell.countDown();
  }

  @Override
  public void onFailure(WebSocket socket, Throwable thrown, @Nullable Response response) {
    boolean answeredAsHttp = response != null && response.code() != 101;
    Dialed trouble =
        answeredAsHttp
            ? new Dialed.Unreachable("what answers there is no relay")
            : NetworkTrouble.whileDialing(thrown);
    notGreeted(trouble);
    end(broken(NetworkTrouble.reason(thrown)));
    farewell.countDown();
  }

  /// Waits until the relay has said goodbye or the connection is gone.
  void awaitFarewell(Duration patience) {
    try {
      boolean unused = farewell.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sort(WebSocket socket, RelayFrame frame) {
    if (!greeted.isDone() && !frame.hasWelcome() && !frame.hasRefusal()) {
      breakOff(socket, "the relay spoke before its welcome");
      return;
    }
    switch (frame.getFrameCase()) {
      case WELCOME -> welcome(socket, frame.getWelcome());
      case LOGGED_IN -> login.complete(new LoginAnswer.LoggedIn(frame.getLoggedIn().getKeys()));
      case RESPONSE -> pending.answered(frame.getResponse());
      case PUSH -> pushed(socket, frame.getPush());
      case REFUSAL -> refused(socket, frame.getRefusal());
      case FRAME_NOT_SET -> {} // a later version's frame: allowed, and none of ours
    }
  }

  private void welcome(WebSocket socket, Welcome welcome) {
    if (greeted.isDone()) {
      breakOff(socket, "the relay welcomed twice");
    } else if (!welcome.getRelayId().equals(relay.bytes())) {
      notGreeted(new Dialed.NotTrusted("it is another relay than the invitation says"));
      breakOff(socket, "another relay");
    } else if (!ProtocolVersion.speaks(welcome.getVersion())) {
      notGreeted(new Dialed.VersionTooOld());
      breakOff(socket, "no version in common");
    } else if (kind == ConnectionKind.INBOX
        && welcome.getChallenge().size() != LoginProof.CHALLENGE_BYTES) {
      breakOff(socket, "the relay sent no challenge");
    } else {
      challenge = welcome.getChallenge();
      greeted.complete(Optional.empty());
    }
  }

  private void pushed(WebSocket socket, Push push) {
    if (push.hasClosing()) {
      long millis = Integer.toUnsignedLong(push.getClosing().getReconnectAfterMillis());
      reconnectAfter = Duration.ofMillis(Math.min(millis, Limits.RECONNECT_SPREAD.toMillis()));
    } else if (kind != ConnectionKind.INBOX) {
      breakOff(socket, "the relay delivered to an outbox");
    } else if (!arrivals.offer(push)) {
      breakOff(socket, "the relay offered more than was agreed");
    }
  }

  private void refused(WebSocket socket, Refusal refusal) {
    Ending.Kind ending =
        switch (refusal.getCode()) {
          case CODE_REPLACED -> Ending.Kind.REPLACED;
          case CODE_LOGIN_REFUSED -> Ending.Kind.LOGIN_REFUSED;
          case CODE_VERSION_TOO_OLD -> Ending.Kind.VERSION_TOO_OLD;
          default -> Ending.Kind.BROKEN; // codes of later versions arrive here too
        };
    end(new Ending(ending, "the relay refused this connection", reconnectAfter));
    socket.close(GOODBYE, null);
  }

  private Ending ending(int code) {
    Ending.Kind kind =
        CloseCode.of(code)
            .map(known ->
                switch (known) {
                  case REPLACED -> Ending.Kind.REPLACED;
                  case LOGIN_REFUSED -> Ending.Kind.LOGIN_REFUSED;
                  case VERSION_TOO_OLD -> Ending.Kind.VERSION_TOO_OLD;
                  case DONE, RESTARTING, MALFORMED, IDLE, TOO_LARGE -> Ending.Kind.BROKEN;
                })
            .orElse(Ending.Kind.BROKEN);
    return new Ending(kind, "the relay closed the connection", reconnectAfter);
  }

  private void notGreeted(Dialed instead) {
    greeted.complete(Optional.of(instead));
  }

  private void breakOff(WebSocket socket, String reason) {
    end(broken(reason));
    socket.cancel();
  }
}
