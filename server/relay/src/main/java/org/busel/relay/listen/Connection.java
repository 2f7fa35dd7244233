package org.busel.relay.listen;

import com.google.protobuf.ByteString;
import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.busel.relay.auth.LoginOutcome;
import org.busel.relay.auth.LoginOutcome.LoggedIn;
import org.busel.relay.auth.PrekeyShelf;
import org.busel.relay.auth.Refusals;
import org.busel.relay.deliver.Inbox;
import org.busel.relay.deliver.InboxLine;
import org.busel.relay.limits.Passage;
import org.busel.relay.limits.Visit;
import org.busel.relay.telemetry.RelayMeters.Close;
import org.busel.wire.CloseCode;
import org.busel.wire.ConnectionKind;
import org.busel.wire.Decoded;
import org.busel.wire.Frames;
import org.busel.wire.ProtocolVersion;
import org.busel.wire.v1.Acknowledge;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.Hello;
import org.busel.wire.v1.Login;
import org.busel.wire.v1.Push;
import org.busel.wire.v1.Refusal;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.RelayFrame;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.Response;
import org.busel.wire.v1.Welcome;
import org.jspecify.annotations.Nullable;

/// One open connection: what it may say next, what it is owed, and when it is over.
///
/// Everything runs on the connection's event loop, except what [InboxLine] says any thread may call. Blocking work
/// goes through `lane`, one piece after the other, and its results come back to the loop before anything here is
/// touched.
///
/// What a peer can make the relay hold: `pending` pieces of work of at most a frame each, and `writeQueueBytes` that
/// it does not read. At either limit the socket is no longer read, so that TCP tells the peer to wait. A request counts
/// until its answer has left, so a peer that asks and does not read stops itself.
final class Connection implements InboxLine, Peer.Ears {
  private enum State {
    HELLO,
    LOGIN,
    CHECKING_LOGIN,
    OPEN,
    DRAINING,
    CLOSING
  }

  private final Peer peer;
  private final ConnectionKind kind;
  private final Context context;
  private final Hall hall;
  private final Lane lane;
  private final Pulse pulse;
  private final Visit visit;

  private State state = State.HELLO; // loop only, like all below
  private ByteString challenge = ByteString.EMPTY;
  private @Nullable LoggedIn login;
  private @Nullable Inbox inbox;
  private final Set<Long> unanswered = new HashSet<>();
  private int pending; // requests and acknowledgements whose work or answer is still on its way
  private boolean hasAsked;
  private Close why = Close.BY_DEVICE;

  Connection(ServerWebSocket socket, ConnectionKind kind, Context context, Hall hall) {
    this.peer = new Peer(socket, hall.limits().writeQueueBytes());
    this.kind = kind;
    this.context = context;
    this.hall = hall;
    this.lane = new Lane(hall.threads());
    this.pulse = new Pulse(context.owner(), hall.limits().times());
    this.visit = Toll.visit(hall.gate(), socket.remoteAddress());
  }

  /// Begins to listen; the WebSocket has just been opened.
  void start() {
    hall.enter(this);
    hall.rooms().meters().opened(Errand.door(kind));
    peer.listen(this);
    pulse.start(this::checkLogin, this::checkIdle);
  }

  /// Tells the device to come back later, and closes when what it asked for has been answered. Any thread.
  void drain() {
    onLoop(() -> {
      if (state == State.CLOSING) {
        return;
      }
      if (inbox != null) {
        inbox.leave();
        push(Errand.comeBackLater());
      }
      state = State.DRAINING;
      closeWhenAnswered();
      later(hall.limits().times().drainWithin(), () -> close(CloseCode.RESTARTING, Close.RESTART));
    });
  }

  @Override
  public void frame(ByteString bytes) {
    if (state == State.CLOSING) {
      return;
    }
    switch (Frames.client(bytes)) {
      case Decoded.Frame<ClientFrame>(ClientFrame frame) -> read(frame, bytes.size());
      case Decoded.Malformed<ClientFrame>(String reason) -> refuse(CloseCode.MALFORMED, reason);
      case Decoded.TooLarge<ClientFrame>(int limit) ->
          refuse(CloseCode.TOO_LARGE, "a frame has at most " + limit + " bytes");
    }
  }

  private void read(ClientFrame frame, int bytes) {
    switch (frame.getFrameCase()) {
      case HELLO -> hello(frame.getHello());
      case LOGIN -> login(frame.getLogin());
      case REQUEST -> request(frame.getRequest(), bytes);
      case ACKNOWLEDGE -> acknowledge(frame.getAcknowledge());
      case FRAME_NOT_SET ->
          refuse(CloseCode.MALFORMED, Code.CODE_UNKNOWN_CALL, "this relay does not know the frame");
    }
  }

  private void hello(Hello hello) {
    if (state != State.HELLO) {
      refuse(CloseCode.MALFORMED, "hello is said once");
      return;
    }
    ProtocolVersion.agree(hello.getVersion())
        .ifPresentOrElse(
            this::welcome,
            () -> refuse(CloseCode.VERSION_TOO_OLD, "this app is too old for the relay"));
  }

  private void welcome(int version) {
    Welcome.Builder welcome =
        Welcome.newBuilder().setVersion(version).setRelayId(hall.rooms().relayId().bytes());
    switch (kind) {
      case INBOX -> {
        challenge = hall.rooms().logins().challenge();
        welcome.setChallenge(challenge);
        state = State.LOGIN;
      }
      case OUTBOX -> {
        state = State.OPEN;
        pulse.loggedIn();
      }
    }
    send(RelayFrame.newBuilder().setWelcome(welcome).build());
  }

  private void login(Login proof) {
    if (state != State.LOGIN) {
      refuse(CloseCode.MALFORMED, Code.CODE_WRONG_CONNECTION, "a login is not expected here");
      return;
    }
    if (visit.login() instanceof Passage.Wait wait) {
      refuse(CloseCode.RESTARTING, Refusals.tooOften(wait));
      return;
    }
    state = State.CHECKING_LOGIN;
    adjustReading(); // what comes next is judged by what becomes of the login
    ByteString asked = challenge;
    lane.run(() -> {
      LoginOutcome outcome = hall.rooms().logins().check(proof, asked);
      onLoop(() -> loginChecked(outcome));
    });
  }

  private void loginChecked(LoginOutcome outcome) {
    hall.rooms().meters().login(Errand.meter(outcome));
    switch (outcome) {
      case LoggedIn admitted -> {
        if (state == State.CHECKING_LOGIN) {
          open(admitted);
        }
      }
      case LoginOutcome.Refused() ->
          refuse(CloseCode.LOGIN_REFUSED, "no such device, or not its signature");
      case LoginOutcome.Unavailable() ->
          refuse(CloseCode.RESTARTING, Code.CODE_UNAVAILABLE, "the relay cannot say, log in later");
    }
  }

  private void open(LoggedIn admitted) {
    state = State.OPEN;
    login = admitted;
    pulse.loggedIn();
    send(
        RelayFrame.newBuilder()
            .setLoggedIn(
                org.busel.wire.v1.LoggedIn.newBuilder()
                    .setKeys(PrekeyShelf.counts(admitted.keys())))
            .build());
    inbox = hall.rooms().deliveries().inbox(admitted.device().id(), this);
    inbox.start();
    adjustReading();
  }

  private void acknowledge(Acknowledge acknowledge) {
    if (kind == ConnectionKind.OUTBOX) {
      refuse(CloseCode.MALFORMED, Code.CODE_WRONG_CONNECTION, "nothing is delivered here");
    } else if (inbox == null) {
      refuse(CloseCode.LOGIN_REFUSED, Code.CODE_NOT_LOGGED_IN, "log in first");
    } else {
      inbox.acknowledge(acknowledge.getEnvelopeIdsList());
    }
  }

  private void request(Request request, int bytes) {
    if (state != State.OPEN && state != State.DRAINING) {
      switch (kind) {
        case INBOX -> refuse(CloseCode.LOGIN_REFUSED, Code.CODE_NOT_LOGGED_IN, "log in first");
        case OUTBOX -> refuse(CloseCode.MALFORMED, "hello comes first");
      }
      return;
    }
    if (!unanswered.add(request.getId())) {
      refuse(CloseCode.MALFORMED, "a request id is in use");
      return;
    }
    pending++;
    adjustReading();
    Errand errand = new Errand(request, bytes, !hasAsked, System.nanoTime());
    hasAsked = true;
    if (Toll.of(visit, hall.gate(), kind, request) instanceof Passage.Wait wait) {
      answered(errand, Refusals.busy(wait));
      return;
    }
    if (state == State.DRAINING || !hall.reserve(bytes)) {
      answered(errand, Refusals.busy());
      return;
    }
    LoggedIn who = login;
    lane.run(() -> {
      Response answer = errand.run(hall.rooms().calls(), who == null ? null : who.device());
      hall.release(bytes);
      onLoop(() -> answered(errand, answer));
    });
  }

  private void answered(Errand errand, Response answer) {
    unanswered.remove(errand.request().getId());
    errand.count(hall.rooms().meters(), answer);
    peer.send(
        errand.framed(answer),
        () -> {
          pending--;
          writable();
        });
    if (errand.endsConnection()) {
      close(CloseCode.DONE, Close.DONE);
    }
  }

  @Override
  public void writable() {
    adjustReading();
    closeWhenAnswered();
    if (inbox != null) {
      inbox.resume();
    }
  }

  private void closeWhenAnswered() {
    if (state == State.DRAINING && pending == 0) {
      close(CloseCode.RESTARTING, Close.RESTART);
    }
  }

  @Override
  public void text() {
    refuse(CloseCode.MALFORMED, "frames are binary messages");
  }

  @Override
  public void heard() {
    pulse.heard();
    adjustReading(); // the answer to a ping has just been queued behind everything else
  }

  private void adjustReading() {
    boolean enough =
        pending >= hall.limits().requestsInFlight()
            || peer.isFull()
            || state == State.CHECKING_LOGIN;
    peer.read(!enough || state == State.CLOSING);
  }

  private void checkLogin() {
    if (state == State.HELLO || state == State.LOGIN) {
      refuse(CloseCode.LOGIN_REFUSED, Code.CODE_NOT_LOGGED_IN, "nothing was said in time");
    }
  }

  private void checkIdle(boolean isIdle) {
    // While the relay does not read, silence says nothing, unless the peer stopped reading first.
    if (isIdle && (peer.isRead() || peer.isFull())) {
      refuse(CloseCode.IDLE, "nothing was heard for too long");
    } else {
      peer.ping();
    }
  }

  private void refuse(CloseCode code, String says) {
    refuse(code, code.refusal().orElseThrow(), says);
  }

  private void refuse(CloseCode close, Code code, String says) {
    refuse(close, Refusals.of(code, says));
  }

  private void refuse(CloseCode close, Refusal refusal) {
    if (state == State.CLOSING) {
      return;
    }
    send(RelayFrame.newBuilder().setRefusal(refusal).build());
    close(close, Errand.meter(close));
  }

  private void close(CloseCode code, Close meter) {
    if (state == State.CLOSING) {
      return;
    }
    state = State.CLOSING;
    why = meter;
    if (inbox != null) {
      inbox.leave();
    }
    adjustReading(); // the peer's own close frame must still be read
    peer.close(code);
  }

  @Override
  public void gone() {
    state = State.CLOSING;
    pulse.stop();
    if (inbox != null) {
      inbox.leave();
    }
    hall.leave(this);
    hall.rooms().meters().closed(Errand.door(kind), why);
  }

  private void send(RelayFrame frame) {
    peer.send(frame, () -> {});
  }

  @Override
  public void push(Push push) {
    send(RelayFrame.newBuilder().setPush(push).build());
  }

  @Override
  public boolean isFull() {
    return state != State.OPEN || peer.isFull();
  }

  @Override
  public void onLoop(Runnable work) {
    context.runOnContext(_ -> work.run());
  }

  @Override
  public void later(Duration delay, Runnable work) {
    onLoop(() -> context.owner().setTimer(Math.max(1, delay.toMillis()), _ -> work.run()));
  }

  @Override
  public void offLoop(Runnable work) {
    hall.threads().execute(work);
  }

  @Override
  public void inOrder(Runnable work) {
    pending++;
    adjustReading();
    lane.run(() -> {
      work.run();
      onLoop(() -> {
        pending--;
        writable();
      });
    });
  }

  @Override
  public void replaced() {
    onLoop(() -> refuse(CloseCode.REPLACED, "the device has logged in on another connection"));
  }
}
