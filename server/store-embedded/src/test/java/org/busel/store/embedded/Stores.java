package org.busel.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.busel.mailbox.AppendOutcome;
import org.busel.mailbox.AppendOutcome.AlreadyStored;
import org.busel.mailbox.AppendOutcome.Busy;
import org.busel.mailbox.AppendOutcome.MailboxFull;
import org.busel.mailbox.AppendOutcome.Stored;
import org.busel.mailbox.Envelope;
import org.busel.mailbox.MailboxLimits;
import org.busel.mailbox.Waiting;
import org.busel.store.contract.Examples;
import org.busel.wire.DeviceId;
import org.busel.wire.EnvelopeId;

/// Opens stores with segments so small that tests come to their ends, and looks at what they leave on disk.
final class Stores {
  static final int SEGMENT_BYTES = 512 << 10;

  private Stores() {}

  static EmbeddedStore open(Path folder) {
    return open(folder, MailboxLimits.DEFAULTS);
  }

  static EmbeddedStore open(Path folder, MailboxLimits limits) {
    return EmbeddedStore.open(folder, settings(limits));
  }

  static EmbeddedStore.Settings settings(MailboxLimits limits) {
    return new EmbeddedStore.Settings(limits, SEGMENT_BYTES);
  }

  /// Appends and returns the sequence.
  static long store(EmbeddedStore store, Envelope envelope) {
    AppendOutcome outcome = store.mailboxes().append(envelope);
    return switch (outcome) {
      case Stored(long sequence, long _) -> sequence;
      case AlreadyStored _, MailboxFull _, Busy _ ->
          throw new AssertionError("not stored: " + outcome);
    };
  }

  /// An envelope of 1 KiB with this number for an id.
  static Envelope envelope(DeviceId device, long number) {
    return Examples.envelope(device, number, 1 << 10, Examples.LATER);
  }

  static List<Waiting> peek(EmbeddedStore store, DeviceId device) {
    return store.mailboxes().peek(device, 0, 1_000, Examples.NOW);
  }

  static List<EnvelopeId> ids(EmbeddedStore store, DeviceId device) {
    return peek(store, device).stream().map(waiting -> waiting.envelope().id()).toList();
  }

  /// The ids of the envelopes with these numbers.
  static List<EnvelopeId> ids(long... numbers) {
    return LongStream.of(numbers).mapToObj(Examples::envelopeId).toList();
  }

  /// What a crash at this moment would leave: the files as they are, without the store being told.
  static Path crashImage(Path folder, Path image) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Files.copy(file, image.resolve(folder.relativize(file).toString()));
      }
      return image;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Every file below `folder`.
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /// The segment in which the envelope of this number stands, and at which byte.
  record Found(Path segment, int at) {
    void flipBit(int offset) throws IOException {
      byte[] bytes = Files.readAllBytes(segment);
      bytes[at + offset] ^= 1;
      Files.write(segment, bytes);
    }
  }

  static Found find(Path folder, long number) throws IOException {
    ByteString id = Examples.envelopeId(number).bytes();
    for (Path file : files(folder.resolve("mailboxes"))) {
      ByteString bytes = ByteString.copyFrom(Files.readAllBytes(file));
      for (int at = Segment.HEAD_BYTES; at < bytes.size() - 48; at += 8) {
        if (bytes.substring(at + 32, at + 48).equals(id)) {
          return new Found(file, at);
        }
      }
    }
    throw new AssertionError("the envelope is in no segment");
  }

  /// Opens the store and proves that exactly these envelopes wait for `device`, in this order.
  static void assertWaiting(Path folder, DeviceId device, List<EnvelopeId> expected) {
    try (EmbeddedStore store = open(folder)) {
      assertThat(ids(store, device)).isEqualTo(expected);
    }
  }
}
