package org.busel.testkit;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.wire.v1.Refusal;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.Response;

/// What comes in over outboxes, and how much of it is refused as too much. Its user guards it.
final class SimulatedPressure {
  private final List<ByteString> submittedIds = new ArrayList<>();
  private int calls;
  private int toRefuse;
  private Duration retryAfter = Duration.ZERO;

  void refuse(int next, Duration after) {
    toRefuse = next;
    retryAfter = after;
  }

  int calls() {
    return calls;
  }

  List<ByteString> submittedIds() {
    return List.copyOf(submittedIds);
  }

  /// Counts a call.
  ///
  /// @return the answer, if it is refused
  Optional<Response.Builder> of(Request call) {
    calls++;
    if (call.hasSubmit()) {
      submittedIds.add(call.getSubmit().getId());
    }
    if (toRefuse == 0) {
      return Optional.empty();
    }
    toRefuse--;
    return Optional.of(
        Response.newBuilder()
            .setRefusal(
                Refusal.newBuilder()
                    .setCode(Code.CODE_BUSY)
                    .setRetryAfterMillis(Math.toIntExact(retryAfter.toMillis()))));
  }
}
