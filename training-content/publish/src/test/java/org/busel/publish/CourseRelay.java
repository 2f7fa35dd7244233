package org.busel.publish;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.busel.format.Chunk;
import org.busel.format.CurriculumVerdict;
import org.busel.format.Known;
import org.busel.format.Manifest;
import org.busel.format.ModuleVerdict;
import org.busel.format.PublishAnswer;
import org.busel.format.Sha256;
import org.busel.format.TrustedCurriculum;
import org.busel.format.Verification;
import org.busel.format.VerifyingKey;

/// Stands in for a relay's course pages on a loopback port, by the rules of FORMAT.md, and can misbehave.
final class CourseRelay implements AutoCloseable {
  private final HttpServer server;
  private final VerifyingKey board;
  private final Instant now;
  private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
  private Optional<TrustedCurriculum> curriculum = Optional.empty();

  /// After so many chunks the relay stops answering.
  final AtomicInteger chunksUntilTrouble = new AtomicInteger(Integer.MAX_VALUE);

  /// Chunks that have arrived.
  final List<Sha256> received = new ArrayList<>();

  volatile boolean altersWhatItHandsOut;

  CourseRelay(VerifyingKey board, Instant now) {
    this.board = board;
    this.now = now;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var _ = server.createContext("/v1/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      if (exchange.getRequestMethod().equals("GET")) {
        byte[] found = documents.getOrDefault(path, new byte[0]);
        byte[] handedOut = found.clone();
        if (altersWhatItHandsOut && handedOut.length > 0) {
          handedOut[0] ^= 1;
        }
        send(exchange, found.length == 0 ? 404 : 200, handedOut);
        return;
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      PublishAnswer answer = offered(path, body);
      int status =
          switch (answer) {
            case PublishAnswer.Admitted _ -> 200;
            case PublishAnswer.Missing _ -> 202;
            case PublishAnswer.Refused _ -> 409;
            case PublishAnswer.Unreadable _ -> 503;
          };
      send(
          exchange,
          status,
          answer instanceof PublishAnswer.Unreadable ? new byte[0] : answer.bytes());
    }
  }

  private synchronized PublishAnswer offered(String path, byte[] body) {
    if (path.equals("/v1/curriculum")) {
      CurriculumVerdict verdict = Verification.curriculum(body, board, Known.NOTHING, now);
      if (!(verdict instanceof CurriculumVerdict.Trusted trusted)) {
        return new PublishAnswer.Refused(verdict.getClass().getSimpleName(), "sign it");
      }
      curriculum = Optional.of(trusted.curriculum());
      documents.put(path, body);
      return new PublishAnswer.Admitted();
    }
    if (path.startsWith("/v1/chunks/")) {
      if (chunksUntilTrouble.getAndDecrement() <= 0) {
        return new PublishAnswer.Unreadable();
      }
      received.add(Sha256.of(body));
      documents.put(path, body);
      return new PublishAnswer.Admitted();
    }
    ModuleVerdict verdict = Verification.module(body, curriculum.orElseThrow(), Known.NOTHING, now);
    if (!(verdict instanceof ModuleVerdict.Verified(Manifest manifest, _, _, _))) {
      return new PublishAnswer.Refused(verdict.getClass().getSimpleName(), "have it signed");
    }
    List<Sha256> missing =
        manifest.chunks().stream()
            .map(Chunk::id)
            .filter(id -> !documents.containsKey("/v1/chunks/" + id))
            .toList();
    if (!missing.isEmpty()) {
      return new PublishAnswer.Missing(missing);
    }
    documents.put(path, body);
    return new PublishAnswer.Admitted();
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
