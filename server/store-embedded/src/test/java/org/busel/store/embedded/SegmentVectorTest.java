package org.busel.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.busel.mailbox.Envelope;
import org.busel.store.StoreUnavailableException;
import org.busel.store.contract.Examples;
import org.busel.wire.DeviceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The format is what the vector says, whatever the code would like it to be.
final class SegmentVectorTest {
  private static final long SALT = 0x0123456789ABCDEFL;
  private static final Envelope ENVELOPE =
      Examples.envelope(
          new DeviceId(Examples.accountId(7), 3),
          9,
          1 << 10,
          Instant.parse("2026-03-31T12:00:00Z"));

  @Test
  void aSegmentIsWrittenAsTheVectorSays() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2_048);
    bytes.put(new Segment.Head(5, SALT, 1_000, 3).bytes());
    LogRecord.envelope(bytes, SALT, Segment.HEAD_BYTES, 1_001, ENVELOPE);
    int second = bytes.position();
    LogRecord.acknowledgement(bytes, SALT, second, new long[] {17, 1_001});
    var erased = new LogEntry.Erased(3, new int[] {48, 1_144, 2_240, 2_280});
    LogRecord.erasure(bytes, SALT, second, erased, 1_002);
    LogRecord.end(bytes, SALT, bytes.position());

    byte[] written = new byte[bytes.flip().remaining()];
    bytes.get(written);

    assertThat(HexFormat.of().formatHex(written)).isEqualTo(HexFormat.of().formatHex(vector()));
  }

  @Test
  void theVectorIsReadAsItWasMeant() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(vector());
    List<String> seen = new ArrayList<>();

    new SegmentScan(
            bytes,
            SALT,
            new SegmentScan.Visitor() {
              @Override
              public void record(ByteBuffer from, int at) {
                switch (LogRecord.kind(from, at)) {
                  case LogRecord.ENVELOPE -> {
                    assertThat(LogRecord.envelope(from, at)).isEqualTo(ENVELOPE);
                    seen.add("envelope " + LogRecord.sequence(from, at));
                  }
                  case LogRecord.ACKNOWLEDGEMENT -> {
                    assertThat(LogRecord.acknowledged(from, at)).containsExactly(17, 1_001);
                    seen.add("acknowledgement");
                  }
                  case LogRecord.ERASURE -> {
                    assertThat(LogRecord.erasedSegment(from, at)).isEqualTo(3);
                    assertThat(LogRecord.erasedSequence(from, at)).isEqualTo(1_002);
                    assertThat(LogRecord.erasedRanges(from, at))
                        .containsExactly(48, 1_144, 2_240, 2_280);
                    seen.add("erasure");
                  }
                  default -> throw new AssertionError("no such kind");
                }
              }

              @Override
              public void gap(int from, int to) {
                seen.add("gap");
              }
            })
        .run();

    assertThat(Segment.Head.of(bytes)).isEqualTo(new Segment.Head(5, SALT, 1_000, 3));
    assertThat(seen).containsExactly("envelope 1001", "acknowledgement", "erasure");
  }

  @Test
  void aLogOfAnotherVersionIsRefusedAndNotTouched(@TempDir Path folder) throws IOException {
    Path segment = folder.resolve("store/mailboxes/segment-0000000000000005");
    Stores.open(folder.resolve("store")).close();
    Files.write(segment, vector("segment-version-1"));

    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> Stores.open(folder.resolve("store")).close())
        .withMessageContaining("format version 1, and this program reads 2");

    assertThat(segment).hasBinaryContent(vector("segment-version-1"));
  }

  private static byte[] vector() throws IOException {
    return vector("segment");
  }

  private static byte[] vector(String name) throws IOException {
    try (InputStream in =
        SegmentVectorTest.class.getResourceAsStream("/vectors/" + name + ".hex")) {
      String text =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(text.replaceAll("(?m)^#.*$|\\s", ""));
    }
  }
}
