package org.busel.benchmarks;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.busel.load.LoadException;
import org.busel.load.Loop;
import org.busel.load.relay.Cast;
import org.busel.load.relay.Dialler;
import org.busel.load.relay.Persona;
import org.busel.load.relay.RelayProcess;
import org.busel.load.relay.Stock;
import org.busel.wire.EnvelopeId;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.RelayFrame;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.SealedEnvelope;
import org.busel.wire.v1.Submit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// W7: from the start of a relay's process to the first message it has accepted, and the memory it holds when nothing
/// happens. The folder is there already, as it is for every start but the first.
@Command(
    name = "W7",
    description =
        "From process start to the first accepted message, and resident memory without load.",
    mixinStandardHelpOptions = true)
final class Start implements Runnable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int STARTS = 5;
  private static final int MOST_STORED = 2_000_000;
  private static final int EACH = 5_000;
  private static final int CONTENT_BYTES = 1_024;
  private static final Duration SETTLE = Duration.ofSeconds(5);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--stored",
      paramLabel = "N",
      description = "envelopes that wait in it, 0 to 2000000 (default: ${DEFAULT-VALUE})")
  private int stored;

  private Start() {}

  @Override
  public void run() {
    if (stored < 0 || stored > MOST_STORED) {
      throw new ParameterException(
          spec.commandLine(), "--stored " + stored + " is not from 0 to " + MOST_STORED);
    }
    System.out.println(Machine.line());
    try (Scratch scratch = Scratch.make();
        Loop loop = new Loop()) {
      Path folder = scratch.part("relay");
      Persona recipient = Cast.register(folder, 1).getFirst();
      RelayProcess.Start how = RelayProcess.Start.usual(Machine.checkout(), folder);
      if (stored > 0) {
        List<Persona> recipients = Cast.register(folder, Math.max(100, stored / EACH));
        Stock.envelopes(folder, recipients, stored);
        System.out.println(stored + " envelopes of 1 KiB wait");
      }
      RelayProcess.start(how).close();
      System.out.println(
          "ready ms | first accepted ms | cpu ms until then | resident MiB after 5 s without load");
      List<Double> millis = new ArrayList<>();
      for (int i = 0; i < STARTS; i++) {
        millis.add(once(loop, how, recipient));
      }
      System.out.printf("W7 %.0f ms to first accepted%n", Series.median(millis));
    }
  }

  private static double once(Loop loop, RelayProcess.Start how, Persona recipient) {
    try (RelayProcess relay = RelayProcess.start(how)) {
      Dialler dialler = new Dialler(loop, relay.authority());
      // The driver's own start is no part of the figure; its first message is.
      long startedAt = System.nanoTime();
      RelayFrame answer =
          loop.await(
              "sending the first message",
              () ->
                  dialler
                      .outbox(relay.address())
                      .thenCompose(line -> line.exchange(message(recipient))));
      if (!answer.getResponse().hasAccepted()) {
        throw new LoadException("the relay refused the first message");
      }
      double ready = relay.process().untilReady().toNanos() / 1e6;
      double first = ready + (System.nanoTime() - startedAt) / 1e6;
      double cpu = relay.process().cpuMicros() / 1e3;
      loop.run(SETTLE);
      System.out.printf(
          "%8.0f | %17.0f | %17.0f | %5.0f%n",
          ready, first, cpu, relay.process().residentKib() / 1024.0);
      return first;
    }
  }

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
