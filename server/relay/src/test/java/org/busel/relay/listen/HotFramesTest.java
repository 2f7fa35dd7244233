package org.busel.relay.listen;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.busel.relay.deliver.Submission;
import org.busel.wire.Decoded;
import org.busel.wire.EnvelopeId;
import org.busel.wire.Frames;
import org.busel.wire.SealedContent;
import org.busel.wire.SizeBucket;
import org.busel.wire.v1.Accepted;
import org.busel.wire.v1.Acknowledge;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.Delivery;
import org.busel.wire.v1.Push;
import org.busel.wire.v1.RelayFrame;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.Response;
import org.busel.wire.v1.SealedEnvelope;
import org.busel.wire.v1.Submit;
import org.busel.wire.v1.Urgency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The two readers of one format say the same: what the quick one reads is what the generated classes read, and what
/// they find malformed it does not read.
class HotFramesTest {
  private static final Path VECTORS =
      Path.of("../../client-sdk/wire/src/test/resources/vectors/client");
  private static final int MUTATIONS = 20_000;

  @Test
  void bothReadersAgreeOnEveryVector() {
    List<byte[]> vectors = vectors();
    assertThat(vectors).hasSizeGreaterThan(20);

    int quick = 0;
    for (byte[] vector : vectors) {
      quick += readersAgreeOn(vector);
    }

    assertThat(quick).as("vectors that the quick reader reads").isPositive();
  }

  @Test
  void theQuickReaderReadsEveryHotFrameThatADeviceSends() {
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      assertThat(readersAgreeOn(submit(random).toByteArray())).isOne();
      assertThat(readersAgreeOn(acknowledge(random).toByteArray())).isOne();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void bothReadersAgreeOnMutatedFrames(long seed) {
    Random random = new Random(seed);
    List<byte[]> frames = new ArrayList<>(vectors());
    for (int i = 0; i < 30; i++) {
      frames.add(submit(random).toByteArray());
      frames.add(acknowledge(random).toByteArray());
    }
    for (int i = 0; i < MUTATIONS; i++) {
      int _ = readersAgreeOn(mutated(frames.get(random.nextInt(frames.size())), random));
    }
  }

  @Test
  void bothReadersAgreeOnFramesCutAnywhere() {
    Random random = new Random(4);
    for (ClientFrame frame : List.of(submit(random), acknowledge(random))) {
      byte[] whole = frame.toByteArray();
      for (int length = 0; length < whole.length; length++) {
        int _ = readersAgreeOn(Arrays.copyOf(whole, length));
      }
    }
  }

  @Test
  void whatIsWrittenIsWhatTheGeneratedClassesWrite() {
    for (long id : new long[] {1, 127, 128, 1L << 31, Long.MAX_VALUE, -1}) {
      for (int kept : new int[] {0, 1, 2_592_000, -1}) {
        ByteBuf bytes = Unpooled.buffer();
        HotFrames.accepted(bytes, id, kept);
        RelayFrame expected =
            RelayFrame.newBuilder()
                .setResponse(
                    Response.newBuilder()
                        .setId(id)
                        .setAccepted(Accepted.newBuilder().setKeptForSeconds(kept)))
                .build();
        assertThat(ByteBufUtil.getBytes(bytes)).isEqualTo(expected.toByteArray());
        assertThat(HotFrames.acceptedBytes(id, kept)).isEqualTo(bytes.readableBytes());
      }
    }
    Random random = new Random(5);
    for (int kib : new int[] {1, 2, 4, 8, 16, 32, 64, 96}) {
      EnvelopeId id = new EnvelopeId(random.nextLong(), random.nextLong());
      SealedContent content = new SealedContent(bytes(random, kib << 10));
      ByteBuf bytes = Unpooled.buffer(HotFrames.deliveryBytes(kib << 10));
      HotFrames.delivery(bytes, id, content);
      RelayFrame expected =
          RelayFrame.newBuilder()
              .setPush(
                  Push.newBuilder()
                      .setDelivery(
                          Delivery.newBuilder()
                              .setEnvelopeId(id.bytes())
                              .setContent(content.bytes())))
              .build();
      assertThat(ByteBufUtil.getBytes(bytes)).isEqualTo(expected.toByteArray());
      assertThat(HotFrames.deliveryBytes(kib << 10)).isEqualTo(bytes.readableBytes());
    }
  }

  /// @return 1 if the quick reader has read it
  private static int readersAgreeOn(byte[] frame) {
    Decoded<ClientFrame> slow = Frames.client(ByteString.copyFrom(frame));
    HotFrames.SubmitRequest submit = HotFrames.submit(frame.clone());
    List<ByteString> ids = new ArrayList<>();
    boolean acknowledged =
        HotFrames.acknowledge(
            frame.clone(), (high, low) -> ids.add(new EnvelopeId(high, low).bytes()));
    if (submit == null && !acknowledged) {
      assertThat(ids).isEmpty();
      return 0;
    }
    if (!(slow instanceof Decoded.Frame<ClientFrame>(ClientFrame read))) {
      throw new AssertionError("only the quick reader takes it: " + slow);
    }
    if (submit != null) {
      assertThat(submit.id()).isEqualTo(read.getRequest().getId());
      assertThat(submit.deadlineMillis()).isEqualTo(read.getRequest().getDeadlineMillis());
      assertThat(submit.submission()).isEqualTo(Submission.of(read.getRequest().getSubmit()));
    } else {
      assertThat(ids).isEqualTo(read.getAcknowledge().getEnvelopeIdsList());
    }
    return 1;
  }

  private static byte[] mutated(byte[] frame, Random random) {
    byte[] mutated = frame.clone();
    int head = Math.min(mutated.length, random.nextBoolean() ? 130 : mutated.length);
    for (int i = random.nextInt(3); i >= 0 && head > 0; i--) {
      int at = random.nextInt(head);
      switch (random.nextInt(3)) {
        case 0 -> mutated[at] = (byte) random.nextInt();
        case 1 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
        default ->
            mutated = Arrays.copyOf(mutated, Math.max(0, mutated.length + random.nextInt(5) - 2));
      }
      head = Math.min(head, mutated.length);
    }
    return mutated;
  }

  private static ClientFrame submit(Random random) {
    Submit.Builder submit =
        Submit.newBuilder()
            .setId(bytes(random, 16))
            .setAccount(bytes(random, 16))
            .setCapability(bytes(random, 32))
            .setUrgencyValue(random.nextInt(Urgency.values().length - 1))
            .setTtlSeconds(random.nextBoolean() ? 0 : random.nextInt());
    for (int i = random.nextInt(6); i >= 0; i--) {
      submit.addEnvelopes(
          SealedEnvelope.newBuilder()
              .setDevice(1 + 20 * i + random.nextInt(20))
              .setRegistrationId(1 + random.nextInt(16_380))
              .setContent(bytes(random, SizeBucket.smallestFor(1 + random.nextInt(4_096)).orElseThrow())));
    }
    return ClientFrame.newBuilder()
        .setRequest(
            Request.newBuilder()
                .setId(1 + random.nextLong(Long.MAX_VALUE - 1))
                .setDeadlineMillis(random.nextBoolean() ? 0 : random.nextInt())
                .setSubmit(submit))
        .build();
  }

  private static ClientFrame acknowledge(Random random) {
    Acknowledge.Builder acknowledge = Acknowledge.newBuilder();
    for (int i = random.nextInt(256); i >= 0; i--) {
      acknowledge.addEnvelopeIds(bytes(random, 16));
    }
    return ClientFrame.newBuilder().setAcknowledge(acknowledge).build();
  }

  private static ByteString bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  private static List<byte[]> vectors() {
    try (Stream<Path> files = Files.list(VECTORS)) {
      return files.sorted().filter(HotFramesTest::isWhole).map(HotFramesTest::body).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether the body stands there once; those that are repeated are about length alone.
  private static boolean isWhole(Path file) {
    return !text(file).contains("repeat: ");
  }

  private static byte[] body(Path file) {
    String text = text(file);
    return HexFormat.of().parseHex(text.substring(text.indexOf("\n\n") + 2).replaceAll("\\s", ""));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
