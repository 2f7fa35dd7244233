package org.busel.relay.serve;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.busel.catalog.BlobId;
import org.busel.format.ModuleId;
import org.busel.format.Signature;
import org.busel.format.Verification;
import org.busel.relay.keylog.KeyLog;
import org.busel.relay.telemetry.Faults;
import org.busel.relay.telemetry.RelayMeters;
import org.busel.relay.telemetry.RelayMeters.Offer;
import org.busel.storage.RelayStore;
import org.busel.store.StoreUnavailableException;
import org.busel.wire.AttachmentBodies;
import org.busel.wire.LogBodies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The relay's web site: every request that is not a device's WebSocket. Requests arrive and are answered on their
/// event loop; what they need of the store is got on a virtual thread between.
public final class Site {
  private static final Logger log = LoggerFactory.getLogger(Site.class);
  private static final String LASTING = "public, max-age=31536000, immutable";

  private final TrustOffice trust;
  private final Shelf shelf;
  private final Publishing publishing;
  private final Uploads uploads;
  private final AttachmentRequests attachments;
  private final KeyLogRequests keyLog;
  private final Ground ground;

  /// What the site stands on.
  ///
  /// @param threads virtual ones, made for each task
  public record Ground(Vertx vertx, Executor threads, RelayMeters meters) {}

  /// What has rooms of its own.
  public record Parts(Attachments attachments, KeyLog keyLog) {}

  /// @param trust says who may publish
  public Site(
      RelayStore store,
      TrustOffice trust,
      Parts parts,
      Clock clock,
      Ground ground) {
    this.trust = trust;
    this.shelf = new Shelf(store.catalog(), store.blobs());
    this.publishing = new Publishing(store.catalog(), store.blobs(), trust, clock);
    this.uploads = new Uploads(ground.vertx());
    this.attachments = new AttachmentRequests(parts.attachments(), ground);
    this.keyLog = new KeyLogRequests(parts.keyLog());
    this.ground = ground;
  }

  /// Answers one request. On its event loop.
  public void answer(HttpServerRequest request) {
    // A response that fails has lost its browser, which needs no answer.
    request.exceptionHandler(_ -> {});
    request.response().exceptionHandler(_ -> {});
    String path = request.path();
    if (path != null && path.startsWith(AttachmentBodies.PATH)) {
      attachments.answer(request, path.substring(AttachmentBodies.PATH.length()));
      return;
    }
    if (path != null && path.startsWith(LogBodies.PATH)) {
      keyLog(request, path.substring(LogBodies.PATH.length()));
      return;
    }
    Optional<Destination> destination = path == null ? Optional.empty() : Destination.parse(path);
    HttpMethod method = request.method();
    if (destination.isEmpty()) {
      write(request, Reply.notFound());
    } else if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
      Words words = Words.wantedBy(header(request, "Accept-Language"));
      later(request, () -> show(destination.get(), words));
    } else if (method.equals(HttpMethod.PUT)) {
      put(request, destination.get());
    } else {
      write(request, Reply.text(Reply.METHOD_NOT_ALLOWED, "Method Not Allowed"));
    }
  }

  private void keyLog(HttpServerRequest request, String below) {
    if (request.method().equals(HttpMethod.GET)) {
      Optional<String> known = Optional.ofNullable(request.getParam("known"));
      later(request, () -> keyLog.get(below, known));
    } else if (request.method().equals(HttpMethod.PUT) && below.equals("witness")) {
      uploads.read(
          request,
          LogBodies.MAX_BYTES,
          bytes -> later(request, () -> keyLog.witness(bytes)),
          refusal -> writeAndClose(request, refusal));
    } else {
      writeAndClose(request, Reply.text(Reply.METHOD_NOT_ALLOWED, "Method Not Allowed"));
    }
  }

  private Reply show(Destination destination, Words words) {
    return switch (destination) {
      case Destination.Front() -> Reply.page(Pages.catalogue(shelf.listing(), words));
      case Destination.Course(var module) ->
          shelf
              .module(module)
              .map(it -> Reply.page(Pages.module(it, signatures(module), words)))
              .orElseGet(Reply::notFound);
      case Destination.Listing() -> Reply.json(shelf.listing().bytes());
      case Destination.Timestamp() -> document(trust.timestamp());
      case Destination.SignedDocument(String name, int version) ->
          document(trust.document(name, version));
      case Destination.ChunkNamed(var id) -> {
        BlobId blob = new BlobId(id.hex());
        yield shelf
            .bytes(blob)
            .map(bytes -> Reply.blob(blob, bytes.toByteArray()))
            .orElseGet(Reply::notFound);
      }
      case Destination.Health() -> Reply.text(Reply.OK, "ok");
    };
  }

  private List<Signature> signatures(ModuleId module) {
    return trust.trusted().map(it -> Verification.signatures(it, module)).orElse(List.of());
  }

  private Reply document(Optional<BlobId> id) {
    return id.flatMap(
            blob -> shelf.bytes(blob).map(bytes -> Reply.document(blob, bytes.toByteArray())))
        .orElseGet(Reply::notFound);
  }

  private void put(HttpServerRequest request, Destination destination) {
    switch (destination) {
      case Destination.SignedDocument(String name, int version) ->
          take(
              request,
              Uploads.DOCUMENT_BYTES,
              bytes -> publishing.document(name, version, bytes));
      // Asked before the body is read, so that a stranger's bytes cost nothing.
      case Destination.ChunkNamed(var id) when !publishing.awaits(id) ->
          writeAndClose(request, publishing.chunk(id, new byte[0]));
      case Destination.ChunkNamed(var id) ->
          take(request, Uploads.DOCUMENT_BYTES, bytes -> publishing.chunk(id, bytes));
      case Destination.Front(), Destination.Course _, Destination.Listing(), Destination.Timestamp(),
          Destination.Health() ->
          writeAndClose(request, Reply.text(Reply.METHOD_NOT_ALLOWED, "Method Not Allowed"));
    }
  }

  private void take(HttpServerRequest request, int mostBytes, Uploads.Use use) {
    uploads.read(
        request,
        mostBytes,
        bytes -> later(request, () -> counted(use.of(bytes))),
        refusal -> writeAndClose(request, refusal));
  }

  private Reply counted(Reply reply) {
    ground
        .meters()
        .offered(
            switch (reply.status()) {
              case Reply.OK -> Offer.ADMITTED;
              case Reply.ACCEPTED -> Offer.INCOMPLETE;
              case Reply.UNAVAILABLE -> Offer.UNAVAILABLE;
              default -> Offer.REFUSED;
            });
    return reply;
  }

  private void later(HttpServerRequest request, Supplier<Reply> work) {
    Context loop = ground.vertx().getOrCreateContext(); // that of the request
    ground
        .threads()
        .execute(() -> {
          Reply reply = safely(work);
          loop.runOnContext(_ -> write(request, reply));
        });
  }

  private static Reply safely(Supplier<Reply> work) {
    try {
      return work.get();
    } catch (StoreUnavailableException unavailable) {
      log.warn("store unavailable, a web request was answered so");
      return Reply.unavailable();
    } catch (RuntimeException bug) { // the thread's top: the browser must still get an answer
      Faults.report(log, "answering a web request", bug);
      return Reply.unavailable();
    }
  }

  private static void writeAndClose(HttpServerRequest request, Reply reply) {
    // What is still on its way is not read; the connection ends with the answer.
    request.response().putHeader("Connection", "close");
    write(request, reply);
  }

  private static void write(HttpServerRequest request, Reply reply) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    response
        .putHeader("Content-Security-Policy", Pages.POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Content-Type", reply.contentType())
        .putHeader("Cache-Control", reply.lasting() ? LASTING : "no-cache")
        .putHeader("Vary", "Accept-Language");
    Optional<String> tag = reply.tag().map(id -> '"' + id.hex() + '"');
    tag.ifPresent(text -> response.putHeader("ETag", text));
    if (tag.isPresent() && header(request, "If-None-Match").equals(tag.get())) {
      response.setStatusCode(304).end();
    } else if (request.method().equals(HttpMethod.HEAD)) {
      response
          .setStatusCode(reply.status())
          .putHeader("Content-Length", String.valueOf(reply.body().length))
          .end();
    } else {
      response.setStatusCode(reply.status()).end(Buffer.buffer(reply.body()));
    }
  }

  private static String header(HttpServerRequest request, String name) {
    String value = request.getHeader(name);
    return value == null ? "" : value;
  }
}
