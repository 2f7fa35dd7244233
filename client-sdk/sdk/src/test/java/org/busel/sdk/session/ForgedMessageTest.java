package org.busel.sdk.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.busel.sdk.session.OpenOutcome.Misdirected;
import org.busel.sdk.session.OpenOutcome.Opened;
import org.busel.sdk.session.OpenOutcome.Reason;
import org.busel.sdk.session.OpenOutcome.SenderCertificateInvalid;
import org.busel.sdk.session.OpenOutcome.TooNew;
import org.busel.sdk.session.OpenOutcome.Undecryptable;
import org.busel.wire.AccountId;
import org.busel.wire.DeviceId;
import org.busel.wire.SealedContent;
import org.busel.wire.v1.Content;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signal.libsignal.metadata.InvalidMetadataMessageException;
import org.signal.libsignal.metadata.certificate.InvalidCertificateException;
import org.signal.libsignal.metadata.certificate.SenderCertificate;
import org.signal.libsignal.metadata.protocol.UnidentifiedSenderMessageContent;
import org.signal.libsignal.protocol.message.DecryptionErrorMessage;
import org.signal.libsignal.protocol.message.PlaintextContent;

/// A sender or relay that forges, misdirects, or sends what should not be sent.
final class ForgedMessageTest {
  private final VouchingRelay relay = new VouchingRelay();
  private final TestDevice alice = new TestDevice(relay);
  private final BarePeer mallory = new BarePeer(relay);

  @BeforeEach
  void malloryHasASession() throws Exception {
    mallory.startWith(alice, alice.bundle(0));
    assertThat(alice.openText(mallory.sealed(alice, mallory.content(alice, "hello"))))
        .isEqualTo("hello");
  }

  @Test
  void contentThatNamesAnotherSenderIsMisdirected() throws Exception {
    Content forged =
        mallory.content(alice, "I am bob").toBuilder()
            .setFrom(Addresses.content(new DeviceId(AccountId.random(TestDevice.RANDOM), 1)))
            .build();

    assertRefused(mallory.sealed(alice, forged), new Misdirected());
  }

  @Test
  void contentForAnotherRecipientIsMisdirected() throws Exception {
    TestDevice bob = new TestDevice(relay);
    Content forBob =
        mallory.content(alice, "for bob").toBuilder().setTo(Addresses.content(bob.id)).build();
    Content forOtherDevice =
        mallory.content(alice, "for your tablet").toBuilder()
            .setTo(Addresses.content(new DeviceId(alice.id.account(), 2)))
            .build();

    assertRefused(mallory.sealed(alice, forBob), new Misdirected());
    assertRefused(mallory.sealed(alice, forOtherDevice), new Misdirected());
  }

  @Test
  void contentWithoutAddressesIsMalformed() throws Exception {
    assertRefused(
        mallory.sealed(alice, TestDevice.text("anonymous")), new Undecryptable(Reason.MALFORMED));
  }

  @Test
  void aMessageForSomebodyElseCannotBeOpened() throws Exception {
    TestDevice bob = new TestDevice(relay);
    TestDevice carol = new TestDevice(relay);
    carol.startWith(bob, 0);

    assertRefused(carol.seal(bob, "for bob"), new Undecryptable(Reason.NOT_FOR_THIS_DEVICE));
  }

  @Test
  void aCertificateOfAnotherRelayVouchesForNobody() throws Exception {
    mallory.certificate =
        new VouchingRelay()
            .vouchFor(mallory.id, mallory.publicKey(), alice.clock.instant().plusSeconds(60));

    assertRefused(
        mallory.sealed(alice, mallory.content(alice, "hello")), new SenderCertificateInvalid());
  }

  @Test
  void aCertificateMayExpireWhileTheEnvelopeWaitsButNotForEver() throws Exception {
    SealedContent sealed = mallory.sealed(alice, mallory.content(alice, "hello"));

    alice.clock.forward(Duration.ofDays(92));
    assertRefused(sealed, new SenderCertificateInvalid());
    alice.clock.forward(Duration.ofDays(-2));
    assertThat(alice.openText(sealed)).isEqualTo("hello");
  }

  @Test
  void aCertificateForAnotherKeyIsNotBelieved() throws Exception {
    TestDevice bob = new TestDevice(relay);
    mallory.certificate = bob.certificate;

    assertRefused(
        mallory.sealed(alice, mallory.content(alice, "I am bob")),
        new Undecryptable(Reason.NOT_FOR_THIS_DEVICE));
  }

  @Test
  void aCertificateThatNamesNoAccountIsRefused() throws Exception {
    for (String name : new String[] {"", "bob", "PNI:" + Addresses.uuid(mallory.id.account())}) {
      mallory.certificate =
          relay.vouchFor(
              name, mallory.id, mallory.publicKey(), alice.clock.instant().plusSeconds(60));

      assertRefused(
          mallory.sealed(alice, mallory.content(alice, "hello")), new SenderCertificateInvalid());
    }
  }

  @Test
  void theFormThatLibsignalLogsNamesTheSameAccount() throws Exception {
    mallory.certificate =
        relay.vouchFor(
            "<ACI:" + Addresses.uuid(mallory.id.account()) + ">",
            mallory.id,
            mallory.publicKey(),
            alice.clock.instant().plusSeconds(60));

    Opened opened = (Opened) alice.open(mallory.sealed(alice, mallory.content(alice, "hello")));

    assertThat(opened.sender()).isEqualTo(mallory.id);
  }

  @Test
  void aMessageSentBackToItsSenderIsMisdirected() throws Exception {
    TestDevice bob = new TestDevice(relay);
    alice.startWith(bob, 0);
    SealedContent toBob = alice.seal(bob, "hello");

    // What Alice seals to herself names her as its sender.
    alice.trust(alice);
    assertThat(alice.sessions.start(alice.records, alice.id, alice.bundle(3)))
        .isEqualTo(new StartOutcome.Started());
    assertRefused(alice.seal(alice, "to myself"), new Misdirected());
    assertRefused(toBob, new Undecryptable(Reason.NOT_FOR_THIS_DEVICE));
  }

  @Test
  void plaintextInsideTheSealIsRefused() throws Exception {
    var message = mallory.encrypt(alice, new byte[10]);
    PlaintextContent plaintext =
        new PlaintextContent(
            DecryptionErrorMessage.forOriginalMessage(
                message.serialize(), message.getType(), 0, 1));

    assertRefused(mallory.sealed(alice, plaintext), new Undecryptable(Reason.NOT_ENCRYPTED));
  }

  @Test
  void aSealOfALaterVersionIsTooNewAndOneForGroupsIsMalformed() throws Exception {
    byte[] sealed = mallory.sealed(alice, mallory.content(alice, "hello")).bytes().toByteArray();

    sealed[0] = 0x33;
    assertRefused(new SealedContent(ByteString.copyFrom(sealed)), new TooNew());
    for (int version : new int[] {0x00, 0x22, 0x23}) {
      sealed[0] = (byte) version;
      assertRefused(
          new SealedContent(ByteString.copyFrom(sealed)), new Undecryptable(Reason.MALFORMED));
    }
  }

  @Test
  void anyFlippedBitIsNoticedAndLeavesNoTrace() throws Exception {
    byte[] sealed = mallory.sealed(alice, mallory.content(alice, "hello")).bytes().toByteArray();
    Map<String, String> before = alice.records.print();

    for (int bit = 0; bit < sealed.length * 8; bit += bit < 1_200 ? 1 : 13) {
      byte[] flipped = sealed.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(alice.open(new SealedContent(ByteString.copyFrom(flipped))))
          .as("bit %d", bit)
          .isNotInstanceOf(Opened.class);
    }
    assertThat(alice.records.print()).isEqualTo(before);
  }

  @Test
  void randomBytesAreRefusedWithoutAnException() {
    Random random = new Random(20260301);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[1024];
      random.nextBytes(bytes);
      bytes[0] = 0x11;

      assertThat(alice.open(new SealedContent(ByteString.copyFrom(bytes))))
          .isEqualTo(new Undecryptable(Reason.NOT_FOR_THIS_DEVICE));
    }
  }

  @Test
  void damagedMessagesInsideATrueSealAreRefusedWithoutAnException() throws Exception {
    SenderCertificate voucher = new SenderCertificate(mallory.certificate.toByteArray());
    var message = mallory.encrypt(alice, mallory.content(alice, "hello").toByteArray());
    int bare =
        new UnidentifiedSenderMessageContent(message, voucher, 0, Optional.empty())
            .getSerialized()
            .length;
    byte[] whole =
        new UnidentifiedSenderMessageContent(
                message,
                voucher,
                0,
                Optional.of(new byte[BucketFill.of(bare).orElseThrow().groupIdBytes()]))
            .getSerialized();
    Random random = new Random(20260302);
    int parsed = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      Optional<SealedContent> sealed = sealedIfItParses(damaged);
      if (sealed.isPresent()) {
        parsed++;
        assertThat(alice.open(sealed.get())).isNotNull();
      }
    }
    assertThat(parsed).isGreaterThan(500);
  }

  @Test
  void aStorageFailureComesOutAsItWas() throws Exception {
    SealedContent sealed = mallory.sealed(alice, mallory.content(alice, "hello"));
    RuntimeException full = new IllegalStateException("disk full");
    SessionRecords failing =
        new SessionRecords() {
          @Override
          public Optional<byte[]> load(Kind kind, String key) {
            if (kind == Kind.SESSION) {
              throw full;
            }
            return alice.records.load(kind, key);
          }

          @Override
          public void store(Kind kind, String key, byte[] value) {
            throw full;
          }

          @Override
          public void remove(Kind kind, String key) {
            throw full;
          }
        };

    assertThat(
            catchThrowable(() -> {
              var unused = alice.sessions.open(failing, sealed);
            }))
        .isSameAs(full);
    assertThat(alice.openText(sealed)).isEqualTo("hello");
  }

  @Test
  void nothingAboutPeopleIsPrinted() throws Exception {
    OpenOutcome opened = alice.open(mallory.sealed(alice, mallory.content(alice, "secret plan")));
    String account = Addresses.uuid(mallory.id.account()).toString();

    assertThat(opened.toString()).isEqualTo("Opened[hidden]");
    assertThat(new OpenOutcome.NotProtected(mallory.id).toString()).doesNotContain(account);
    assertThat(new OpenOutcome.IdentityChanged(mallory.id, ByteString.EMPTY).toString())
        .isEqualTo("IdentityChanged[hidden]");
    assertThat(new SessionException("sealing", new IllegalStateException(account)).getMessage())
        .doesNotContain(account);
  }

  private Optional<SealedContent> sealedIfItParses(byte[] inner) throws Exception {
    try {
      return Optional.of(mallory.sealed(alice, new UnidentifiedSenderMessageContent(inner)));
    } catch (InvalidMetadataMessageException
        | InvalidCertificateException
        | IllegalArgumentException unusable) {
      return Optional.empty(); // mallory's own libsignal will not seal it, or it misses the bucket
    }
  }

  private void assertRefused(SealedContent sealed, OpenOutcome expected) {
    Map<String, String> before = alice.records.print();

    assertThat(alice.open(sealed)).isEqualTo(expected);
    assertThat(alice.records.print()).isEqualTo(before);
  }
}
