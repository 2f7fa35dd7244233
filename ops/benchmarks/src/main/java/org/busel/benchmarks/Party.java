package org.busel.benchmarks;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.time.Clock;
import org.busel.directory.Device;
import org.busel.load.LoadException;
import org.busel.relay.auth.SenderCertificates;
import org.busel.sdk.session.DeviceIdentity;
import org.busel.sdk.session.OpenOutcome;
import org.busel.sdk.session.SealOutcome;
import org.busel.sdk.session.Sessions;
import org.busel.sdk.session.StartOutcome;
import org.busel.wire.AccountId;
import org.busel.wire.DeviceId;
import org.busel.wire.EnvelopeId;
import org.busel.wire.SealedContent;
import org.busel.wire.v1.Bundle;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.KeyCounts;
import org.busel.wire.v1.Text;
import org.busel.wire.v1.UploadKeys;

/// One of two devices that talk without relay and disk. One thread.
final class Party {
  private static final SecureRandom RANDOM = new SecureRandom();

  /// What is said in every message.
  static final String WORDS = "The border was quiet this morning. ".repeat(8);

  private final DeviceId self = new DeviceId(AccountId.random(RANDOM), 1);
  private final DeviceIdentity identity = DeviceIdentity.of(DeviceIdentity.make());
  private final MemoryRecords records = new MemoryRecords();
  private final Sessions sessions;
  private final ByteString certificate;

  /// @param trustRoot 33 bytes, whose certificates it believes
  Party(ByteString trustRoot, SenderCertificates certificates) {
    this.sessions = Sessions.of(self, identity, trustRoot, Clock.systemUTC());
    // A certificate needs no login key; any 32 bytes do.
    ByteString loginKey = ByteString.copyFrom(new byte[32]);
    this.certificate =
        certificates.issue(
            new Device(self, loginKey, identity.publicKey(), identity.registrationId()));
  }

  /// Trusts `other` and starts a session from its keys.
  void meet(Party other) {
    trust(other);
    if (!(sessions.start(records, other.self, other.bundle()) instanceof StartOutcome.Started)) {
      throw new LoadException("no session could be started");
    }
  }

  /// Takes `other` for who it says it is.
  void trust(Party other) {
    if (!sessions.trust(records, other.self.account(), other.identity.fingerprint())) {
      throw new LoadException("another identity is trusted already");
    }
  }

  /// Seals a text of 280 characters to `other`.
  SealedContent seal(Party other) {
    Content content =
        Content.newBuilder()
            .setMessageId(EnvelopeId.random(RANDOM).bytes())
            .setSentAtMillis(System.currentTimeMillis())
            .setText(Text.newBuilder().setBody(WORDS))
            .build();
    if (sessions.seal(records, other.self, content, certificate)
        instanceof SealOutcome.Sealed sealed) {
      return sealed.content();
    }
    throw new LoadException("a message could not be sealed");
  }

  /// Opens what the other party has sealed.
  void open(SealedContent sealed) {
    if (!(sessions.open(records, sealed) instanceof OpenOutcome.Opened)) {
      throw new LoadException("a message could not be opened");
    }
  }

  private Bundle bundle() {
    UploadKeys keys = sessions.keysToUpload(records, KeyCounts.getDefaultInstance()).orElseThrow();
    sessions.keysUploaded(records, keys);
    return Bundle.newBuilder()
        .setDevice(self.number())
        .setRegistrationId(identity.registrationId())
        .setIdentityKey(identity.publicKey())
        .setSignedPrekey(keys.getSignedPrekey())
        .setOneTimeEc(keys.getOneTimeEc(0))
        .setKem(keys.getOneTimeKem(0))
        .build();
  }
}
