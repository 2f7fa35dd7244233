package org.busel.benchmarks;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.busel.wire.EnvelopeId;
import org.busel.wire.JoinLink;
import org.busel.wire.RelayPlace;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.RelayFrame;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.SealedEnvelope;
import org.busel.wire.v1.Submit;

/// W7: from the start of a relay's process to the first message it has accepted, and the memory it holds when nothing
/// happens. The folder is there already, as it is for every start but the first.
final class Start {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int STARTS = 5;
  private static final int CONTENT_BYTES = 1_024;
  private static final Duration SETTLE = Duration.ofSeconds(5);

  private Start() {}

  /// Prints one line for each start.
  ///
  /// @return median, in milliseconds, from process start to first accepted message
  static long run(Path script, Path folder) {
    Known known = prepare(script, folder);
    List<Long> millis = new ArrayList<>();
    System.out.println(
        "ready ms | first accepted ms | cpu ms until then | resident MiB after 5 s without load");
    for (int i = 0; i < STARTS; i++) {
      millis.add(once(script, folder, known));
    }
    return millis.stream().sorted().toList().get(STARTS / 2);
  }

  private static Known prepare(Path script, Path folder) {
    try (RelayProcess relay = RelayProcess.start(script, folder)) {
      List<JoinLink> invitations = relay.invite(1);
      try (Driver driver = new Driver(invitations.get(0).relay(), relay.authority())) {
        return new Known(invitations.get(0).relay(), Cast.register(driver, invitations).get(0));
      }
    }
  }

  private static long once(Path script, Path folder, Known known) {
    try (RelayProcess relay = RelayProcess.start(script, folder)) {
      try (Driver driver = new Driver(relay.placeOf(known.relay()), relay.authority())) {
        // The driver's own start is no part of the figure; its first message is.
        long startedAt = System.nanoTime();
        RelayFrame answer =
            driver.await(
                "sending the first message",
                () -> driver.outbox().compose(line -> line.exchange(message(known.persona()))));
        if (!answer.getResponse().hasAccepted()) {
          throw new BenchmarkException("the relay refused the first message");
        }
        long ready = relay.untilReady().toMillis();
        long first = ready + Duration.ofNanos(System.nanoTime() - startedAt).toMillis();
        long cpu = Duration.ofNanos(relay.cpuMicros() * 1_000).toMillis();
        driver.run(SETTLE);
        System.out.printf(
            "%8d | %17d | %17d | %5.0f%n", ready, first, cpu, relay.residentKib() / 1024.0);
        return first;
      }
    }
  }

  /// What is left of the first start.
  private record Known(RelayPlace relay, Persona persona) {}

  private static ClientFrame message(Persona recipient) {
    Submit submit =
        Submit.newBuilder()
            .setId(EnvelopeId.random(RANDOM).bytes())
            .setAccount(recipient.device().account().bytes())
            .setCapability(recipient.capability().bytes())
            .addEnvelopes(
                SealedEnvelope.newBuilder()
                    .setDevice(recipient.device().number())
                    .setRegistrationId(recipient.registrationId())
                    .setContent(ByteString.copyFrom(new byte[CONTENT_BYTES])))
            .build();
    return ClientFrame.newBuilder()
        .setRequest(Request.newBuilder().setId(1).setSubmit(submit))
        .build();
  }
}
