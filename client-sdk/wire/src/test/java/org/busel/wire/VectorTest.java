package org.busel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.ContactInvitation;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.DeskChange;
import org.busel.wire.v1.DeviceAnswer;
import org.busel.wire.v1.DeviceList;
import org.busel.wire.v1.DeviceRequest;
import org.busel.wire.v1.RelayFrame;
import org.busel.wire.v1.RelayInvitation;
import org.busel.wire.v1.WatchedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs the cases that any other implementation can run too.
class VectorTest {
  private static final String ED25519_PREFIX = "302a300506032b6570032100";

  static Stream<Vector> vectors() {
    return Stream.of(
            "client",
            "relay",
            "content",
            "join",
            "meet",
            "log",
            "relay-id",
            "envelope-id",
            "login-proof",
            "link",
            "device",
            "device-list",
            "desk-change",
            "desk-proof",
            "padme",
            "attachment-id")
        .flatMap(kind -> Vector.all(kind).stream());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyVectorIsReadAsItSays(Vector vector) throws Exception {
    switch (vector.name().substring(0, vector.name().indexOf('/'))) {
      case "client" -> frame(vector, Frames::client, ClientFrame.newBuilder());
      case "relay" -> frame(vector, Frames::relay, RelayFrame.newBuilder());
      case "content" -> frame(vector, Frames::content, Content.newBuilder());
      case "join" ->
          link(
              vector, JoinLink::parse, JoinLink::text, "busel:join#", RelayInvitation.newBuilder());
      case "meet" ->
          link(
              vector,
              MeetLink::parse,
              MeetLink::text,
              "busel:meet#",
              ContactInvitation.newBuilder());
      case "link" -> request(vector);
      case "device" ->
          link(
              vector,
              DeviceAnswerLink::parse,
              DeviceAnswerLink::text,
              DeviceAnswerLink.PREFIX,
              DeviceAnswer.newBuilder());
      case "device-list" -> frame(vector, Frames::deviceList, DeviceList.newBuilder());
      case "log" ->
          link(vector, LogLink::parse, LogLink::text, "busel:log#", WatchedLog.newBuilder());
      case "relay-id" ->
          assertThat(RelayId.of(vector.headerBytes("trust-root")).bytes())
              .isEqualTo(vector.bytes());
      case "envelope-id" ->
          assertThat(new WithdrawalToken(vector.headerBytes("token")).envelopeId().bytes())
              .isEqualTo(vector.bytes());
      case "login-proof" -> loginProof(vector);
      case "desk-change" -> frame(vector, Frames::deskChange, DeskChange.newBuilder());
      case "desk-proof" -> deskProof(vector);
      case "padme" -> vector.body().lines().forEach(VectorTest::sizes);
      case "attachment-id" ->
          assertThat(AttachmentId.of(vector.headerBytes("upload-key")).bytes())
              .isEqualTo(vector.bytes());
      default -> throw new IllegalStateException(vector.name());
    }
  }

  @Test
  void everyKindOfFrameHasAVector() {
    List<String> kinds =
        Stream.concat(
                Vector.all("client").stream()
                    .map(v -> Frames.client(v.bytes()))
                    .filter(d -> d instanceof Decoded.Frame<ClientFrame>)
                    .map(d -> ((Decoded.Frame<ClientFrame>) d).frame())
                    .map(f -> f.getFrameCase() + "/" + f.getRequest().getCallCase()),
                Vector.all("relay").stream()
                    .map(v -> Frames.relay(v.bytes()))
                    .filter(d -> d instanceof Decoded.Frame<RelayFrame>)
                    .map(d -> ((Decoded.Frame<RelayFrame>) d).frame())
                    .map(f ->
                        f.getFrameCase()
                            + "/"
                            + f.getResponse().getOutcomeCase()
                            + "/"
                            + f.getPush().getPushCase()))
            .distinct()
            .toList();

    int clientFramesAndCalls = 4 + 13;
    int relayFramesOutcomesAndPushes = 4 + 11 + 6;
    assertThat(kinds).hasSize(clientFramesAndCalls + relayFramesOutcomesAndPushes);
  }

  private static <T extends Message> void frame(
      Vector vector, Function<ByteString, Decoded<T>> read, Message.Builder builder)
      throws TextFormat.ParseException {
    Decoded<T> decoded = read.apply(vector.bytes());

    if (decoded instanceof Decoded.Frame<T> frame) {
      assertThat(vector.header("expect")).isEqualTo("frame");
      if (vector.isCanonical()) {
        assertThat(frame.frame().toByteString()).isEqualTo(vector.bytes());
      }
      Optional<String> means = vector.find("means");
      if (means.isPresent()) {
        TextFormat.merge(means.get(), builder);
        assertThat(frame.frame()).isEqualTo(builder.build());
      }
    } else if (decoded instanceof Decoded.Malformed<T> malformed) {
      assertThat("malformed: " + malformed.reason())
          .isEqualTo(vector.header("expect") + ": " + vector.header("reason"));
    } else if (decoded instanceof Decoded.TooLarge<T> tooLarge) {
      assertThat("too-large: " + tooLarge.limitBytes())
          .isEqualTo(vector.header("expect") + ": " + vector.header("reason"));
    }
  }

  private static <L> void link(
      Vector vector,
      Function<String, Parsed<L>> parse,
      Function<L, String> text,
      String prefix,
      Message.Builder builder)
      throws TextFormat.ParseException {
    Parsed<L> parsed = parse.apply(vector.body());

    if (parsed instanceof Parsed.Link<L> link) {
      assertThat(vector.header("expect")).isEqualTo("link");
      if (vector.isCanonical()) {
        assertThat(text.apply(link.link())).isEqualTo(vector.body().strip());
      }
      Optional<String> means = vector.find("means");
      if (means.isPresent()) {
        TextFormat.merge(means.get(), builder);
        assertThat(LinkText.of(prefix, builder.build())).isEqualTo(vector.body().strip());
      }
    } else if (parsed instanceof Parsed.Damaged<L> damaged) {
      assertThat("damaged: " + damaged.reason())
          .isEqualTo(vector.header("expect") + ": " + vector.header("reason"));
    } else {
      String expected = parsed instanceof Parsed.TooNew<L> ? "too-new" : "not-a-link";
      assertThat(vector.header("expect")).isEqualTo(expected);
    }
  }

  private static void request(Vector vector) throws TextFormat.ParseException {
    link(
        vector,
        DeviceRequestLink::parse,
        DeviceRequestLink::text,
        DeviceRequestLink.PREFIX,
        DeviceRequest.newBuilder());
    if (DeviceRequestLink.parse(vector.body()) instanceof Parsed.Link<DeviceRequestLink> read) {
      ByteString request = read.link().bytes();
      assertThat(DeviceProofs.requestId(request)).isEqualTo(vector.headerBytes("request-id"));
      assertThat(read.link().number()).isEqualTo(vector.header("number"));
      assertThat(ByteString.copyFrom(DeviceProofs.welcomeInfo(request, "01234567")))
          .isEqualTo(vector.headerBytes("info-with-01234567"));
    }
  }

  private static void deskProof(Vector vector) throws Exception {
    byte[] signed =
        vector.find("desk").isPresent()
            ? DeskProofs.memberToSign(vector.headerBytes("desk"), vector.bytes())
            : DeskProofs.changeToSign(vector.bytes());

    assertThat(isSigned(vector.header("desk-key"), signed, vector.headerBytes("signature")))
        .isTrue();
    if (vector.find("id").isPresent()) {
      assertThat(DeskProofs.idOf(vector.bytes())).isEqualTo(vector.headerBytes("id"));
    }
  }

  private static boolean isSigned(String keyHex, byte[] signed, ByteString signature)
      throws Exception {
    byte[] key = HexFormat.of().parseHex(ED25519_PREFIX + keyHex);
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key)));
    check.update(signed);
    return check.verify(signature.toByteArray());
  }

  private static void sizes(String line) {
    long[] sizes = Stream.of(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    long sealed = AttachmentSize.sealed(sizes[0]);

    assertThat(
            new long[] {
              AttachmentSize.padded(sizes[0]),
              sealed,
              AttachmentSize.parts(sealed),
              AttachmentSize.tokens(sealed)
            })
        .isEqualTo(new long[] {sizes[1], sizes[2], sizes[3], sizes[4]});
  }

  private static void loginProof(Vector vector) throws Exception {
    RelayId relay = RelayId.of(vector.headerBytes("trust-root"));
    DeviceId device =
        new DeviceId(
            AccountId.of(vector.headerBytes("account")), Integer.parseInt(vector.header("device")));

    byte[] signed = LoginProof.bytesToSign(relay, vector.headerBytes("challenge"), device);

    assertThat(ByteString.copyFrom(signed)).isEqualTo(vector.bytes());
    assertThat(isSigned(vector.header("login-key"), signed, vector.headerBytes("signature")))
        .isTrue();
  }
}
