package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.busel.wire.v1.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing that names anybody leaves the relay by its log or its meters.
class PrivacyTest {
  private static final Pattern TAG = Pattern.compile("relay_[a-z_]+\\{([^}]*)\\}");
  private static final Pattern CLOSED =
      Pattern.compile("((door|call|answer|outcome|limit|resource)=\"[a-z-]+\",?)*");

  @TempDir Path folder;

  @Test
  void noIdAddressOrContentIsLoggedWhateverHappens() {
    PrintStream err = System.err;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    List<ByteString> secrets = new ArrayList<>();
    try {
      System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
      secrets.addAll(everythingThatHappens());
    } finally {
      System.setErr(err);
    }

    String log = captured.toString(StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    assertThat(log).contains("store unavailable"); // so the log was read
    assertThat(log).doesNotContain("127.0.0.1");
    for (ByteString secret : secrets) {
      byte[] bytes = secret.toByteArray();
      assertThat(log).doesNotContain(HexFormat.of().formatHex(bytes));
      assertThat(log)
          .doesNotContain(
              Base64.getEncoder().encodeToString(bytes).substring(0, 16).toLowerCase(Locale.ROOT));
      if (bytes.length == 16) {
        assertThat(log).doesNotContain(uuid(secret).toString());
      }
    }
  }

  @Test
  void metersHaveTagsOutOfClosedSetsOnly() {
    FailingStore store = new FailingStore();
    try (RunningRelay relay = RunningRelay.open(folder, store)) {
      var _ = everythingIn(relay, store);

      String metrics = relay.metrics();

      assertThat(metrics)
          .contains("relay_connections{door=\"inbox\"}")
          .contains("relay_mailbox_appends_envelopes_total{outcome=\"stored\"}")
          .contains("relay_requests_seconds_count{answer=\"done\",call=\"submit\"}");
      Matcher tags = TAG.matcher(metrics);
      while (tags.find()) {
        assertThat(tags.group(1)).matches(CLOSED);
      }
    }
  }

  private List<ByteString> everythingThatHappens() {
    FailingStore store = new FailingStore();
    try (RunningRelay relay = RunningRelay.open(folder, store)) {
      return everythingIn(relay, store);
    }
  }

  private static List<ByteString> everythingIn(RunningRelay relay, FailingStore store) {
    TestDevice editor = relay.newDevice();
    Line inbox = relay.logIn(editor);
    Line outbox = relay.openOutbox();
    Request.Builder submit = Request.newBuilder().setSubmit(editor.submit(1, 1024));
    outbox.send(TestDevice.request(submit));
    assertThat(outbox.response().hasAccepted()).isTrue();
    store.fail(true);
    outbox.send(TestDevice.request(submit));
    assertThat(outbox.response().hasRefusal()).isTrue();
    store.fail(false);
    outbox.sendBytes(editor.account.bytes());
    assertThat(outbox.closeCode()).isEqualTo(4400);
    Line hostile = relay.inbox();
    hostile.send(editor.login(hostile.hello().getRelayId(), TestDevice.content(0, 32)));
    assertThat(hostile.closeCode()).isEqualTo(4401);
    inbox.close();
    assertThat(relay.browser().get("/courses/secret-course").status()).isEqualTo(404);
    return List.of(
        editor.account.bytes(),
        editor.capability.bytes(),
        submit.getSubmit().getId(),
        ByteString.copyFrom(editor.identity.getPublicKey().serialize()),
        ByteString.copyFromUtf8("secret-course-of-somebody"));
  }

  private static UUID uuid(ByteString bytes) {
    return new UUID(
        bytes.asReadOnlyByteBuffer().getLong(), bytes.asReadOnlyByteBuffer().getLong(8));
  }
}
