package org.busel.relay;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.busel.wire.Capability;
import org.busel.wire.ConnectionKind;
import org.busel.wire.DeviceId;
import org.busel.wire.EnvelopeId;
import org.busel.wire.LoginProof;
import org.busel.wire.ProtocolVersion;
import org.busel.wire.RelayId;
import org.busel.wire.v1.Acknowledge;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.Hello;
import org.busel.wire.v1.Login;
import org.busel.wire.v1.RelayFrame;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.SealedEnvelope;
import org.busel.wire.v1.Submit;
import org.busel.wire.v1.Welcome;

/// Plays a device at a rehearsal: it believes whatever certificate it is shown, writes to itself, and what it writes is
/// nothing. One thread, which blocks.
final class Understudy implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String HOST = "localhost";
  private static final int CONTENT_BYTES = 1_024;
  private static final long PATIENCE_SECONDS = 60;

  private final Role role;
  private final int port;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient browser =
      vertx.createHttpClient(new HttpClientOptions().setSsl(true).setTrustAll(true));
  private final WebSocketClient dialler =
      vertx.createWebSocketClient(new WebSocketClientOptions().setSsl(true).setTrustAll(true));

  /// Whom it plays.
  record Role(DeviceId id, Capability capability, PrivateKey loginKey, int registrationId) {}

  /// @param port of the relay, on this machine
  Understudy(Role role, int port) {
    this.role = role;
    this.port = port;
  }

  /// Fetches a page.
  void look(String path) {
    Buffer _ =
        await(
            browser
                .request(HttpMethod.GET, port, HOST, path)
                .compose(request -> request.send())
                .compose(HttpClientResponse::body));
  }

  /// Comes, logs in, writes, reads, acknowledges and goes.
  void visit(int messages) {
    Line inbox = dial(ConnectionKind.INBOX);
    inbox.send(ClientFrame.newBuilder().setLogin(login(inbox.hello())));
    RelayFrame _ = inbox.next(RelayFrame::hasLoggedIn);
    Line outbox = dial(ConnectionKind.OUTBOX);
    Welcome _ = outbox.hello();
    for (int i = 1; i <= messages; i++) {
      outbox.send(ClientFrame.newBuilder().setRequest(submit(i)));
      RelayFrame _ = outbox.next(frame -> frame.getResponse().hasAccepted());
      RelayFrame delivery = inbox.next(frame -> frame.getPush().hasDelivery());
      inbox.send(
          ClientFrame.newBuilder()
              .setAcknowledge(
                  Acknowledge.newBuilder()
                      .addEnvelopeIds(delivery.getPush().getDelivery().getEnvelopeId())));
    }
    inbox.close();
    outbox.close();
  }

  private Login login(Welcome welcome) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(role.loginKey());
      signature.update(
          LoginProof.bytesToSign(
              new RelayId(welcome.getRelayId()), welcome.getChallenge(), role.id()));
      return Login.newBuilder()
          .setAccount(role.id().account().bytes())
          .setDevice(role.id().number())
          .setSignature(ByteString.copyFrom(signature.sign()))
          .build();
    } catch (GeneralSecurityException noEd25519) {
      throw new IllegalStateException("this JDK has no Ed25519", noEd25519);
    }
  }

  private Request submit(long id) {
    return Request.newBuilder()
        .setId(id)
        .setSubmit(
            Submit.newBuilder()
                .setId(EnvelopeId.random(RANDOM).bytes())
                .setAccount(role.id().account().bytes())
                .setCapability(role.capability().bytes())
                .addEnvelopes(
                    SealedEnvelope.newBuilder()
                        .setDevice(role.id().number())
                        .setRegistrationId(role.registrationId())
                        .setContent(ByteString.copyFrom(new byte[CONTENT_BYTES]))))
        .build();
  }

  private Line dial(ConnectionKind kind) {
    return new Line(await(dialler.connect(port, HOST, kind.path())));
  }

  @Override
  public void close() {
    Void _ = await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException("the rehearsal has come to a halt", failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the rehearsal was interrupted", stop);
    }
  }

  /// The device's end of one WebSocket.
  private static final class Line {
    private final WebSocket socket;
    private final BlockingQueue<Buffer> frames = new LinkedBlockingQueue<>();

    Line(WebSocket socket) {
      this.socket = socket;
      WebSocket _ = socket.binaryMessageHandler(frames::add);
    }

    Welcome hello() {
      send(
          ClientFrame.newBuilder()
              .setHello(Hello.newBuilder().setVersion(ProtocolVersion.NEWEST)));
      return next(RelayFrame::hasWelcome).getWelcome();
    }

    void send(ClientFrame.Builder frame) {
      Void _ = await(socket.writeBinaryMessage(Buffer.buffer(frame.build().toByteArray())));
    }

    /// The next frame that is `wanted`; others are passed over.
    RelayFrame next(Predicate<RelayFrame> wanted) {
      try {
        while (true) {
          Buffer frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
          if (frame == null) {
            throw new IllegalStateException("the relay said nothing");
          }
          RelayFrame said = RelayFrame.parseFrom(frame.getBytes());
          if (wanted.test(said)) {
            return said;
          }
        }
      } catch (InvalidProtocolBufferException garbage) {
        throw new IllegalStateException("the relay said what is no frame", garbage);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the rehearsal was interrupted", stop);
      }
    }

    void close() {
      Void _ = await(socket.close());
    }
  }
}
