package org.busel.relay.listen;

import java.time.Duration;
import org.busel.directory.Device;
import org.busel.relay.auth.LoginOutcome;
import org.busel.relay.auth.Refusals;
import org.busel.relay.telemetry.Faults;
import org.busel.relay.telemetry.RelayMeters;
import org.busel.relay.telemetry.RelayMeters.Answer;
import org.busel.relay.telemetry.RelayMeters.Call;
import org.busel.relay.telemetry.RelayMeters.Close;
import org.busel.store.StoreUnavailableException;
import org.busel.wire.CloseCode;
import org.busel.wire.ConnectionKind;
import org.busel.wire.Limits;
import org.busel.wire.v1.Closing;
import org.busel.wire.v1.Push;
import org.busel.wire.v1.RelayFrame;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.Request.CallCase;
import org.busel.wire.v1.Response;
import org.busel.wire.v1.Response.OutcomeCase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request on its way to its answer.
///
/// @param bytes length of its frame
/// @param isFirst whether nothing was asked on its connection before
/// @param arrivedAtNanos on the clock of [System#nanoTime]
record Errand(Request request, int bytes, boolean isFirst, long arrivedAtNanos) {
  private static final Logger log = LoggerFactory.getLogger(Errand.class);

  /// Gets the answer. Blocks; never throws.
  ///
  /// @param device who asks, on an inbox; nobody on an outbox
  Response run(Calls calls, @Nullable Device device) {
    if (request.getCallCase() == CallCase.REGISTER && !isFirst) {
      return Calls.wrongConnection();
    }
    if (sinceArrival().compareTo(deadline()) > 0) {
      return Refusals.busy(); // nobody waits for the answer any more, so nothing should be done
    }
    try {
      return device == null ? calls.outbox(request) : calls.inbox(device, request);
    } catch (StoreUnavailableException unavailable) {
      log.warn("store unavailable, a request was answered so");
      return Refusals.unavailable();
    } catch (RuntimeException bug) { // the thread's top: the device must still get an answer
      Faults.report(log, "answering a request", bug);
      return Refusals.unavailable();
    }
  }

  /// Whether the connection ends with the answer: a registration must not be linked to what is sent afterwards.
  boolean endsConnection() {
    return isFirst && request.getCallCase() == CallCase.REGISTER;
  }

  /// Counts the answer.
  void count(RelayMeters meters, Response answer) {
    meters.answered(call(), outcome(answer), sinceArrival());
    if (answer.hasRefusal()) {
      meters.refused(answer.getRefusal().getCode());
    }
  }

  /// The answer as it goes out.
  RelayFrame framed(Response answer) {
    return RelayFrame.newBuilder().setResponse(answer.toBuilder().setId(request.getId())).build();
  }

  /// What an inbox is told when the relay goes away.
  static Push comeBackLater() {
    int spreadMillis = Math.toIntExact(Limits.RECONNECT_SPREAD.toMillis());
    return Push.newBuilder()
        .setClosing(Closing.newBuilder().setReconnectAfterMillis(spreadMillis))
        .build();
  }

  /// How a login is counted.
  static RelayMeters.Login meter(LoginOutcome outcome) {
    return switch (outcome) {
      case LoginOutcome.LoggedIn _ -> RelayMeters.Login.ADMITTED;
      case LoginOutcome.Refused() -> RelayMeters.Login.REFUSED;
      case LoginOutcome.Unavailable() -> RelayMeters.Login.UNAVAILABLE;
    };
  }

  /// How a close is counted.
  static Close meter(CloseCode code) {
    return switch (code) {
      case DONE -> Close.DONE;
      case RESTARTING -> Close.RESTART;
      case MALFORMED -> Close.MALFORMED;
      case LOGIN_REFUSED -> Close.LOGIN;
      case IDLE -> Close.IDLE;
      case REPLACED -> Close.REPLACED;
      case TOO_LARGE -> Close.TOO_LARGE;
      case VERSION_TOO_OLD -> Close.VERSION;
    };
  }

  /// How a kind of connection is counted.
  static RelayMeters.Door door(ConnectionKind kind) {
    return switch (kind) {
      case INBOX -> RelayMeters.Door.INBOX;
      case OUTBOX -> RelayMeters.Door.OUTBOX;
    };
  }

  private Duration sinceArrival() {
    return Duration.ofNanos(System.nanoTime() - arrivedAtNanos);
  }

  private Duration deadline() {
    Duration asked = Duration.ofMillis(Integer.toUnsignedLong(request.getDeadlineMillis()));
    if (asked.isZero()) {
      return Limits.DEADLINE;
    }
    return asked.compareTo(Limits.DEADLINE_LONGEST) > 0 ? Limits.DEADLINE_LONGEST : asked;
  }

  private Call call() {
    return switch (request.getCallCase()) {
      case REGISTER -> Call.REGISTER;
      case FETCH_BUNDLES -> Call.FETCH_BUNDLES;
      case SUBMIT -> Call.SUBMIT;
      case WITHDRAW -> Call.WITHDRAW;
      case UPLOAD_KEYS -> Call.UPLOAD_KEYS;
      case COUNT_KEYS -> Call.COUNT_KEYS;
      case CERTIFY_SENDER -> Call.CERTIFY_SENDER;
      case CALL_NOT_SET -> Call.UNKNOWN;
    };
  }

  private static Answer outcome(Response answer) {
    if (answer.getOutcomeCase() != OutcomeCase.REFUSAL) {
      return Answer.DONE;
    }
    return switch (answer.getRefusal().getCode()) {
      case CODE_BUSY -> Answer.BUSY;
      case CODE_UNAVAILABLE -> Answer.UNAVAILABLE;
      default -> Answer.REFUSED; // the other two dozen are one answer to an operator
    };
  }
}
