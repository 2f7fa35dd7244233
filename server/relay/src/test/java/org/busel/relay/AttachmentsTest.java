package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.busel.relay.serve.AttachmentRules;
import org.busel.store.contract.InMemoryRelayStore;
import org.busel.wire.AttachmentId;
import org.busel.wire.AttachmentSize;
import org.busel.wire.Limits;
import org.busel.wire.v1.AttachmentParts;
import org.busel.wire.v1.IssueUploadTokens;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.UploadToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a relay does with attachments: PROTOCOL.md "Attachments" from the outside.
class AttachmentsTest {
  private static final int ROOM = 3 << 20;

  @TempDir static Path folder;
  private static final InMemoryRelayStore store = new InMemoryRelayStore();
  private static RunningRelay relay;
  private static TestDevice device;

  @BeforeAll
  static void start() {
    relay = RunningRelay.open(folder, store);
    device = relay.newDevice();
  }

  @AfterAll
  static void stop() {
    relay.close();
  }

  @Test
  void partsAreGivenOutToWhoeverKnowsTheId() {
    Upload upload = Upload.prepare(relay, device, 3);
    assertThat(upload.open().status()).isEqualTo(200);
    for (int part : new int[] {1, 0, 2}) {
      assertThat(upload.put(part).status()).isEqualTo(204);
    }

    Browser.Answer second = upload.get("bytes=262144-524287");
    Browser.Answer within = upload.get("bytes=262244-262253");
    Browser.Answer cutAtItsPart = upload.get("bytes=262000-");

    assertThat(second.status()).isEqualTo(206);
    assertThat(second.body()).isEqualTo(upload.part(1).toByteArray());
    assertThat(second.header("Content-Range"))
        .isEqualTo("bytes 262144-524287/" + upload.sealedBytes);
    assertThat(within.body()).isEqualTo(upload.part(1).substring(100, 110).toByteArray());
    assertThat(cutAtItsPart.body()).isEqualTo(upload.part(0).substring(262000).toByteArray());
    assertThat(upload.get("bytes=" + upload.sealedBytes + "-").status()).isEqualTo(404);
    assertThat(relay.browser().get(upload.path()).status()).isEqualTo(400);
  }

  @Test
  void anUploadGoesOnAfterTheRelayWasRestarted() throws Exception {
    Upload upload = Upload.prepare(relay, device, 3);
    assertThat(upload.open().status()).isEqualTo(200);
    assertThat(upload.put(0).status()).isEqualTo(204);
    assertThat(upload.put(2).status()).isEqualTo(204);
    restart(config -> config);
    Upload again = new Upload(relay.browser(), upload.sealedBytes, upload.tokens);

    AttachmentParts parts = AttachmentParts.parseFrom(again.open().body());

    assertThat(parts.getPresent()).isEqualTo(ByteString.copyFrom(new byte[] {0b101}));
    assertThat(again.put(1).status()).isEqualTo(204);
    assertThat(again.get("bytes=0-262143").body()).isEqualTo(upload.part(0).toByteArray());
  }

  @Test
  void nothingIsTakenWithoutTokensThatThisRelaySigned() {
    long before = store.attachments().heldBytes();
    Upload honest = Upload.prepare(relay, device, 2);
    UploadToken good = honest.tokens.getFirst();
    ByteString otherKey = ByteString.copyFrom(new byte[32]);
    List<UploadToken> forged =
        List.of(
            good.toBuilder().setUploadKey(otherKey).build(),
            good.toBuilder().setSignature(ByteString.copyFrom(new byte[256])).build(),
            good.toBuilder().setKeyNumber(good.getKeyNumber() + 1).build(),
            good.toBuilder().setKeyNumber(good.getKeyNumber() - 1).build());

    for (UploadToken token : forged) {
      Upload upload = new Upload(relay.browser(), honest.sealedBytes, List.of(token));
      assertThat(upload.open().status()).isEqualTo(403);
      assertThat(upload.put(0).status()).isEqualTo(404);
    }
    assertThat(store.attachments().heldBytes()).isEqualTo(before);
  }

  @Test
  void aTokenIsGoodForSixteenMebibytesAndOnce() {
    Upload small = Upload.prepare(relay, device, 2);
    long large = AttachmentSize.sealed(Limits.UPLOAD_TOKEN_BYTES);

    assertThat(new Upload(relay.browser(), large, small.tokens).open().status()).isEqualTo(403);
    assertThat(small.open().status()).isEqualTo(200);
    assertThat(small.withdraw().status()).isEqualTo(204);
    assertThat(small.open().status()).isEqualTo(403);
    List<UploadToken> twice = List.of(small.tokens.getFirst(), small.tokens.getFirst());
    assertThat(new Upload(relay.browser(), large, twice).open().status()).isEqualTo(403);
  }

  @Test
  void onlyTheUploadKeyFillsOrWithdrawsAnAttachment() {
    Upload upload = Upload.prepare(relay, device, 2);
    assertThat(upload.open().status()).isEqualTo(200);
    Browser stranger = relay.browser();
    String part = upload.path() + "/parts/0";
    String wrong = "Bearer " + "00".repeat(32);

    assertThat(stranger.put(part, upload.part(0).toByteArray()).status()).isEqualTo(403);
    assertThat(stranger.put(part, new byte[10], "Authorization", wrong).status()).isEqualTo(403);
    assertThat(stranger.delete(upload.path()).status()).isEqualTo(403);
    assertThat(stranger.delete(upload.path(), "Authorization", wrong).status()).isEqualTo(403);

    assertThat(upload.put(0).status()).isEqualTo(204);
    assertThat(upload.withdraw().status()).isEqualTo(204);
    assertThat(upload.get("bytes=0-").status()).isEqualTo(404);
    assertThat(upload.withdraw().status()).isEqualTo(204);
  }

  @Test
  void sizesAndPartsThatCannotBeAreRefused() {
    Upload upload = Upload.prepare(relay, device, 2);
    Browser browser = relay.browser();

    for (long sealed : new long[] {0, 1, upload.sealedBytes - 1, 1L << 40, -1}) {
      assertThat(new Upload(browser, sealed, upload.tokens).open().status()).isEqualTo(400);
    }
    assertThat(browser.put(upload.path(), new byte[] {1, 2, 3}).status()).isEqualTo(400);
    assertThat(browser.put(upload.path(), new byte[5_000]).status()).isEqualTo(413);
    assertThat(upload.open().status()).isEqualTo(200);
    assertThat(upload.put(0, new byte[10]).status()).isEqualTo(400);
    assertThat(upload.put(0, new byte[(256 << 10) + 1]).status()).isEqualTo(413);
    assertThat(upload.put(7, new byte[256 << 10]).status()).isEqualTo(400);
    long other = AttachmentSize.sealed(3L * Limits.ATTACHMENT_PART_BYTES);
    assertThat(new Upload(browser, other, upload.tokens).open().status()).isEqualTo(409);
    for (String path : List.of("", "x", "key/", upload.id.hex() + "/parts/-1", "AB".repeat(32))) {
      assertThat(browser.get("/v1/attachments/" + path).status()).isEqualTo(404);
    }
    for (String range : List.of("bytes=5-1", "bytes=-5", "bytes=0-1,3-4", "lines=1-2")) {
      assertThat(upload.get(range).status()).isEqualTo(400);
    }
  }

  @Test
  void aRelayThatIsFullOfAttachmentsRefusesMoreAndStillTakesMessages() {
    restart(withRoom(store.attachments().heldBytes() + ROOM, 0));
    Upload first = Upload.prepare(relay, device, 8);
    Upload second = Upload.prepare(relay, device, 8);

    assertThat(first.open().status()).isEqualTo(200);
    assertThat(second.open().status()).isEqualTo(507);
    Line outbox = relay.openOutbox();
    outbox.send(device.message(1, 1024));
    assertThat(outbox.response().hasAccepted()).isTrue();

    assertThat(first.withdraw().status()).isEqualTo(204);
    assertThat(second.open().status()).isEqualTo(200);
    restart(config -> config);
  }

  @Test
  void aDiskThatIsAlmostFullIsKeptForMessages() {
    restart(withRoom(1L << 40, 1L << 50));

    assertThat(Upload.prepare(relay, device, 2).open().status()).isEqualTo(507);
    restart(config -> config);
  }

  @Test
  void anAccountHasItsShareOfTokensADayAndNoMore() {
    try (Line inbox = relay.logIn(relay.newDevice())) {
      for (int i = 0; i < Limits.UPLOAD_TOKENS_A_DAY / Limits.UPLOAD_TOKENS_AT_ONCE; i++) {
        assertThat(Upload.tokens(relay, inbox, Limits.UPLOAD_TOKENS_AT_ONCE)).isNotEmpty();
      }
      IssueUploadTokens.Builder oneMore =
          IssueUploadTokens.newBuilder()
              .setKeyNumber(Upload.key(relay).getNumber())
              .addBlinded(ByteString.copyFrom(new byte[255]).concat(ByteString.copyFrom(new byte[] {2})));

      var refusal = Upload.ask(inbox, oneMore).getRefusal();

      assertThat(refusal.getCode()).isEqualTo(Code.CODE_UPLOADS_SPENT);
      assertThat(refusal.getRetryAfterMillis()).isPositive();
      assertThat(Upload.ask(inbox, oneMore.setKeyNumber(1)).getRefusal().getCode())
          .isEqualTo(Code.CODE_TOKEN_KEY_OLD);
    }
    assertThat(Upload.prepare(relay, relay.newDevice(), 2).open().status()).isEqualTo(200);
  }

  @Test
  void whatTheRelaySignedIsNothingThatItSeesLater() {
    Upload upload;
    IssueUploadTokens.Builder issue =
        IssueUploadTokens.newBuilder().setKeyNumber(Upload.key(relay).getNumber());
    try (Line inbox = relay.logIn(device)) {
      upload = new Upload(relay.browser(), AttachmentSize.sealed(0), Upload.tokens(relay, inbox, 1));
      UploadToken token = upload.tokens.getFirst();
      AttachmentId id = upload.id;

      // What the relay has seen is a product with a random factor: the same id is blinded otherwise each time.
      var client = Upload.client(Upload.key(relay));
      ByteString once = ByteString.copyFrom(client.blind(id.bytes().toByteArray()).getBlindedMessage());
      ByteString again = ByteString.copyFrom(client.blind(id.bytes().toByteArray()).getBlindedMessage());
      assertThat(once).isNotEqualTo(again).isNotEqualTo(token.getSignature());
      assertThat(Upload.ask(inbox, issue.addBlinded(once)).getUploadTokens().getSignatures(0))
          .isNotEqualTo(token.getSignature());
    } catch (org.bouncycastle.crypto.CryptoException wrong) {
      throw new AssertionError(wrong);
    }
    assertThat(upload.open().status()).isEqualTo(200);
  }

  private static void restart(UnaryOperator<RelayConfig> change) {
    relay.close();
    relay = RunningRelay.open(folder, store, change);
  }

  private static UnaryOperator<RelayConfig> withRoom(long quotaBytes, long reserveBytes) {
    AttachmentRules rules = new AttachmentRules(quotaBytes, reserveBytes, Duration.ofDays(1));
    return config -> config.withMailboxes(config.mailboxes().withAttachments(rules));
  }
}
