package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
      Pattern.compile(
          "((door|call|answer|outcome|limit|resource|reason|depth)=\"[a-z0-9-]+\",?"
              + "|le=\"(\\+Inf|[0-9.E-]+)\",?)*");

  @TempDir Path folder;

  @Test
  void noIdAddressOrContentIsLoggedWhateverHappens() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    Busy busy;
    try {
      PrintStream both = new PrintStream(captured, true, StandardCharsets.UTF_8);
      System.setOut(both);
      System.setErr(both);
      busy = everythingThatHappens();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }

    String log = captured.toString(StandardCharsets.UTF_8);
    assertThat(log).contains("store unavailable"); // so the log was read
    assertThat(busy.metrics()).contains("relay_refusals"); // and the meters
    for (String said : List.of(log, busy.metrics())) {
      String lower = said.toLowerCase(Locale.ROOT);
      assertThat(lower)
          .doesNotContain("127.0.0.1")
          .doesNotContain("localhost")
          .doesNotContain("::1");
      for (ByteString secret : busy.secrets()) {
        for (String spelling : spellings(secret)) {
          assertThat(lower).doesNotContain(spelling.toLowerCase(Locale.ROOT));
        }
      }
    }
  }

  /// What a secret may look like when it has slipped into a text: the beginning of it, in every usual spelling.
  private static List<String> spellings(ByteString secret) {
    byte[] bytes = secret.toByteArray();
    List<String> spellings = new ArrayList<>();
    spellings.add(HexFormat.of().formatHex(bytes).substring(0, 16));
    spellings.add(HexFormat.ofDelimiter(":").formatHex(bytes).substring(0, 16));
    spellings.add(HexFormat.ofDelimiter(" ").formatHex(bytes).substring(0, 16));
    spellings.add(Base64.getEncoder().encodeToString(bytes).substring(0, 12));
    spellings.add(Base64.getUrlEncoder().encodeToString(bytes).substring(0, 12));
    spellings.add(Arrays.toString(Arrays.copyOf(bytes, 6)).replaceAll("[\\[\\]]", ""));
    spellings.add(new String(bytes, StandardCharsets.ISO_8859_1).substring(0, 8));
    if (bytes.length == 16) {
      spellings.add(uuid(secret).toString());
    }
    return spellings;
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

  /// What a busy relay knew, and what its meters said.
  private record Busy(List<ByteString> secrets, String metrics) {}

  private Busy everythingThatHappens() {
    FailingStore store = new FailingStore();
    try (RunningRelay relay = RunningRelay.open(folder, store)) {
      List<ByteString> secrets = everythingIn(relay, store);
      assertThat(relay.relay().reload()).isInstanceOf(ReloadOutcome.Reloaded.class);
      return new Busy(secrets, relay.metrics());
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
