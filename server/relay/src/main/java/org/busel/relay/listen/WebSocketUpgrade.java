package org.busel.relay.listen;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.net.NetSocketInternal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.busel.relay.limits.Visit;
import org.busel.wire.ConnectionKind;

/// Makes a connection of an HTTP request: the server's side of the WebSocket handshake (RFC 6455, section 4.2). No
/// extension and no subprotocol is ever agreed to.
///
/// Up to here Vert.x serves the socket, as it does for browsers. From here on nothing of it is left in the pipeline but
/// TLS: what remains of an idle connection is the socket, its TLS state and a [Connection].
final class WebSocketUpgrade {
  private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, 1.3
  private static final int KEY_BYTES = 16;
  private static final int BAD_REQUEST = 400;
  private static final int UPGRADE_REQUIRED = 426;
  private static final int UNAVAILABLE = 503;

  private final Floor floor;
  private final WriteBufferWaterMark marks;

  WebSocketUpgrade(Floor floor) {
    this.floor = floor;
    this.marks =
        new WriteBufferWaterMark(floor.writeQueueBytes() / 2, floor.writeQueueBytes());
  }

  /// Whether a request asks for a WebSocket.
  static boolean isAskedBy(HttpServerRequest request) {
    return lists(request, "Upgrade", "websocket") && lists(request, "Connection", "upgrade");
  }

  /// Answers a request that asks for one. On the event loop of the floor.
  void answer(HttpServerRequest request, ConnectionKind kind) {
    String key = request.getHeader("Sec-WebSocket-Key");
    if (!request.method().equals(HttpMethod.GET)
        || request.version() != HttpVersion.HTTP_1_1
        || key == null
        || !isKey(key)) {
      reject(request, BAD_REQUEST);
    } else if (!"13".equals(request.getHeader("Sec-WebSocket-Version"))) {
      HttpServerResponse _ = request.response().putHeader("Sec-WebSocket-Version", "13");
      reject(request, UPGRADE_REQUIRED);
    } else if (!floor.hall().hasPlace()
        || !Toll.isFree(floor.hall().gate(), request.remoteAddress())) {
      reject(request, UNAVAILABLE);
    } else {
      accept(request, kind, key);
    }
  }

  private static void reject(HttpServerRequest request, int status) {
    request.response().setStatusCode(status).end();
  }

  private void accept(HttpServerRequest request, ConnectionKind kind, String key) {
    HttpServerResponse _ =
        request
            .response()
            .putHeader("Upgrade", "websocket")
            .putHeader("Connection", "Upgrade")
            .putHeader("Sec-WebSocket-Accept", accepted(key));
    request
        .toNetSocket()
        .onSuccess(socket -> {
          Visit visit = Toll.visit(floor.hall().gate(), request.remoteAddress());
          take(((NetSocketInternal) socket).channelHandlerContext().pipeline(), kind, visit);
        });
  }

  private void take(ChannelPipeline pipeline, ConnectionKind kind, Visit visit) {
    if (!pipeline.channel().isActive()) {
      return;
    }
    ChannelConfig config = pipeline.channel().config();
    config.setWriteBufferWaterMark(marks);
    Connection connection = new Connection(kind, floor, visit);
    pipeline.addLast("connection", connection.peer());
    for (String name : List.copyOf(pipeline.names())) {
      var handler = pipeline.get(name);
      if (handler != null && handler != connection.peer() && !(handler instanceof SslHandler)) {
        pipeline.remove(name);
      }
    }
    connection.start();
    config.setAutoRead(true);
  }

  private static boolean lists(HttpServerRequest request, String header, String token) {
    return request.headers().getAll(header).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .anyMatch(value -> value.strip().toLowerCase(Locale.ROOT).equals(token));
  }

  private static boolean isKey(String key) {
    try {
      return Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException noBase64) {
      return false;
    }
  }

  private static String accepted(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this platform lacks SHA-1", e);
    }
  }
}
