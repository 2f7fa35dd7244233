package org.busel.relay.listen;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import org.busel.directory.Device;
import org.busel.relay.auth.LoginOutcome;
import org.busel.relay.auth.LoginOutcome.LoggedIn;
import org.busel.relay.auth.PrekeyShelf;
import org.busel.relay.auth.Refusals;
import org.busel.relay.deliver.Inbox;
import org.busel.relay.limits.Passage;
import org.busel.relay.limits.Visit;
import org.busel.relay.telemetry.RelayMeters.Close;
import org.busel.wire.CloseCode;
import org.busel.wire.ConnectionKind;
import org.busel.wire.Decoded;
import org.busel.wire.Frames;
import org.busel.wire.Limits;
import org.busel.wire.ProtocolVersion;
import org.busel.wire.v1.Acknowledge;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.Hello;
import org.busel.wire.v1.Login;
import org.busel.wire.v1.Refusal;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.RelayFrame;
import org.busel.wire.v1.Response;
import org.busel.wire.v1.Response.OutcomeCase;
import org.busel.wire.v1.Welcome;
import org.jspecify.annotations.Nullable;

/// One open connection: what it may say next, what it is owed, and when it is over.
///
/// Everything runs on the connection's event loop, except [#end].
///
/// What a peer can make the relay hold: as many requests as may be in flight, of at most a frame each, and `writeQueueBytes` that it does
/// not read. At either limit the socket is no longer read, so that TCP tells the peer to wait. A peer that asks and does
/// not read stops itself.
final class Connection implements Peer.Ears, Requests.Asker {
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
  private final Floor floor;
  private final Hall hall;
  private final Pulse pulse;
  private final Visit visit;
  private final Requests requests;

  private State state = State.HELLO; // loop only, like all below
  private ByteString challenge = ByteString.EMPTY;
  private @Nullable LoggedIn login;
  private @Nullable Inbox inbox;
  private boolean waitsForRoom;
  private int place; // among the connections of the floor
  private Close why = Close.BY_DEVICE;

  Connection(ConnectionKind kind, Floor floor, Visit visit) {
    this.visit = visit;
    this.kind = kind;
    this.floor = floor;
    this.hall = floor.hall();
    this.peer = new Peer(floor, this);
    this.pulse = new Pulse(hall.limits().times());
    this.requests = new Requests(this, kind, floor, visit);
  }

  /// What listens to the socket for it.
  Peer peer() {
    return peer;
  }

  /// Begins; the WebSocket has just been opened.
  void start() {
    hall.enter();
    floor.enter(this);
    hall.rooms().meters().opened(CloseMeters.door(kind));
  }

  void standAt(int newPlace) {
    place = newPlace;
  }

  /// Tells the device to come back later, and closes when what it asked for has been answered.
  void drain() {
    if (state == State.CLOSING) {
      return;
    }
    if (inbox != null) {
      inbox.leave();
      peer.send(RelayFrame.newBuilder().setPush(Errand.comeBackLater()).build());
    }
    state = State.DRAINING;
    pulse.draining();
    closeWhenAnswered();
  }

  @Override
  public void frame(byte[] bytes) {
    if (state == State.CLOSING) {
      return;
    }
    if (kind == ConnectionKind.OUTBOX) {
      HotFrames.SubmitRequest submit = HotFrames.submit(bytes);
      if (submit != null) {
        requests.submit(submit, bytes.length);
        adjustReading();
        return;
      }
    } else if (inbox != null && HotFrames.acknowledge(bytes, inbox::acknowledge)) {
      return;
    }
    switch (Frames.client(UnsafeByteOperations.unsafeWrap(bytes))) {
      case Decoded.Frame<ClientFrame>(ClientFrame frame) -> read(frame, bytes.length);
      case Decoded.Malformed<ClientFrame>(String reason) -> refuse(CloseCode.MALFORMED, reason);
      case Decoded.TooLarge<ClientFrame> _ -> tooLarge();
    }
  }

  @Override
  public void tooLarge() {
    refuse(CloseCode.TOO_LARGE, "a frame has at most " + Limits.FRAME_BYTES + " bytes");
  }

  private void read(ClientFrame frame, int bytes) {
    switch (frame.getFrameCase()) {
      case HELLO -> hello(frame.getHello());
      case LOGIN -> login(frame.getLogin());
      case REQUEST -> {
        requests.ask(frame.getRequest(), bytes);
        adjustReading();
      }
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
    var welcome = Welcome.newBuilder();
    welcome.setVersion(version).setRelayId(hall.rooms().relayId().bytes());
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
    peer.send(RelayFrame.newBuilder().setWelcome(welcome).build());
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
    challenge = ByteString.EMPTY; // good for one login
    hall.threads()
        .execute(() -> {
          LoginOutcome outcome = hall.rooms().logins().check(proof, asked);
          floor.post(() -> loginChecked(outcome));
        });
  }

  private void loginChecked(LoginOutcome outcome) {
    hall.rooms().meters().login(CloseMeters.of(outcome));
    switch (outcome) {
      case LoggedIn admitted -> open(admitted);
      case LoginOutcome.Refused() ->
          refuse(CloseCode.LOGIN_REFUSED, "no such device, or not its signature");
      case LoginOutcome.Unavailable() ->
          refuse(CloseCode.RESTARTING, Code.CODE_UNAVAILABLE, "the relay cannot say, log in later");
    }
  }

  private void open(LoggedIn admitted) {
    if (state != State.CHECKING_LOGIN) {
      return;
    }
    state = State.OPEN;
    login = admitted;
    pulse.loggedIn();
    var loggedIn = org.busel.wire.v1.LoggedIn.newBuilder().setKeys(PrekeyShelf.counts(admitted.keys()));
    admitted.devices().ifPresent(loggedIn::setDeviceList);
    peer.send(RelayFrame.newBuilder().setLoggedIn(loggedIn).build());
    inbox = hall.rooms().deliveries().inbox(admitted.device().id(), new PushLine(this, floor));
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

  @Override
  public boolean mayAsk() {
    if (state == State.OPEN || state == State.DRAINING) {
      return true;
    }
    switch (kind) {
      case INBOX -> refuse(CloseCode.LOGIN_REFUSED, Code.CODE_NOT_LOGGED_IN, "log in first");
      case OUTBOX -> refuse(CloseCode.MALFORMED, "hello comes first");
    }
    return false;
  }

  @Override
  public boolean isDraining() {
    return state == State.DRAINING;
  }

  @Override
  public @Nullable Device device() {
    return login == null ? null : login.device();
  }

  @Override
  public void asksTwice() {
    refuse(CloseCode.MALFORMED, "a request id is in use");
  }

  @Override
  public void answered(Errand errand, Response answer) {
    if (answer.getOutcomeCase() == OutcomeCase.ACCEPTED) {
      peer.sendAccepted(errand.id(), answer.getAccepted().getKeptForSeconds());
    } else {
      peer.send(errand.framed(answer));
    }
    if (errand.endsConnection()) {
      close(CloseCode.DONE, Close.DONE);
    }
    adjustReading();
    closeWhenAnswered();
  }

  @Override
  public void writable() {
    adjustReading();
    if (inbox != null) {
      inbox.resume();
    }
  }

  private void closeWhenAnswered() {
    if (state == State.DRAINING && requests.pending() == 0) {
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
  }

  @Override
  public void quiet() {
    if (inbox != null) {
      inbox.settle();
    }
    adjustReading();
  }

  private void adjustReading() {
    boolean enough =
        requests.pending() >= hall.limits().requestsInFlight()
            || peer.isFull()
            || state == State.CHECKING_LOGIN
            || isCrowdedOut();
    peer.read(!enough || state == State.CLOSING);
  }

  private boolean isCrowdedOut() {
    boolean crowded = hall.isCrowded();
    if (crowded && !waitsForRoom) {
      waitsForRoom = true;
      floor.waitForRoom(this);
    }
    return crowded;
  }

  /// There is room again.
  void readAgain() {
    waitsForRoom = false;
    adjustReading();
  }

  /// Looks at the clock; called every now and then.
  void beat(long nowNanos) {
    switch (pulse.beat(nowNanos)) {
      case NOTHING -> {}
      case PING -> peer.ping();
      case TOO_LATE -> checkLogin();
      case IDLE -> {
        // While the relay does not read, silence says nothing, unless the peer stopped reading first.
        if (peer.isRead() || peer.isFull()) {
          refuse(CloseCode.IDLE, "nothing was heard for too long");
        }
      }
      case DRAINED_TOO_LONG -> close(CloseCode.RESTARTING, Close.RESTART);
      case CLOSED_TOO_LONG -> peer.abort();
    }
  }

  private void checkLogin() {
    if (state == State.HELLO || state == State.LOGIN) {
      refuse(CloseCode.LOGIN_REFUSED, Code.CODE_NOT_LOGGED_IN, "nothing was said in time");
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
    peer.send(RelayFrame.newBuilder().setRefusal(refusal).build());
    close(close, CloseMeters.of(close));
  }

  private void close(CloseCode code, Close meter) {
    if (state == State.CLOSING) {
      return;
    }
    state = State.CLOSING;
    why = meter;
    pulse.closing();
    if (inbox != null) {
      inbox.leave();
    }
    peer.close(code);
    adjustReading(); // the peer's own close frame must still be read
  }

  @Override
  public void gone() {
    state = State.CLOSING;
    if (inbox != null) {
      inbox.leave();
    }
    floor.leave(this, place);
    hall.leave();
    hall.rooms().meters().closed(CloseMeters.door(kind), why);
  }

  /// Whether an envelope may be offered here now.
  boolean takesPushes() {
    return state == State.OPEN && !peer.isFull();
  }

  /// Somebody else has decided that it ends: another connection of the device, or its account. Any thread.
  void end(CloseCode code, String says) {
    floor.post(() -> refuse(code, says));
  }
}
