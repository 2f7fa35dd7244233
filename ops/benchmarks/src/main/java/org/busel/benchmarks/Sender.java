package org.busel.benchmarks;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.busel.wire.EnvelopeId;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.RelayFrame;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.SealedEnvelope;
import org.busel.wire.v1.Submit;

/// Keeps a number of messages to one recipient in flight, each with its own id. On the driver's event loop only.
final class Sender {
  /// Waits this long before it sends again what was refused, so that a refusing relay is not what is measured.
  private static final long REFUSED_RETRY_MILLIS = 20;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Driver driver;
  private final Line line;
  private final Submit template;
  private final Load load;
  private final Map<Long, Long> sentAtNanos = new HashMap<>();
  private long lastId;

  Sender(Driver driver, Line line, Persona recipient, int bytes, Load load) {
    this.driver = driver;
    this.line = line;
    this.load = load;
    byte[] content = new byte[bytes];
    RANDOM.nextBytes(content);
    this.template =
        Submit.newBuilder()
            .setAccount(recipient.device().account().bytes())
            .setCapability(recipient.capability().bytes())
            .addEnvelopes(
                SealedEnvelope.newBuilder()
                    .setDevice(recipient.device().number())
                    .setRegistrationId(recipient.registrationId())
                    .setContent(ByteString.copyFrom(content)))
            .build();
    line.reader(this::answered);
  }

  /// Puts the first messages in flight; each that is accepted is followed by another.
  void start(int inFlight) {
    for (int i = 0; i < inFlight; i++) {
      send();
    }
  }

  private void send() {
    long id = ++lastId;
    Submit submit = template.toBuilder().setId(EnvelopeId.random(RANDOM).bytes()).build();
    sentAtNanos.put(id, System.nanoTime());
    load.sent();
    line.send(
        ClientFrame.newBuilder()
            .setRequest(Request.newBuilder().setId(id).setSubmit(submit))
            .build());
  }

  private void answered(RelayFrame frame) {
    Long sentAt = sentAtNanos.remove(frame.getResponse().getId());
    if (sentAt == null) {
      throw new BenchmarkException("the relay answered what nobody asked");
    }
    if (frame.getResponse().hasAccepted()) {
      load.accepted(System.nanoTime() - sentAt);
      if (load.isRunning()) {
        send();
      }
    } else {
      load.refused();
      driver.vertx().setTimer(REFUSED_RETRY_MILLIS, _ -> sendAgain());
    }
  }

  private void sendAgain() {
    if (load.isRunning()) {
      send();
    }
  }
}
