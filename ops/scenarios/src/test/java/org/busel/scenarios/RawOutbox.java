package org.busel.scenarios;

import java.net.Proxy;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.busel.sdk.transport.RelayHttp;
import org.busel.wire.ContactCard;
import org.busel.wire.RelayPlace;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.FetchBundles;
import org.busel.wire.v1.Hello;
import org.busel.wire.v1.RelayFrame;

/// An outbox connection without an SDK behind it: what anybody with a contact invitation can do to a relay.
final class RawOutbox extends WebSocketListener implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RelayHttp http;
  private final WebSocket socket;
  private final LinkedBlockingQueue<RelayFrame> frames = new LinkedBlockingQueue<>();
  private long lastId;

  RawOutbox(RelayPlace relay) {
    http = RelayHttp.to(relay, Proxy.NO_PROXY, PATIENCE);
    socket =
        http.client()
            .newWebSocket(new Request.Builder().url(relay.url() + "/v1/outbox").build(), this);
    send(ClientFrame.newBuilder().setHello(Hello.newBuilder().setVersion(1)).build());
    var _ = next();
  }

  /// Asks for the keys of an account, as somebody who wants to write to it.
  RelayFrame fetchBundles(ContactCard card) {
    lastId++;
    send(
        ClientFrame.newBuilder()
            .setRequest(
                org.busel.wire.v1.Request.newBuilder()
                    .setId(lastId)
                    .setFetchBundles(
                        FetchBundles.newBuilder()
                            .setAccount(card.account().bytes())
                            .setCapability(card.capability().bytes())))
            .build());
    return next();
  }

  @Override
  public void onMessage(WebSocket webSocket, okio.ByteString bytes) {
    try {
      frames.add(RelayFrame.parseFrom(bytes.toByteArray()));
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new IllegalStateException("the relay sent no frame", e);
    }
  }

  @Override
  public void close() {
    boolean _ = socket.close(1000, null);
    http.close();
  }

  private void send(ClientFrame frame) {
    boolean _ = socket.send(okio.ByteString.of(frame.toByteArray()));
  }

  private RelayFrame next() {
    try {
      RelayFrame frame = frames.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("the relay did not answer");
      }
      return frame;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
