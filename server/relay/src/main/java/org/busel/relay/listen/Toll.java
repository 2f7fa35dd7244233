package org.busel.relay.listen;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.Optional;
import org.busel.relay.deliver.Submission;
import org.busel.relay.limits.Gate;
import org.busel.relay.limits.Passage;
import org.busel.relay.limits.Prefix;
import org.busel.relay.limits.Visit;
import org.busel.relay.limits.Visit.Ask;
import org.busel.wire.ConnectionKind;
import org.busel.wire.v1.FetchBundles;
import org.busel.wire.v1.LookUpKeys;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.Submit;

/// What is counted at the socket, before any work is done: connections, and requests by what they ask for. Called on
/// event loops; never waits.
final class Toll {
  private Toll() {}

  /// Whether one more connection may be opened from there.
  static boolean isFree(Gate gate, SocketAddress from) {
    return gate.connect(prefix(gate, from)) instanceof Passage.Free;
  }

  /// A connection that was just opened from there.
  static Visit visit(Gate gate, SocketAddress from) {
    return gate.visit(prefix(gate, from));
  }

  /// Whether the relay goes into a request at all.
  static Passage of(Visit visit, Gate gate, ConnectionKind kind, Request request) {
    Passage passage =
        switch (kind) {
          case INBOX -> visit.inbox(ask(request));
          case OUTBOX -> visit.outbox(ask(request));
        };
    return passage instanceof Passage.Free && kind == ConnectionKind.OUTBOX
        ? shown(gate, request)
        : passage;
  }

  /// The same for a submit.
  static Passage of(Visit visit, Gate gate, Submission submission) {
    Passage passage = visit.outbox(Ask.ORDINARY);
    return passage instanceof Passage.Free
        ? gate.show(submission.account().bytes(), submission.capability().bytes())
        : passage;
  }

  private static Passage shown(Gate gate, Request request) {
    return switch (request.getCallCase()) {
      case FETCH_BUNDLES -> {
        FetchBundles fetch = request.getFetchBundles();
        yield gate.show(fetch.getAccount(), fetch.getCapability());
      }
      case SUBMIT -> {
        Submit submit = request.getSubmit();
        yield gate.show(submit.getAccount(), submit.getCapability());
      }
      case LOOK_UP_KEYS -> {
        LookUpKeys ask = request.getLookUpKeys();
        yield gate.show(ask.getAccount(), ask.getCapability());
      }
      case REGISTER,
          LINK_DEVICE,
          PUBLISH_DEVICE_LIST,
          LOOK_UP_OWN_KEYS,
          UPLOAD_KEYS,
          COUNT_KEYS,
          CERTIFY_SENDER,
          ISSUE_UPLOAD_TOKENS,
          WITHDRAW,
          CALL_NOT_SET ->
          Passage.FREE;
    };
  }

  private static Ask ask(Request request) {
    return switch (request.getCallCase()) {
      case REGISTER, LINK_DEVICE -> Ask.REGISTER;
      case FETCH_BUNDLES -> Ask.FETCH;
      case UPLOAD_KEYS, ISSUE_UPLOAD_TOKENS, PUBLISH_DEVICE_LIST -> Ask.UPLOAD;
      case CERTIFY_SENDER -> Ask.CERTIFY;
      case SUBMIT, WITHDRAW, COUNT_KEYS, LOOK_UP_KEYS, LOOK_UP_OWN_KEYS, CALL_NOT_SET ->
          Ask.ORDINARY;
    };
  }

  private static Optional<Prefix> prefix(Gate gate, SocketAddress from) {
    String host = from.hostAddress();
    if (host == null) {
      return Optional.empty(); // no network address, so it comes from this machine
    }
    int scope = host.indexOf('%');
    InetAddress address = InetAddress.ofLiteral(scope < 0 ? host : host.substring(0, scope));
    return gate.rules().loopbackCounts()
        ? Optional.of(Prefix.evenIfOwn(address))
        : Prefix.of(address);
  }
}
