package org.busel.benchmarks;

import com.google.protobuf.ByteString;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import org.busel.load.LoadException;
import org.busel.mailbox.AppendOutcome;
import org.busel.mailbox.Envelope;
import org.busel.store.embedded.EmbeddedStore;
import org.busel.wire.AccountId;
import org.busel.wire.DeviceId;
import org.busel.wire.EnvelopeId;
import org.busel.wire.SealedContent;

/// What the workloads have in common that drive the embedded store without a relay around it.
final class StoreLoad {
  /// Noon of some day: these stores live by a clock of their own.
  static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

  /// When what is to stay expires.
  static final Instant LATER = Instant.parse("2026-02-14T12:00:00Z");

  private StoreLoad() {}

  /// The only device of account `number`.
  static DeviceId device(long number) {
    return new DeviceId(new AccountId(0, number), 1);
  }

  /// An envelope of this many bytes.
  ///
  /// @param number its id
  static Envelope envelope(DeviceId device, long number, int bytes, Instant expires) {
    return new Envelope(
        new EnvelopeId(0, number),
        device,
        expires,
        new SealedContent(ByteString.copyFrom(new byte[bytes])));
  }

  /// Stores an envelope and waits until it is on the disk.
  ///
  /// @return its place in its mailbox
  static long store(EmbeddedStore store, Envelope envelope) {
    return switch (store.mailboxes().append(envelope)) {
      case AppendOutcome.Stored(long sequence, long _) -> sequence;
      case AppendOutcome.AlreadyStored _,
          AppendOutcome.MailboxFull _,
          AppendOutcome.Busy _ ->
          throw new LoadException("the store refused an envelope");
    };
  }

  /// Processor time of this process, in microseconds.
  static long cpuMicros() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1_000;
  }
}
