package org.busel.testkit;

import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.busel.wire.CloseCode;
import org.busel.wire.ConnectionKind;
import org.busel.wire.Decoded;
import org.busel.wire.DeviceId;
import org.busel.wire.Frames;
import org.busel.wire.Limits;
import org.busel.wire.LoginProof;
import org.busel.wire.ProtocolVersion;
import org.busel.wire.RelayId;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.Delivery;
import org.busel.wire.v1.Drained;
import org.busel.wire.v1.LoggedIn;
import org.busel.wire.v1.Login;
import org.busel.wire.v1.Push;
import org.busel.wire.v1.Refusal;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.RelayFrame;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.Welcome;
import org.jspecify.annotations.Nullable;

/// The relay's end of one connection. Frames arrive on the web server's thread, wake-ups on others; both are taken one
/// at a time.
final class SimulatedConnection extends WebSocketListener {
  private final RelaySimulator relay;
  private final SimulatedState state;
  private final ConnectionKind kind;
  private final ByteString challenge;
  private final Set<ByteString> offered = new HashSet<>(); // this and what follows: guarded by this
  private final Set<ByteString> unacknowledged = new HashSet<>();
  private boolean greeted;
  private boolean saidDrained;
  private @Nullable SimulatedAccount account;
  private @Nullable WebSocket socket;

  SimulatedConnection(RelaySimulator relay, SimulatedState state, ConnectionKind kind) {
    this.relay = relay;
    this.state = state;
    this.kind = kind;
    this.challenge = kind == ConnectionKind.INBOX ? state.challenge() : ByteString.EMPTY;
  }

  @Override
  public synchronized void onOpen(WebSocket opened, Response response) {
    socket = opened;
  }

  @Override
  public synchronized void onMessage(WebSocket from, okio.ByteString bytes) {
    if (Frames.client(ByteString.copyFrom(bytes.toByteArray()))
        instanceof Decoded.Frame<ClientFrame> read) {
      take(read.frame());
    } else {
      close(CloseCode.MALFORMED);
    }
  }

  @Override
  public void onClosing(WebSocket from, int code, String reason) {
    from.close(CloseCode.DONE.number(), null);
    relay.gone(this);
  }

  @Override
  public void onFailure(WebSocket from, Throwable thrown, @Nullable Response response) {
    relay.gone(this);
  }

  private void take(ClientFrame frame) {
    if (frame.hasHello() && !greeted) {
      greeted = true;
      send(
          RelayFrame.newBuilder()
              .setWelcome(
                  Welcome.newBuilder()
                      .setVersion(ProtocolVersion.NEWEST)
                      .setRelayId(RelayId.of(state.trustRoot()).bytes())
                      .setChallenge(challenge)));
    } else if (!greeted) {
      close(CloseCode.LOGIN_REFUSED);
    } else if (frame.hasLogin() && kind == ConnectionKind.INBOX) {
      login(frame.getLogin());
    } else if (frame.hasRequest()) {
      request(frame.getRequest());
    } else if (frame.hasAcknowledge() && account != null) {
      List<ByteString> ids = frame.getAcknowledge().getEnvelopeIdsList();
      state.acknowledge(account, ids);
      ids.forEach(unacknowledged::remove);
      pump();
    }
  }

  private void login(Login login) {
    Optional<SimulatedAccount> found = state.account(login.getAccount());
    if (found.isEmpty() || !isSignedBy(found.get(), login)) {
      send(
          RelayFrame.newBuilder()
              .setRefusal(Refusal.newBuilder().setCode(Code.CODE_LOGIN_REFUSED)));
      close(CloseCode.LOGIN_REFUSED);
      return;
    }
    account = found.get();
    relay.loggedIn(this, found.get());
    send(
        RelayFrame.newBuilder()
            .setLoggedIn(LoggedIn.newBuilder().setKeys(state.counts(found.get()))));
    pump();
  }

  private boolean isSignedBy(SimulatedAccount claimed, Login login) {
    byte[] proof =
        LoginProof.bytesToSign(
            RelayId.of(state.trustRoot()),
            challenge,
            new DeviceId(claimed.id(), login.getDevice()));
    Ed25519Signer verifier = new Ed25519Signer();
    byte[] key = claimed.registration().getLoginKey().toByteArray();
    verifier.init(false, new Ed25519PublicKeyParameters(key));
    verifier.update(proof, 0, proof.length);
    return verifier.verifySignature(login.getSignature().toByteArray());
  }

  private void request(Request request) {
    if (!kind.allows(request.getCallCase())) {
      answer(request, SimulatedState.refuse(Code.CODE_WRONG_CONNECTION));
      return;
    }
    if (kind == ConnectionKind.INBOX) {
      ownRequest(request);
      return;
    }
    Optional<org.busel.wire.v1.Response.Builder> busy = state.busy(request);
    if (busy.isPresent()) {
      answer(request, busy.get());
      return;
    }
    switch (request.getCallCase()) {
      case REGISTER -> {
        answer(request, state.register(request.getRegister()));
        close(CloseCode.DONE);
      }
      case FETCH_BUNDLES -> answer(request, state.fetch(request.getFetchBundles()));
      case SUBMIT -> {
        answer(request, state.submit(request.getSubmit()));
        relay.passOn(request.getSubmit());
        relay.wake();
      }
      case WITHDRAW -> answer(request, state.withdraw(request.getWithdraw()));
      case LOOK_UP_KEYS -> answer(request, state.lookUp(request.getLookUpKeys()));
      case UPLOAD_KEYS,
          COUNT_KEYS,
          CERTIFY_SENDER,
          ISSUE_UPLOAD_TOKENS,
          LINK_DEVICE,
          PUBLISH_DEVICE_LIST,
          LOOK_UP_OWN_KEYS,
          CALL_NOT_SET ->
          answer(request, SimulatedState.refuse(Code.CODE_UNKNOWN_CALL));
    }
  }

  private void ownRequest(Request request) {
    SimulatedAccount own = account;
    if (own == null) {
      answer(request, SimulatedState.refuse(Code.CODE_NOT_LOGGED_IN));
      return;
    }
    switch (request.getCallCase()) {
      case UPLOAD_KEYS ->
          answer(
              request,
              org.busel.wire.v1.Response.newBuilder()
                  .setKeys(state.upload(own, request.getUploadKeys())));
      case COUNT_KEYS ->
          answer(request, org.busel.wire.v1.Response.newBuilder().setKeys(state.counts(own)));
      case CERTIFY_SENDER -> answer(request, state.certify(own));
      case ISSUE_UPLOAD_TOKENS -> answer(request, relay.issue(request.getIssueUploadTokens()));
      case LOOK_UP_OWN_KEYS -> answer(request, state.prove(own));
      case REGISTER,
          FETCH_BUNDLES,
          SUBMIT,
          WITHDRAW,
          LOOK_UP_KEYS,
          LINK_DEVICE,
          PUBLISH_DEVICE_LIST,
          CALL_NOT_SET ->
          answer(request, SimulatedState.refuse(Code.CODE_UNKNOWN_CALL));
    }
  }

  /// Offers what waits and was not offered on this connection, within the window.
  synchronized void pump() {
    if (account == null) {
      return;
    }
    for (Delivery delivery : state.waiting(account)) {
      if (unacknowledged.size() >= Limits.UNACKNOWLEDGED_DELIVERIES) {
        return;
      }
      if (offered.add(delivery.getEnvelopeId())) {
        unacknowledged.add(delivery.getEnvelopeId());
        saidDrained = false;
        push(Push.newBuilder().setDelivery(delivery));
      }
    }
    if (!saidDrained) {
      saidDrained = true;
      push(Push.newBuilder().setDrained(Drained.getDefaultInstance()));
    }
  }

  synchronized void push(Push.Builder push) {
    send(RelayFrame.newBuilder().setPush(push));
  }

  /// Sends bytes as they are, whatever they are.
  synchronized void sendRaw(ByteString bytes) {
    if (socket != null) {
      socket.send(okio.ByteString.of(bytes.toByteArray()));
    }
  }

  synchronized void close(CloseCode code) {
    if (socket != null) {
      socket.close(code.number(), null);
    }
  }

  private void answer(Request request, org.busel.wire.v1.Response.Builder response) {
    send(RelayFrame.newBuilder().setResponse(response.setId(request.getId())));
  }

  private void send(RelayFrame.Builder frame) {
    sendRaw(frame.build().toByteString());
  }
}
