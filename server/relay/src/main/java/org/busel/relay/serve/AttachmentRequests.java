package org.busel.relay.serve;

import com.google.protobuf.ByteString;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.busel.relay.telemetry.Faults;
import org.busel.store.StoreUnavailableException;
import org.busel.wire.AttachmentBodies;
import org.busel.wire.AttachmentId;
import org.busel.wire.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTPS requests of PROTOCOL.md "Attachments". They arrive and are answered on their event loop; the store is asked on
/// a virtual thread between. A peer that doesn't read its answers is given no more of them.
final class AttachmentRequests {
  private static final Logger log = LoggerFactory.getLogger(AttachmentRequests.class);
  private static final int READS_AT_ONCE = 32;
  private static final int PARTIAL = 206;
  private static final Pattern PLACE = Pattern.compile("([0-9a-f]{64})(?:/parts/(0|[1-9]\\d{0,3}))?");
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,10})-(\\d{0,10})");
  private static final Pattern BEARER = Pattern.compile("Bearer ([0-9a-f]{64})");

  private final Attachments attachments;
  private final Uploads uploads;
  private final Site.Ground ground;
  private final Semaphore reads = new Semaphore(READS_AT_ONCE);

  AttachmentRequests(Attachments attachments, Site.Ground ground) {
    this.attachments = attachments;
    this.uploads = new Uploads(ground.vertx());
    this.ground = ground;
  }

  /// Answers one request.
  ///
  /// @param below the path, without [AttachmentBodies#PATH] before it
  void answer(HttpServerRequest request, String below) {
    HttpMethod method = request.method();
    Matcher place = PLACE.matcher(below);
    if (below.equals("key") && method.equals(HttpMethod.GET)) {
      later(request, attachments::key);
    } else if (!place.matches()) {
      refuse(request, Reply.notFound());
    } else {
      AttachmentId id = AttachmentId.parse(place.group(1)).orElseThrow();
      String part = place.group(2);
      if (part == null) {
        whole(request, id);
      } else if (method.equals(HttpMethod.PUT)) {
        put(request, id, Integer.parseInt(part));
      } else {
        refuse(request, Reply.text(Reply.METHOD_NOT_ALLOWED, "Method Not Allowed"));
      }
    }
  }

  private void whole(HttpServerRequest request, AttachmentId id) {
    if (request.method().equals(HttpMethod.PUT)) {
      take(request, AttachmentBodies.MAX_BYTES, bytes -> attachments.open(id, bytes));
    } else if (request.method().equals(HttpMethod.GET)) {
      get(request, id);
    } else if (!request.method().equals(HttpMethod.DELETE)) {
      refuse(request, Reply.text(Reply.METHOD_NOT_ALLOWED, "Method Not Allowed"));
    } else if (!hasKeyOf(request, id)) {
      refuse(request, Reply.text(Reply.FORBIDDEN, "Forbidden"));
    } else {
      later(request, () -> attachments.withdraw(id));
    }
  }

  private void put(HttpServerRequest request, AttachmentId id, int part) {
    // Looked at before the body is read, so that a stranger's bytes cost nothing.
    if (hasKeyOf(request, id)) {
      take(request, Limits.ATTACHMENT_PART_BYTES, bytes -> attachments.put(id, part, bytes));
    } else {
      refuse(request, Reply.text(Reply.FORBIDDEN, "Forbidden"));
    }
  }

  private void get(HttpServerRequest request, AttachmentId id) {
    String header = request.getHeader("Range");
    Matcher range = RANGE.matcher(header == null ? "" : header);
    if (!range.matches()) {
      refuse(request, Reply.text(Reply.BAD_REQUEST, "Bad Request: ask for a range of bytes"));
      return;
    }
    long first = Long.parseLong(range.group(1));
    long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
    if (last < first) {
      refuse(request, Reply.text(Reply.BAD_REQUEST, "Bad Request"));
      return;
    }
    work(
        request,
        () -> {
          Optional<Attachments.Piece> piece = read(id, first, last);
          return it -> piece.ifPresentOrElse(found -> write(it, found), () -> missing(it));
        });
  }

  private Optional<Attachments.Piece> read(AttachmentId id, long first, long last) {
    reads.acquireUninterruptibly();
    try {
      return attachments.read(id, first, last);
    } finally {
      reads.release();
    }
  }

  private static boolean hasKeyOf(HttpServerRequest request, AttachmentId id) {
    String header = request.getHeader("Authorization");
    Matcher bearer = BEARER.matcher(header == null ? "" : header);
    return bearer.matches()
        && Attachments.opens(id, ByteString.copyFrom(HexFormat.of().parseHex(bearer.group(1))));
  }

  private void take(HttpServerRequest request, int mostBytes, Uploads.Use use) {
    uploads.read(
        request,
        mostBytes,
        bytes -> later(request, () -> use.of(bytes)),
        refusal -> refuse(request, Reply.text(refusal.status(), "refused")));
  }

  private void later(HttpServerRequest request, Supplier<Reply> asked) {
    work(
        request,
        () -> {
          Reply reply = asked.get();
          return it -> write(it, reply);
        });
  }

  /// Gets on a virtual thread what is then written on the loop.
  private void work(HttpServerRequest request, Supplier<Consumer<HttpServerRequest>> asked) {
    Context loop = ground.vertx().getOrCreateContext(); // that of the request
    ground
        .threads()
        .execute(() -> {
          Consumer<HttpServerRequest> answer = safely(asked);
          loop.runOnContext(_ -> answer.accept(request));
        });
  }

  private static Consumer<HttpServerRequest> safely(
      Supplier<Consumer<HttpServerRequest>> asked) {
    try {
      return asked.get();
    } catch (StoreUnavailableException unavailable) {
      log.warn("store unavailable, a request about an attachment was answered so");
    } catch (RuntimeException bug) { // the thread's top: the device must still get an answer
      Faults.report(log, "answering a request about an attachment", bug);
    }
    return request -> write(request, Reply.unavailable());
  }

  private static void missing(HttpServerRequest request) {
    write(request, Reply.notFound());
  }

  /// Answers without reading what is still on its way.
  private static void refuse(HttpServerRequest request, Reply reply) {
    request.response().putHeader("Connection", "close");
    write(request, reply);
  }

  private static void write(HttpServerRequest request, Reply reply) {
    whenRead(request.response(), response ->
        response
            .putHeader("Content-Type", reply.contentType())
            .putHeader("Cache-Control", "no-store")
            .setStatusCode(reply.status())
            .end(Buffer.buffer(reply.body())));
  }

  private static void write(HttpServerRequest request, Attachments.Piece piece) {
    long last = piece.first() + piece.bytes().size() - 1;
    String range = "bytes " + piece.first() + "-" + last + "/" + piece.sealedBytes();
    whenRead(request.response(), response ->
        response
            .putHeader("Content-Type", "application/octet-stream")
            .putHeader("Cache-Control", "no-store")
            .putHeader("Content-Range", range)
            .setStatusCode(PARTIAL)
            .end(Buffer.buffer(piece.bytes().toByteArray())));
  }

  /// Writes when the peer has taken what was written before, so that unread answers don't pile up.
  private static void whenRead(
      HttpServerResponse response, Function<HttpServerResponse, ?> write) {
    if (response.closed() || response.ended()) {
      return;
    }
    if (response.writeQueueFull()) {
      response.drainHandler(_ -> {
        var _ = write.apply(response);
      });
    } else {
      var _ = write.apply(response);
    }
  }
}
