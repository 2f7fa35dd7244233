package org.busel.sdk;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.busel.sdk.transport.Answer;
import org.busel.sdk.transport.Dialed;
import org.busel.sdk.transport.RelayConnection;
import org.busel.sdk.transport.RelayHttp;
import org.busel.wire.ConnectionKind;
import org.busel.wire.RelayPlace;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.Request;
import org.jspecify.annotations.Nullable;

/// The ways to the relay: an inbox, an outbox and plain HTTPS for courses and for the key log, each with a client of its own, so that none
/// shares a connection with another. Safe for many threads.
final class RelayLines implements AutoCloseable {
  private final Options.Timing timing;
  private final RelayHttp inbox;
  private final RelayHttp outbox;
  private final RelayHttp courses;
  private final RelayHttp log;
  private final java.net.Proxy attachmentRoute;
  private final AskedToWait waits = new AskedToWait();
  private @Nullable RelayConnection sending; // guarded by this

  RelayLines(RelayPlace relay, Options options) {
    Duration patience = options.timing().connect();
    this.timing = options.timing();
    this.attachmentRoute = route(options.routes().outbox());
    this.inbox = RelayHttp.to(relay, route(options.routes().inbox()), patience);
    this.outbox = RelayHttp.to(relay, route(options.routes().outbox()), patience);
    this.courses = RelayHttp.to(relay, route(options.routes().outbox()), patience);
    this.log = RelayHttp.to(relay, route(options.routes().outbox()), patience);
  }

  /// For course documents.
  RelayHttp courses() {
    return courses;
  }

  /// For the key log.
  RelayHttp log() {
    return log;
  }

  /// A client for one attachment: nothing else shares its connections. The caller closes it.
  RelayHttp attachment() {
    return RelayHttp.to(inbox.place(), attachmentRoute, timing.request());
  }

  /// A new inbox connection, not logged in yet.
  Dialed dialInbox() {
    return RelayConnection.dial(inbox, ConnectionKind.INBOX, timing.connect());
  }

  /// Asks over the outbox connection, which is opened when it is needed and kept. If it breaks under the question,
  /// asks once more on a new one: every call of the outbox may be repeated. Waits as long as a busy relay asks for, if that
  /// is within the time for a request; if it is longer, the relay is not asked before it is over.
  Asked ask(Request call) {
    long until = System.nanoTime() + timing.request().toNanos();
    while (true) {
      Optional<Duration> pause = waits.left(call);
      if (pause.isPresent()) {
        if (until - System.nanoTime() < pause.get().toNanos() || !waits.await(pause.get())) {
          return unwelcome(pause.get());
        }
      }
      Asked asked = askNow(call);
      if (!(asked instanceof Asked.Unreachable) || waits.left(call).isEmpty()) {
        return asked;
      }
    }
  }

  /// As [#ask], for what is not worth waiting for.
  Asked askNow(Request call) {
    Optional<Duration> pause = waits.left(call);
    if (pause.isPresent()) {
      return unwelcome(pause.get());
    }
    boolean kept = hasOutbox();
    Asked asked = askOnce(call);
    return kept && asked instanceof Asked.Unreachable && !hasOutbox() ? askOnce(call) : asked;
  }

  private static Asked unwelcome(Duration pause) {
    return new Asked.Unreachable(
        "the relay is busy and asks to wait for " + (pause.toSeconds() + 1) + " seconds");
  }

  private Asked askOnce(Request call) {
    Dialed dialed = outbox();
    if (dialed instanceof Dialed.Open open) {
      return asked(open.connection(), call, open.connection().request(call, timing.request()));
    }
    if (dialed instanceof Dialed.Unreachable unreachable) {
      return new Asked.Unreachable(unreachable.reason());
    }
    return dialed instanceof Dialed.NotTrusted notTrusted
        ? new Asked.NotTrusted(notTrusted.reason())
        : new Asked.VersionTooOld();
  }

  private synchronized boolean hasOutbox() {
    return sending != null && sending.isOpen();
  }

  private Asked asked(RelayConnection connection, Request call, Answer answer) {
    if (answer instanceof Answer.Answered answered) {
      return new Asked.Answered(answered.response());
    }
    if (answer instanceof Answer.Refused refused) {
      Code code = refused.refusal().getCode();
      if (code != Code.CODE_BUSY && code != Code.CODE_UNAVAILABLE) {
        return new Asked.Refused(refused.refusal());
      }
      waits.heard(call, refused.refusal());
      return new Asked.Unreachable("the relay is busy or in trouble");
    }
    connection.close();
    return new Asked.Unreachable(((Answer.Unanswered) answer).reason());
  }

  private synchronized Dialed outbox() {
    RelayConnection kept = sending;
    if (kept != null && kept.isOpen()) {
      return new Dialed.Open(kept);
    }
    Dialed dialed = RelayConnection.dial(outbox, ConnectionKind.OUTBOX, timing.connect());
    sending = dialed instanceof Dialed.Open open ? open.connection() : null;
    return dialed;
  }

  @Override
  public void close() {
    waits.close();
    closeLines();
  }

  private synchronized void closeLines() {
    if (sending != null) {
      sending.close();
    }
    inbox.close();
    outbox.close();
    courses.close();
    log.close();
  }

  private static java.net.Proxy route(Proxy proxy) {
    if (proxy instanceof Proxy.Socks5 socks) {
      return proxy(java.net.Proxy.Type.SOCKS, socks.host(), socks.port());
    }
    if (proxy instanceof Proxy.Http http) {
      return proxy(java.net.Proxy.Type.HTTP, http.host(), http.port());
    }
    return java.net.Proxy.NO_PROXY;
  }

  private static java.net.Proxy proxy(java.net.Proxy.Type type, String host, int port) {
    return new java.net.Proxy(type, new InetSocketAddress(host, port));
  }
}
