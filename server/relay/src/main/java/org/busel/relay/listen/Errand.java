package org.busel.relay.listen;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.busel.directory.Device;
import org.busel.relay.auth.Refusals;
import org.busel.relay.deliver.Submission;
import org.busel.relay.telemetry.Faults;
import org.busel.relay.telemetry.RelayMeters;
import org.busel.relay.telemetry.RelayMeters.Answer;
import org.busel.relay.telemetry.RelayMeters.Call;
import org.busel.store.StoreUnavailableException;
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
/// The answer may come on any thread; it is handed over to the connection's loop, which alone looks at anything else
/// here once the errand has been sent.
final class Errand implements Consumer<Response>, Runnable {
  private static final Logger log = LoggerFactory.getLogger(Errand.class);

  private final Requests requests;
  private final Floor floor;
  private final long id;
  private final Call call;
  private final Ask ask;
  private final long arrivedAtNanos = System.nanoTime();
  private volatile @Nullable Response answer; // written once, before the loop is told

  /// What came with a request.
  ///
  /// @param bytes length of its frame
  /// @param deadlineMillis as on the wire
  /// @param isFirst whether nothing was asked on its connection before
  record Ask(int bytes, int deadlineMillis, boolean isFirst) {}

  Errand(Requests requests, Floor floor, long id, CallCase call, Ask ask) {
    this.requests = requests;
    this.floor = floor;
    this.id = id;
    this.call = call(call);
    this.ask = ask;
  }

  /// Gets the answer of any call but a submit. Blocks; never throws.
  ///
  /// @param device who asks, on an inbox; nobody on an outbox
  void run(Calls calls, @Nullable Device device, Request request) {
    Response now =
        answer(() -> {
          if (isFirstOnly() && !ask.isFirst()) {
            return Calls.wrongConnection();
          }
          return device == null ? calls.outbox(request) : calls.inbox(device, request);
        });
    accept(Objects.requireNonNull(now, "a call is answered at once"));
  }

  /// Sends a submit on its way. Blocks on the directory; never throws.
  void submit(Calls calls, Submission submission) {
    Response refused =
        answer(() -> {
          calls.submit(submission, this);
          return null; // it comes later
        });
    if (refused != null) {
      accept(refused);
    }
  }

  private interface Work {
    @Nullable Response run();
  }

  private @Nullable Response answer(Work work) {
    if (sinceArrival() > deadline().toNanos()) {
      return Refusals.busy(); // nobody waits for the answer any more, so nothing should be done
    }
    try {
      return work.run();
    } catch (StoreUnavailableException unavailable) {
      log.warn("store unavailable, a request was answered so");
      return Refusals.unavailable();
    } catch (RuntimeException bug) { // the thread's top: the device must still get an answer
      Faults.report(log, "answering a request", bug);
      return Refusals.unavailable();
    }
  }

  /// Takes the answer. Any thread; called once.
  @Override
  public void accept(Response response) {
    answer = response;
    floor.post(this);
  }

  /// Brings the answer to the connection. On its loop.
  @Override
  public void run() {
    requests.answered(this, Objects.requireNonNull(answer, "an answer was accepted"));
  }

  long id() {
    return id;
  }

  /// The answer as it goes out.
  RelayFrame framed(Response response) {
    return RelayFrame.newBuilder().setResponse(response.toBuilder().setId(id)).build();
  }

  /// What an inbox is told when the relay goes away.
  static Push comeBackLater() {
    int spreadMillis = Math.toIntExact(Limits.RECONNECT_SPREAD.toMillis());
    return Push.newBuilder()
        .setClosing(Closing.newBuilder().setReconnectAfterMillis(spreadMillis))
        .build();
  }

  /// Length of the request's frame.
  int bytes() {
    return ask.bytes();
  }

  /// Whether the connection ends with the answer: a registration must not be linked to what is sent afterwards.
  boolean endsConnection() {
    return ask.isFirst() && isFirstOnly();
  }

  private boolean isFirstOnly() {
    return call == Call.REGISTER || call == Call.LINK_DEVICE;
  }

  /// Counts the answer.
  void count(RelayMeters meters, Response response) {
    meters.answered(call, outcome(response), sinceArrival());
    if (response.hasRefusal()) {
      meters.refused(response.getRefusal().getCode());
    }
  }

  private long sinceArrival() {
    return System.nanoTime() - arrivedAtNanos;
  }

  private Duration deadline() {
    Duration asked = Duration.ofMillis(Integer.toUnsignedLong(ask.deadlineMillis()));
    if (asked.isZero()) {
      return Limits.DEADLINE;
    }
    return asked.compareTo(Limits.DEADLINE_LONGEST) > 0 ? Limits.DEADLINE_LONGEST : asked;
  }

  private static Call call(CallCase call) {
    return switch (call) {
      case REGISTER -> Call.REGISTER;
      case FETCH_BUNDLES -> Call.FETCH_BUNDLES;
      case SUBMIT -> Call.SUBMIT;
      case WITHDRAW -> Call.WITHDRAW;
      case UPLOAD_KEYS -> Call.UPLOAD_KEYS;
      case COUNT_KEYS -> Call.COUNT_KEYS;
      case CERTIFY_SENDER -> Call.CERTIFY_SENDER;
      case ISSUE_UPLOAD_TOKENS -> Call.ISSUE_UPLOAD_TOKENS;
      case LINK_DEVICE -> Call.LINK_DEVICE;
      case PUBLISH_DEVICE_LIST -> Call.PUBLISH_DEVICE_LIST;
      case LOOK_UP_KEYS -> Call.LOOK_UP_KEYS;
      case LOOK_UP_OWN_KEYS -> Call.LOOK_UP_OWN_KEYS;
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
