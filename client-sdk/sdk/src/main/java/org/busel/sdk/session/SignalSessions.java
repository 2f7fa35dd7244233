package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.util.Optional;
import org.busel.sdk.session.SessionRecords.Kind;
import org.busel.wire.AccountId;
import org.busel.wire.DeviceId;
import org.busel.wire.SealedContent;
import org.busel.wire.v1.Bundle;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.KeyCounts;
import org.busel.wire.v1.UploadKeys;
import org.signal.libsignal.protocol.InvalidMessageException;
import org.signal.libsignal.protocol.state.SessionRecord;

/// [Sessions] on libsignal 0.86.5: decides whom to trust, and leaves the rest to [Starting], [Sealing], [Opening] and
/// [Prekeys].
final class SignalSessions implements Sessions {
  private final OwnDevice own;
  private final Prekeys prekeys;
  private final Starting starting;
  private final Sealing sealing;
  private final Opening opening;

  SignalSessions(DeviceId self, DeviceIdentity identity, ByteString trustRoot, Clock clock) {
    this.own = new OwnDevice(self, identity, trustRoot, clock);
    this.prekeys = new Prekeys(identity, clock);
    this.starting = new Starting(own);
    this.sealing = new Sealing(own);
    this.opening = new Opening(own);
  }

  @Override
  public Optional<UploadKeys> keysToUpload(SessionRecords records, KeyCounts relayHas) {
    return prekeys.toUpload(records, relayHas);
  }

  @Override
  public void keysUploaded(SessionRecords records, UploadKeys keys) {
    prekeys.uploaded(records, keys);
  }

  @Override
  public boolean trust(SessionRecords records, AccountId account, ByteString fingerprint) {
    if (fingerprint.size() != FINGERPRINT_BYTES) {
      throw new IllegalArgumentException("fingerprint is " + fingerprint.size() + " bytes");
    }
    Optional<IdentityRecord> known = IdentityRecord.load(records, account);
    if (known.isPresent() && known.get().fingerprint().equals(fingerprint)) {
      known.get().nowTrusted().store(records, account);
      return true;
    }
    if (known.isPresent() && known.get().trusted()) {
      return false;
    }
    // What a first message claimed gives way to what a person was handed.
    known.ifPresent(stranger -> stranger.endSessions(records, account));
    IdentityRecord.trusting(fingerprint).store(records, account);
    return true;
  }

  @Override
  public Optional<KnownIdentity> identity(SessionRecords records, AccountId account) {
    return IdentityRecord.load(records, account).map(IdentityRecord::known);
  }

  @Override
  public boolean acceptIdentity(SessionRecords records, AccountId account, ByteString fingerprint) {
    Optional<IdentityRecord> known = IdentityRecord.load(records, account);
    Optional<ByteString> noted = known.flatMap(identity -> identity.known().changedTo());
    if (known.isEmpty() || !noted.equals(Optional.of(fingerprint))) {
      return false;
    }
    known.get().endSessions(records, account);
    IdentityRecord.trusting(fingerprint).store(records, account);
    return true;
  }

  @Override
  public void keepIdentity(SessionRecords records, AccountId account) {
    IdentityRecord.load(records, account)
        .ifPresent(known -> known.withChange(Optional.empty()).store(records, account));
  }

  @Override
  public void forget(SessionRecords records, AccountId account) {
    IdentityRecord.load(records, account).ifPresent(known -> known.endSessions(records, account));
    records.remove(Kind.IDENTITY, Addresses.recordKey(account));
  }

  @Override
  public Optional<SafetyNumber> safetyNumber(SessionRecords records, AccountId account) {
    return IdentityRecord.load(records, account)
        .flatMap(IdentityRecord::key)
        .map(key ->
            SafetyNumbers.of(
                own.id().account(),
                own.identity().keyPair().getPublicKey(),
                account,
                SignalStore.identityKey(key)));
  }

  @Override
  public StartOutcome start(SessionRecords records, DeviceId recipient, Bundle bundle) {
    return starting.start(records, recipient, bundle);
  }

  @Override
  public boolean hasSession(SessionRecords records, DeviceId recipient) {
    Optional<byte[]> stored = records.load(Kind.SESSION, Addresses.recordKey(recipient));
    try {
      return stored.isPresent()
          && new SessionRecord(stored.get()).hasSenderChain(own.clock().instant());
    } catch (InvalidMessageException e) {
      throw new SessionException("reading a session", e);
    }
  }

  @Override
  public SealOutcome seal(
      SessionRecords records, DeviceId recipient, Content content, ByteString senderCertificate) {
    return sealing.seal(records, recipient, content, senderCertificate);
  }

  @Override
  public OpenOutcome open(SessionRecords records, SealedContent sealed) {
    return opening.open(records, sealed);
  }
}
