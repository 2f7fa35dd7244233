package org.busel.relay.serve;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.busel.catalog.BlobId;
import org.busel.format.PublishAnswer;

/// An answer to an HTTP request.
///
/// @param contentType of the body
/// @param tag names the body for ever, if something does
/// @param lasting whether the body under this path will never be another one
/// @param body what it says; the caller may not change it afterwards
@SuppressWarnings("ArrayRecordComponent") // made and written once, never compared
record Reply(int status, String contentType, Optional<BlobId> tag, boolean lasting, byte[] body) {
  static final int OK = 200;
  static final int ACCEPTED = 202;
  static final int NO_CONTENT = 204;
  static final int BAD_REQUEST = 400;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int CONFLICT = 409;
  static final int TOO_LARGE = 413;
  static final int UNAVAILABLE = 503;
  static final int NO_ROOM = 507;

  private static final String HTML = "text/html; charset=utf-8";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";
  private static final String BYTES = "application/octet-stream";

  static Reply page(String html) {
    return new Reply(OK, HTML, Optional.empty(), false, html.getBytes(StandardCharsets.UTF_8));
  }

  static Reply json(byte[] json) {
    return new Reply(OK, JSON, Optional.empty(), false, json);
  }

  /// The newest of a document that may be replaced.
  static Reply document(BlobId id, byte[] json) {
    return new Reply(OK, JSON, Optional.of(id), false, json);
  }

  /// Bytes that are what their name says, for ever.
  static Reply blob(BlobId id, byte[] bytes) {
    return new Reply(OK, BYTES, Optional.of(id), true, bytes);
  }

  /// Bytes that are what they are today.
  static Reply bytes(byte[] bytes) {
    return new Reply(OK, BYTES, Optional.empty(), false, bytes);
  }

  /// Done, and nothing to say about it.
  static Reply nothing() {
    return new Reply(NO_CONTENT, TEXT, Optional.empty(), false, new byte[0]);
  }

  static Reply answer(int status, PublishAnswer answer) {
    return new Reply(status, JSON, Optional.empty(), false, answer.bytes());
  }

  static Reply refused(int status, String reason, String hint) {
    return answer(status, new PublishAnswer.Refused(reason, hint));
  }

  static Reply text(int status, String text) {
    return new Reply(
        status, TEXT, Optional.empty(), false, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static Reply notFound() {
    return text(NOT_FOUND, "Not Found");
  }

  static Reply unavailable() {
    return text(UNAVAILABLE, "Service Unavailable");
  }
}
