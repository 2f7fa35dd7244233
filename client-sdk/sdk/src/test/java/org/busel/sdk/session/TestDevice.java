package org.busel.sdk.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.busel.keys.Secret;
import org.busel.wire.AccountId;
import org.busel.wire.DeviceId;
import org.busel.wire.SealedContent;
import org.busel.wire.v1.Bundle;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.KeyCounts;
import org.busel.wire.v1.Text;
import org.busel.wire.v1.UploadKeys;

/// A device with its records in memory, and what its relay would hold for it.
final class TestDevice {
  static final SecureRandom RANDOM = new SecureRandom();

  final SettableClock clock = new SettableClock();
  final MemoryRecords records = new MemoryRecords();
  final DeviceIdentity identity;
  final DeviceId id;
  final Sessions sessions;
  ByteString certificate;
  UploadKeys uploaded;

  TestDevice(VouchingRelay relay) {
    this(relay, new DeviceId(AccountId.random(RANDOM), 1));
  }

  TestDevice(VouchingRelay relay, DeviceId id) {
    try (Secret secret = DeviceIdentity.make()) {
      this.identity = DeviceIdentity.of(secret);
    }
    this.id = id;
    this.sessions = Sessions.of(id, identity, relay.trustRoot(), clock);
    this.certificate =
        relay.vouchFor(id, identity.publicKey(), clock.instant().plus(Duration.ofDays(3)));
    this.uploaded = sessions.keysToUpload(records, KeyCounts.getDefaultInstance()).orElseThrow();
    sessions.keysUploaded(records, uploaded);
  }

  /// The bundle a relay hands out for the `nth` asker; without one-time keys from the 100th on.
  Bundle bundle(int nth) {
    Bundle.Builder bundle =
        Bundle.newBuilder()
            .setDevice(id.number())
            .setRegistrationId(identity.registrationId())
            .setIdentityKey(identity.publicKey())
            .setSignedPrekey(uploaded.getSignedPrekey());
    return nth < uploaded.getOneTimeEcCount()
        ? bundle
            .setOneTimeEc(uploaded.getOneTimeEc(nth))
            .setKem(uploaded.getOneTimeKem(nth))
            .build()
        : bundle.setKem(uploaded.getLastResortKem()).build();
  }

  /// Trusts `other` as its contact link would say.
  void trust(TestDevice other) {
    assertThat(sessions.trust(records, other.id.account(), other.identity.fingerprint())).isTrue();
  }

  void startWith(TestDevice other, int nth) {
    trust(other);
    assertThat(sessions.start(records, other.id, other.bundle(nth)))
        .isEqualTo(new StartOutcome.Started());
  }

  SealedContent seal(TestDevice to, String text) {
    SealOutcome outcome = sessions.seal(records, to.id, text(text), certificate);
    assertThat(outcome).isInstanceOf(SealOutcome.Sealed.class);
    return ((SealOutcome.Sealed) outcome).content();
  }

  OpenOutcome open(SealedContent sealed) {
    return sessions.open(records, sealed);
  }

  String openText(SealedContent sealed) {
    OpenOutcome outcome = open(sealed);
    assertThat(outcome).isInstanceOf(OpenOutcome.Opened.class);
    return ((OpenOutcome.Opened) outcome).content().getText().getBody();
  }

  static Content text(String body) {
    return Content.newBuilder()
        .setMessageId(ByteString.copyFrom(new byte[16]))
        .setText(Text.newBuilder().setBody(body))
        .build();
  }

  /// Two devices that trust each other and have exchanged a message each way.
  static TestDevice[] inConversation(VouchingRelay relay) {
    TestDevice alice = new TestDevice(relay);
    TestDevice bob = new TestDevice(relay);
    bob.trust(alice);
    alice.startWith(bob, 0);
    assertThat(bob.openText(alice.seal(bob, "hello"))).isEqualTo("hello");
    assertThat(alice.openText(bob.seal(alice, "hello back"))).isEqualTo("hello back");
    return new TestDevice[] {alice, bob};
  }

  /// A clock that stands still until it is moved.
  static final class SettableClock extends Clock {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    void forward(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
