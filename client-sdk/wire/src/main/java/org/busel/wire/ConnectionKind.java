package org.busel.wire;

import java.util.Optional;
import org.busel.wire.v1.Request.CallCase;

/// The two connections of a device, which are never one: what it receives on says who it is, what it sends on does not.
public enum ConnectionKind {
  /// Logged in: deliveries, acknowledgements, own keys.
  INBOX("/v1/inbox"),

  /// Never logged in: other people's keys, envelopes to them, registration.
  OUTBOX("/v1/outbox");

  private final String path;

  ConnectionKind(String path) {
    this.path = path;
  }

  /// The kind that a WebSocket path asks for, or nothing.
  public static Optional<ConnectionKind> of(String path) {
    for (ConnectionKind kind : values()) {
      if (kind.path.equals(path)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /// Path of the WebSocket below the relay's URL.
  public String path() {
    return path;
  }

  /// Whether a call may be made here. One that is unknown is allowed on both, so that it is answered as unknown and
  /// not as misplaced.
  public boolean allows(CallCase call) {
    return switch (call) {
      case REGISTER, LINK_DEVICE, FETCH_BUNDLES, SUBMIT, WITHDRAW, LOOK_UP_KEYS -> this == OUTBOX;
      case UPLOAD_KEYS,
          COUNT_KEYS,
          CERTIFY_SENDER,
          ISSUE_UPLOAD_TOKENS,
          PUBLISH_DEVICE_LIST,
          LOOK_UP_OWN_KEYS ->
          this == INBOX;
      case CALL_NOT_SET -> true;
    };
  }
}
