package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.busel.sdk.local.records.StoredCertificate;
import org.busel.sdk.transport.Answer;
import org.busel.sdk.transport.RelayConnection;
import org.busel.wire.Limits;
import org.busel.wire.v1.CertifySender;
import org.busel.wire.v1.CountKeys;
import org.busel.wire.v1.KeyCounts;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.UploadKeys;

/// Keeps the relay supplied with keys, and this device with a sender certificate, and looks after its keys in the key log. Safe for many threads.
///
/// Nothing here is urgent enough to fail for: what cannot be done now is tried again on the next occasion.
final class Upkeep {
  private static final int LOOK_EVERY_HOURS = 1;

  private final Profile profile;
  private final KeyLog keyLog;

  Upkeep(Profile profile, KeyLog keyLog) {
    this.profile = profile;
    this.keyLog = keyLog;
  }

  /// Everything that is due on a connection that has just logged in, or whose relay says that keys run low.
  void run(RelayConnection inbox, KeyCounts relayHas) {
    uploadKeys(inbox, relayHas);
    if (isCertificateDue()) {
      renewCertificate(inbox);
    }
    keyLog.tendOwn(
        call -> Optional.of(inbox.request(call, profile.options().timing().request())),
        LOOK_EVERY_HOURS);
  }

  /// As [#run], where the relay has not said what it has.
  void run(RelayConnection inbox) {
    Request count = Request.newBuilder().setCountKeys(CountKeys.getDefaultInstance()).build();
    Answer answer = inbox.request(count, profile.options().timing().request());
    if (answer instanceof Answer.Answered answered && answered.response().hasKeys()) {
      run(inbox, answered.response().getKeys());
    }
  }

  /// The relay's voucher, if there is one that recipients still accept.
  Optional<ByteString> certificate() {
    return stored()
        .filter(stored -> age(stored).compareTo(Limits.CERTIFICATE_VALIDITY) < 0)
        .map(StoredCertificate::getCertificate);
  }

  /// Whether a new voucher should be asked for: half of the old one's time is over, or there is none.
  boolean isCertificateDue() {
    Duration half = Limits.CERTIFICATE_VALIDITY.dividedBy(2);
    return stored().filter(stored -> age(stored).compareTo(half) < 0).isEmpty();
  }

  private void renewCertificate(RelayConnection inbox) {
    Request certify =
        Request.newBuilder().setCertifySender(CertifySender.getDefaultInstance()).build();
    Instant asked = profile.now();
    Answer answer = inbox.request(certify, profile.options().timing().request());
    if (answer instanceof Answer.Answered answered && answered.response().hasSenderCertificate()) {
      StoredCertificate certificate =
          StoredCertificate.newBuilder()
              .setCertificate(answered.response().getSenderCertificate().getCertificate())
              .setFetchedAtMillis(asked.toEpochMilli())
              .build();
      profile.save("saving the sender certificate", tx -> tx.certificate(certificate));
    }
  }

  private void uploadKeys(RelayConnection inbox, KeyCounts relayHas) {
    Optional<UploadKeys> keys =
        profile.transact(
            "making prekeys", tx -> profile.sessions().keysToUpload(tx.sessions(), relayHas));
    if (keys.isEmpty()) {
      return;
    }
    Request upload = Request.newBuilder().setUploadKeys(keys.get()).build();
    Answer answer = inbox.request(upload, profile.options().timing().request());
    if (answer instanceof Answer.Answered answered && answered.response().hasKeys()) {
      profile.save(
          "noting uploaded prekeys",
          tx -> profile.sessions().keysUploaded(tx.sessions(), keys.get()));
    }
  }

  private Optional<StoredCertificate> stored() {
    return profile.transact("reading the sender certificate", tx -> tx.certificate());
  }

  // A clock that was set back must not keep an old certificate alive for ever.
  private Duration age(StoredCertificate stored) {
    return Duration.between(Instant.ofEpochMilli(stored.getFetchedAtMillis()), profile.now()).abs();
  }
}
