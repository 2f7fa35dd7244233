package org.busel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnknownFieldSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.Hello;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes from somebody who wants the reader to fall over, to guess, or to let through what the rules forbid.
class HostileBytesTest {
  private static final int MUTATIONS = 1_000;

  record Reader(String kind, Function<ByteString, ? extends Decoded<? extends MessageLite>> read) {
    @Override
    public String toString() {
      return kind;
    }
  }

  private static final List<Reader> READERS =
      List.of(
          new Reader("client", Frames::client),
          new Reader("relay", Frames::relay),
          new Reader("content", Frames::content));

  static Stream<Reader> readers() {
    return READERS.stream();
  }

  @ParameterizedTest
  @MethodSource("readers")
  void aFrameCutAnywhereIsEitherMalformedOrStillKeepsToTheRules(Reader reader) {
    for (Vector vector : good(reader)) {
      ByteString whole = vector.bytes();
      for (int length = 0; length < whole.size(); length++) {
        assertThatWhatIsReadKeepsToTheRules(reader, whole.substring(0, length));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void mutatedFramesAreEitherMalformedOrStillKeepToTheRules(long seed) {
    Random random = new Random(seed);
    for (Reader reader : READERS) {
      List<Vector> vectors = good(reader);
      for (int i = 0; i < MUTATIONS; i++) {
        Vector vector = vectors.get(random.nextInt(vectors.size()));
        ByteString mutated = mutate(vector.bytes(), random);

        assertThatWhatIsReadKeepsToTheRules(reader, mutated);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("readers")
  void groupsNestedADozenThousandDeepAreMalformedAndDoNotOverflowTheStack(Reader reader) {
    ByteString begun = ByteString.copyFrom(new byte[] {(byte) 0x9b, 0x06});
    ByteString ended = ByteString.copyFrom(new byte[] {(byte) 0x9c, 0x06});
    int depth = 12_000;
    ByteString deep = repeat(begun, depth).concat(repeat(ended, depth));

    assertThat(reader.read().apply(deep)).isInstanceOf(Decoded.Malformed.class);
  }

  @Test
  void aFrameOfExactlyTheLimitIsReadAndOneByteMoreIsNot() {
    int tagAndLengthBytes = 5;
    ByteString hello =
        ClientFrame.newBuilder().setHello(Hello.newBuilder().setVersion(1)).build().toByteString();
    byte[] filler = new byte[Limits.FRAME_BYTES - hello.size() - tagAndLengthBytes];
    UnknownFieldSet later =
        UnknownFieldSet.newBuilder()
            .addField(
                101,
                UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(ByteString.copyFrom(filler))
                    .build())
            .build();
    ByteString full = hello.concat(later.toByteString());

    assertThat(full.size()).isEqualTo(Limits.FRAME_BYTES);
    assertThat(Frames.client(full)).isInstanceOf(Decoded.Frame.class);
    assertThat(Frames.client(full.concat(ByteString.copyFrom(new byte[1]))))
        .isEqualTo(new Decoded.TooLarge<>(Limits.FRAME_BYTES));
  }

  @Test
  void contentLargerThanTheLargestBucketIsTooLarge() {
    ByteString large = ByteString.copyFrom(new byte[Limits.CONTENT_BYTES + 1]);

    assertThat(Frames.content(large)).isEqualTo(new Decoded.TooLarge<>(Limits.CONTENT_BYTES));
  }

  @Test
  void aReasonNeverRepeatsWhatWasSent() {
    String secret = "somebody-s-name";
    for (Reader reader : READERS) {
      for (Vector vector : good(reader)) {
        ByteString tainted = vector.bytes().concat(ByteString.copyFromUtf8(secret));

        Decoded<? extends MessageLite> decoded = reader.read().apply(tainted);

        assertThat(decoded).isInstanceOf(Decoded.Malformed.class);
        assertThat(decoded.toString()).doesNotContain(secret);
      }
    }
  }

  private static List<Vector> good(Reader reader) {
    return Vector.all(reader.kind()).stream()
        .filter(v -> v.header("expect").equals("frame"))
        .toList();
  }

  // What was let through must be let through again after it was written by us: nothing hides in it.
  private static void assertThatWhatIsReadKeepsToTheRules(Reader reader, ByteString bytes) {
    Decoded<? extends MessageLite> decoded = reader.read().apply(bytes);
    if (decoded instanceof Decoded.Frame<? extends MessageLite> frame) {
      assertThat(reader.read().apply(frame.frame().toByteString()))
          .as("written again: %s", bytes)
          .isEqualTo(frame);
    } else {
      assertThat(decoded).isInstanceOf(Decoded.Malformed.class);
    }
  }

  private static ByteString mutate(ByteString bytes, Random random) {
    byte[] mutated = bytes.concat(ByteString.copyFrom(new byte[random.nextInt(3)])).toByteArray();
    if (mutated.length == 0) {
      return bytes;
    }
    int head = Math.min(mutated.length, 200);
    for (int i = random.nextInt(4); i >= 0; i--) {
      mutated[random.nextInt(head)] = (byte) random.nextInt(256);
    }
    int cut = random.nextBoolean() ? random.nextInt(mutated.length) : 0;
    return ByteString.copyFrom(mutated, 0, mutated.length - cut);
  }

  private static ByteString repeat(ByteString bytes, int times) {
    return ByteString.copyFrom(Collections.nCopies(times, bytes));
  }
}
