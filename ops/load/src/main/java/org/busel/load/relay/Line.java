package org.busel.load.relay;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.busel.load.Connection;
import org.busel.load.LoadException;
import org.busel.wire.ConnectionKind;
import org.busel.wire.LoginProof;
import org.busel.wire.ProtocolVersion;
import org.busel.wire.RelayId;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.Hello;
import org.busel.wire.v1.Login;
import org.busel.wire.v1.RelayFrame;
import org.busel.wire.v1.Welcome;
import org.jspecify.annotations.Nullable;

/// One connection to the relay. Answers to submits and deliveries are read where they lie; everything else as a record of
/// `wire`. On the loop only.
public final class Line extends WebSocket {
  private static final int CONTENT_AFTER_ID = 16;

  private final ConnectionKind kind;
  private final CompletableFuture<Line> open = new CompletableFuture<>();
  private CompletableFuture<RelayFrame> next = new CompletableFuture<>();
  private Welcome welcome = Welcome.getDefaultInstance();
  private Reader reader = new Reader() {};
  private @Nullable Runnable gathering;
  private int closedWith;
  private boolean gone;

  Line(Connection connection, ConnectionKind kind, SplittableRandom random) {
    super(connection, random);
    this.kind = kind;
  }

  /// What arrives.
  public interface Reader {
    /// A request was accepted.
    default void accepted(long request) {}

    /// Anything else the relay says.
    default void other(RelayFrame frame) {}

    /// An envelope is offered.
    ///
    /// @param id index of its 16-byte id in `in`
    /// @param content index of its content in `in`, which is gone when this returns
    default void delivery(ByteBuf in, int id, int content, int length) {}

    /// The connection is no more.
    ///
    /// @param status with which the relay closed it, 0 if it did not
    default void ended(int status) {}
  }

  /// Done when the relay has said Welcome.
  CompletableFuture<Line> open() {
    return open;
  }

  /// Who is told from here on.
  public void reader(Reader reads) {
    reader = reads;
  }

  /// What is to be written at the end of each turn in which anything has been written.
  void gather(Runnable write) {
    gathering = write;
  }

  /// Sends one frame and gets the next that arrives.
  public CompletableFuture<RelayFrame> exchange(ClientFrame frame) {
    next = new CompletableFuture<>();
    send(frame);
    return next;
  }

  /// Sends one frame.
  public void send(ClientFrame frame) {
    var _ = connection().out().writeBytes(frame(frame.toByteArray()));
  }

  /// Logs the device in.
  CompletableFuture<Line> login(Persona persona) {
    byte[] proof =
        LoginProof.bytesToSign(
            new RelayId(welcome.getRelayId()), welcome.getChallenge(), persona.device());
    Login login =
        Login.newBuilder()
            .setAccount(persona.device().account().bytes())
            .setDevice(persona.device().number())
            .setSignature(ByteString.copyFrom(persona.login().sign(proof)))
            .build();
    return exchange(ClientFrame.newBuilder().setLogin(login).build())
        .thenApply(answer -> {
          if (!answer.hasLoggedIn()) {
            throw new LoadException("the relay refused a login");
          }
          return this;
        });
  }

  /// Whether the connection has ended.
  public boolean isGone() {
    return gone;
  }

  /// Closes the socket, without a word.
  public void close() {
    connection().close();
  }

  @Override
  public void begin() {
    upgrade(kind.path());
  }

  @Override
  void opened() {
    var _ =
        exchange(
                ClientFrame.newBuilder()
                    .setHello(Hello.newBuilder().setVersion(ProtocolVersion.NEWEST))
                    .build())
            .thenAccept(frame -> {
              welcome = frame.getWelcome();
              if (frame.hasWelcome()) {
                open.complete(this);
              } else {
                open.completeExceptionally(new LoadException("the relay does not say Welcome"));
              }
            });
  }

  @Override
  void message(ByteBuf in, int index, int length) {
    if (next.isDone() && (acceptedAt(in, index, length) || deliveryAt(in, index, length))) {
      return;
    }
    byte[] bytes = new byte[length];
    var _ = in.getBytes(index, bytes);
    try {
      RelayFrame frame = RelayFrame.parseFrom(bytes);
      if (!next.complete(frame)) {
        reader.other(frame);
      }
    } catch (InvalidProtocolBufferException e) {
      throw new LoadException("the relay sent what is no frame", e);
    }
  }

  /// RelayFrame 3 response { 1 id, 5 accepted { whatever } }.
  private boolean acceptedAt(ByteBuf in, int index, int length) {
    if (length < 6 || in.getByte(index) != 0x1a) {
      return false;
    }
    int at = afterLength(in, index + 1);
    if (in.getByte(at) != 0x08) {
      return false;
    }
    int afterId = afterLength(in, at + 1);
    if (afterId >= index + length || in.getByte(afterId) != 0x2a) {
      return false;
    }
    long id = 0;
    int shift = 0;
    for (int i = at + 1; i < afterId; i++, shift += 7) {
      id |= (in.getByte(i) & 0x7fL) << shift;
    }
    reader.accepted(id);
    return true;
  }

  /// RelayFrame 4 push { 1 delivery { 1 envelope_id, 2 content } }, lengths of the larger buckets.
  private boolean deliveryAt(ByteBuf in, int index, int length) {
    if (length < 64 || in.getByte(index) != 0x22) {
      return false;
    }
    int delivery = afterLength(in, index + 1);
    if (in.getByte(delivery) != 0x0a) {
      return false;
    }
    int id = afterLength(in, delivery + 1);
    if (in.getByte(id) != 0x0a || in.getByte(id + 1) != CONTENT_AFTER_ID) {
      return false;
    }
    int content = afterLength(in, id + 2 + CONTENT_AFTER_ID + 1);
    reader.delivery(in, id + 2, content, index + length - content);
    return true;
  }

  private static int afterLength(ByteBuf in, int index) {
    int at = index;
    while (in.getByte(at) < 0) {
      at++;
    }
    return at + 1;
  }

  @Override
  void closing(int status) {
    closedWith = status;
    connection().close();
  }

  @Override
  public void turnEnds() {
    if (gathering != null) {
      gathering.run();
    }
  }

  @Override
  public void ended() {
    gone = true;
    LoadException closed = new LoadException("the relay closed with " + closedWith);
    open.completeExceptionally(closed);
    next.completeExceptionally(closed);
    reader.ended(closedWith);
  }

  /// Which of the two doors it came in by.
  public ConnectionKind kind() {
    return kind;
  }
}
