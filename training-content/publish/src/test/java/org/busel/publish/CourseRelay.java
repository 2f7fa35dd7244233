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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.busel.format.Chunk;
import org.busel.format.Listed;
import org.busel.format.Manifest;
import org.busel.format.ModuleVerdict;
import org.busel.format.PublishAnswer;
import org.busel.format.Role;
import org.busel.format.RootDocument;
import org.busel.format.Sha256;
import org.busel.format.SignedEnvelope;
import org.busel.format.SnapshotDocument;
import org.busel.format.TargetsDocument;
import org.busel.format.TimestampDocument;
import org.busel.format.TrustSet;
import org.busel.format.TrustedCurriculum;
import org.busel.format.Verification;

/// Stands in for a relay's course pages on a loopback port, by the rules of FORMAT.md, and can misbehave.
final class CourseRelay implements AutoCloseable {
  private static final String TRUST = "/v1/trust/";

  private final HttpServer server;
  private final SigningKey own;
  private final Instant now;
  private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
  private final SortedMap<String, Integer> current = new TreeMap<>();
  private int signed;

  /// After so many chunks the relay stops answering.
  final AtomicInteger chunksUntilTrouble = new AtomicInteger(Integer.MAX_VALUE);

  /// Chunks that have arrived.
  final List<Sha256> received = new ArrayList<>();

  volatile boolean altersWhatItHandsOut;

  /// @param root signed, naming `own` for snapshot and timestamp
  CourseRelay(byte[] root, SigningKey own, Instant now) {
    this.own = own;
    this.now = now;
    documents.put(TRUST + "1.root.json", root);
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
    if (path.startsWith("/v1/chunks/")) {
      if (chunksUntilTrouble.getAndDecrement() <= 0) {
        return new PublishAnswer.Unreadable();
      }
      received.add(Sha256.of(body));
      documents.put(path, body);
      return new PublishAnswer.Admitted();
    }
    String[] parts = path.substring(TRUST.length()).split("[.]", -1);
    SignedEnvelope envelope = ((SignedEnvelope.Reading.Read) SignedEnvelope.read(body)).envelope();
    return parts[1].equals("targets")
        ? curriculum(path, body, envelope)
        : role(path, parts[1], body, envelope);
  }

  private PublishAnswer curriculum(String path, byte[] body, SignedEnvelope envelope) {
    if (!root().holders().board().isMetBy(envelope)) {
      return new PublishAnswer.Refused("NotSignedByBoard", "sign it");
    }
    return admitted("targets", path, body);
  }

  private PublishAnswer role(String path, String name, byte[] body, SignedEnvelope envelope) {
    Map<String, byte[]> kept = new TreeMap<>();
    kept.put("root", document(TRUST + "1.root.json"));
    kept.put("targets", document(TRUST + current.get("targets") + ".targets.json"));
    TrustedCurriculum curriculum = TrustSet.kept(kept).orElseThrow().curriculum().orElseThrow();
    Role role =
        curriculum.curriculum().roles().stream()
            .filter(it -> it.name().equals(name))
            .findFirst()
            .orElseThrow();
    if (Verification.signers(envelope, role, curriculum)
        instanceof Verification.Signers.Lacking(ModuleVerdict why)) {
      return new PublishAnswer.Refused(why.getClass().getSimpleName(), "have it signed");
    }
    TargetsDocument listed =
        ((TargetsDocument.Reading.Read) TargetsDocument.read(envelope)).document();
    List<Sha256> missing = new ArrayList<>();
    for (TargetsDocument.Target target : listed.targets().values()) {
      byte[] manifest = documents.get("/v1/chunks/" + target.sha256());
      if (manifest == null) {
        missing.add(target.sha256());
      } else {
        ((Manifest.Reading.Read) Manifest.read(manifest))
            .manifest().chunks().stream()
                .map(Chunk::id)
                .filter(id -> !documents.containsKey("/v1/chunks/" + id))
                .forEach(missing::add);
      }
    }
    return missing.isEmpty() ? admitted(name, path, body) : new PublishAnswer.Missing(missing);
  }

  private PublishAnswer admitted(String name, String path, byte[] body) {
    documents.put(path, body);
    String file = path.substring(TRUST.length());
    current.put(name, Integer.parseInt(file.substring(0, file.indexOf('.'))));
    signed++;
    SortedMap<String, Listed> roles = new TreeMap<>();
    current.forEach((role, version) ->
        roles.put(
            role, Listed.of(version, document(TRUST + version + "." + role + ".json"))));
    byte[] snapshot =
        own.sign(new SnapshotDocument(signed, now.plusSeconds(9_000), roles).unsigned()).bytes();
    documents.put(TRUST + signed + ".snapshot.json", snapshot);
    documents.put(
        TRUST + "timestamp.json",
        own.sign(
                new TimestampDocument(
                        signed,
                        now.plusSeconds(9_000),
                        Listed.of(signed, snapshot),
                        Optional.of(now))
                    .unsigned())
            .bytes());
    return new PublishAnswer.Admitted();
  }

  private byte[] document(String path) {
    return Optional.ofNullable(documents.get(path)).orElseThrow();
  }

  private RootDocument root() {
    return ((RootDocument.Reading.Read)
            RootDocument.read(
                ((SignedEnvelope.Reading.Read)
                        SignedEnvelope.read(document(TRUST + "1.root.json")))
                    .envelope()))
        .root();
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
