package org.busel.relay.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// WebSocket frames as Netty writes them, cut anywhere, and frames that nobody should write.
class WebSocketReaderTest {
  private static final int MOST = 1 << 16;

  private final Recorder heard = new Recorder();
  private final WebSocketReader reader = new WebSocketReader(MOST);

  /// Writes down what a reader says, and allows as much to be held as a test says.
  private static final class Recorder implements WebSocketReader.Heard {
    final List<String> said = new ArrayList<>();
    int mayHold = 10 << 20;
    int holds;
    int mostHeld;

    @Override
    public void message(byte[] bytes) {
      said.add("message " + HexFormat.of().formatHex(bytes));
    }

    @Override
    public void text() {
      said.add("text");
    }

    @Override
    public void tooLarge() {
      said.add("too large");
    }

    @Override
    public void ping(byte[] payload) {
      said.add("ping " + payload.length);
    }

    @Override
    public void close() {
      said.add("close");
    }

    @Override
    public void violation() {
      said.add("violation");
    }

    @Override
    public boolean mayHold(int bytes) {
      if (holds + bytes > mayHold) {
        return false;
      }
      holds += bytes;
      mostHeld = Math.max(mostHeld, holds);
      return true;
    }

    @Override
    public void holdsNoMore(int bytes) {
      holds -= bytes;
    }

    @Override
    public void givenUp() {
      said.add("given up");
    }

    @Override
    public boolean goesOn() {
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 13, 14, 15, 100, 4_096, 1 << 20})
  void messagesComeWholeHoweverTheyAreCut(int piece) {
    Random random = new Random(piece);
    List<WebSocketFrame> frames = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int length : new int[] {0, 1, 7, 8, 9, 125, 126, 127, 2_200, 4_096, 40_000, MOST}) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      frames.add(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
      frames.add(new PingWebSocketFrame(Unpooled.wrappedBuffer(new byte[length % 126])));
      frames.add(new PongWebSocketFrame(Unpooled.EMPTY_BUFFER));
      expected.add("message " + HexFormat.of().formatHex(bytes));
      expected.add("ping " + length % 126);
    }
    frames.add(new CloseWebSocketFrame());
    expected.add("close");

    feed(written(frames), piece);

    assertThat(heard.said).isEqualTo(expected);
    assertThat(heard.holds).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 1_000})
  void aMessageInSeveralFramesIsOneMessageAlsoWithAPingBetween(int piece) {
    feed(
        written(
            List.of(
                new BinaryWebSocketFrame(false, 0, Unpooled.wrappedBuffer(new byte[] {1, 2, 3})),
                new PingWebSocketFrame(Unpooled.EMPTY_BUFFER),
                new ContinuationWebSocketFrame(false, 0, Unpooled.EMPTY_BUFFER),
                new ContinuationWebSocketFrame(true, 0, Unpooled.wrappedBuffer(new byte[5_000])),
                new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[] {9})))),
        piece);

    assertThat(heard.said)
        .containsExactly("ping 0", "message 010203" + "00".repeat(5_000), "message 09");
  }

  @Test
  void aMessageThatIsTooLongIsSaidOnceAndPassedOverAlsoInSeveralFrames() {
    feed(
        written(
            List.of(
                new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[MOST + 1])),
                new BinaryWebSocketFrame(false, 0, Unpooled.wrappedBuffer(new byte[MOST])),
                new ContinuationWebSocketFrame(true, 0, Unpooled.wrappedBuffer(new byte[1])),
                new TextWebSocketFrame("hello"),
                new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[] {7})))),
        1_000);

    assertThat(heard.said).containsExactly("too large", "too large", "text", "message 07");
    assertThat(heard.holds).isZero();
  }

  @Test
  void whatIsAnnouncedCostsNothingBeforeItComes() {
    byte[] head = HexFormat.of().parseHex("82ff000000000000ffff00000000"); // 65,535 bytes to come

    feed(Unpooled.wrappedBuffer(head, new byte[1_000]), 500);

    assertThat(heard.mostHeld).isZero();
    assertThat(heard.said).isEmpty();

    feed(Unpooled.wrappedBuffer(new byte[9_000]), 500);
    assertThat(heard.mostHeld).isBetween(9_000, 20_000);
    reader.end(heard);
    assertThat(heard.holds).isZero();
  }

  @Test
  void aMessageForWhichThereIsNoRoomIsGivenUpAndNothingMoreIsRead() {
    heard.mayHold = 10_000;

    feed(
        written(
            List.of(
                new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[40_000])),
                new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[] {7})))),
        1_000);

    assertThat(heard.said).containsExactly("given up");
    assertThat(heard.holds).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8201 07", // not masked
        "c281 00000000 07", // an extension bit
        "8381 00000000 07", // a data frame of an unknown kind
        "8b80 00000000", // a control frame of an unknown kind
        "0980 00000000", // a ping in several frames
        "89fe 007e 00000000", // a ping of 126 bytes
        "8081 00000000 07", // goes on with nothing
        "0281 00000000 07 8281 00000000 08", // a message within a message
        "82ff ffffffffffffffff 00000000" // 2^64 - 1 bytes
      })
  void bytesThatBreakTheRulesAreAViolationAndNothingMoreIsRead(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    byte[] good = HexFormat.of().parseHex("82810000000001");

    feed(Unpooled.wrappedBuffer(bytes, good, good, good), 4);

    assertThat(heard.said).containsExactly("violation");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void noiseNeverThrowsAndHoldsNoMoreThanCame(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      Recorder recorder = new Recorder();
      WebSocketReader noisy = new WebSocketReader(MOST);
      byte[] bytes = new byte[random.nextInt(600)];
      random.nextBytes(bytes);
      if (bytes.length > 2) {
        bytes[0] = (byte) (0x80 | (random.nextBoolean() ? 2 : random.nextInt(16)));
        bytes[1] |= (byte) 0x80;
      }
      ByteBuf in = Unpooled.wrappedBuffer(bytes);

      noisy.read(in, recorder);

      assertThat(in.readableBytes()).isZero();
      noisy.end(recorder);
      assertThat(recorder.holds).isZero();
    }
  }

  private void feed(ByteBuf bytes, int piece) {
    while (bytes.isReadable()) {
      ByteBuf next = bytes.readBytes(Math.min(piece, bytes.readableBytes()));
      reader.read(next, heard);
      assertThat(next.isReadable()).isFalse();
    }
  }

  private static ByteBuf written(List<WebSocketFrame> frames) {
    EmbeddedChannel channel = new EmbeddedChannel(new WebSocket13FrameEncoder(true));
    ByteBuf all = Unpooled.buffer();
    for (WebSocketFrame frame : frames) {
      boolean _ = channel.writeOutbound(frame);
      for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
        all.writeBytes(out);
      }
    }
    return all;
  }
}
