package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.busel.sdk.session.SessionRecords.Kind;
import org.busel.sdk.session.StartOutcome.BadBundle;
import org.busel.sdk.session.StartOutcome.Fault;
import org.busel.wire.DeviceId;
import org.busel.wire.Limits;
import org.busel.wire.PublicKeys;
import org.busel.wire.v1.Bundle;
import org.signal.libsignal.protocol.IdentityKey;
import org.signal.libsignal.protocol.InvalidKeyException;
import org.signal.libsignal.protocol.SessionBuilder;
import org.signal.libsignal.protocol.UntrustedIdentityException;
import org.signal.libsignal.protocol.ecc.ECPublicKey;
import org.signal.libsignal.protocol.kem.KEMPublicKey;
import org.signal.libsignal.protocol.state.PreKeyBundle;

/// Starts sessions from bundles, believing nothing that the relay says: the identity must be the one trusted, the
/// keys sound, the signatures by that identity.
final class Starting {
  private final OwnDevice own;

  Starting(OwnDevice own) {
    this.own = own;
  }

  StartOutcome start(SessionRecords records, DeviceId recipient, Bundle bundle) {
    Optional<IdentityRecord> known = IdentityRecord.load(records, recipient.account());
    if (known.isEmpty() || !known.get().trusted()) {
      return new StartOutcome.NotTrusted();
    }
    Optional<Fault> fault = fault(recipient, bundle);
    if (fault.isPresent()) {
      return new BadBundle(fault.get());
    }
    ByteString fingerprint = DeviceIdentity.fingerprintOf(bundle.getIdentityKey());
    if (!known.get().fingerprint().equals(fingerprint)) {
      known
          .get()
          .withChange(Optional.of(bundle.getIdentityKey()))
          .store(records, recipient.account());
      return new StartOutcome.IdentityChanged(fingerprint);
    }
    return startTrusted(records, recipient, bundle, known.get());
  }

  private StartOutcome startTrusted(
      SessionRecords records, DeviceId recipient, Bundle bundle, IdentityRecord known) {
    StagedRecords staged = new StagedRecords(records);
    IdentityKey theirKey = SignalStore.identityKey(bundle.getIdentityKey());
    SignalStore store = new SignalStore(staged, own.identity(), recipient, theirKey);
    try {
      PreKeyBundle signal = signalBundle(bundle, theirKey);
      // Checked here as well as by libsignal: which of its exceptions means what has changed
      // before.
      if (!isSignedBy(theirKey, signal)) {
        return new BadBundle(Fault.SIGNATURE);
      }
      new SessionBuilder(store, Addresses.signal(recipient)).process(signal, own.clock().instant());
    } catch (InvalidKeyException e) {
      return new BadBundle(Fault.UNSAFE_KEY);
    } catch (UntrustedIdentityException e) {
      throw new SessionException("starting a session", e);
    }
    byte[] session =
        staged
            .load(Kind.SESSION, Addresses.recordKey(recipient))
            .orElseThrow(() -> new SessionException("starting a session"));
    if (PostQuantumState.ofRecord(session) == PostQuantumState.ABSENT) {
      return new BadBundle(Fault.NOT_PROTECTED);
    }
    known
        .withSession(bundle.getIdentityKey(), recipient.number())
        .store(staged, recipient.account());
    staged.release();
    return new StartOutcome.Started();
  }

  private static Optional<Fault> fault(DeviceId recipient, Bundle bundle) {
    boolean wellFormed =
        bundle.getDevice() == recipient.number()
            && isWithin(bundle.getRegistrationId(), Limits.REGISTRATION_ID)
            && bundle.hasSignedPrekey()
            && isWithin(bundle.getSignedPrekey().getId(), Limits.PREKEY_ID)
            && bundle.hasKem()
            && isWithin(bundle.getKem().getId(), Limits.PREKEY_ID)
            && (!bundle.hasOneTimeEc()
                || isWithin(bundle.getOneTimeEc().getId(), Limits.PREKEY_ID));
    if (!wellFormed) {
      return Optional.of(Fault.MALFORMED);
    }
    boolean sound =
        PublicKeys.isSoundEc(bundle.getIdentityKey())
            && PublicKeys.isSoundEc(bundle.getSignedPrekey().getPublicKey())
            && (!bundle.hasOneTimeEc()
                || PublicKeys.isSoundEc(bundle.getOneTimeEc().getPublicKey()))
            && PublicKeys.isSoundKem(bundle.getKem().getPublicKey());
    return sound ? Optional.empty() : Optional.of(Fault.UNSAFE_KEY);
  }

  private static boolean isWithin(int number, int limit) {
    return number >= 1 && number <= limit;
  }

  private static boolean isSignedBy(IdentityKey identity, PreKeyBundle bundle) {
    ECPublicKey key = identity.getPublicKey();
    return key.verifySignature(
            bundle.getSignedPreKey().serialize(), bundle.getSignedPreKeySignature())
        && key.verifySignature(
            bundle.getKyberPreKey().serialize(), bundle.getKyberPreKeySignature());
  }

  private static PreKeyBundle signalBundle(Bundle bundle, IdentityKey identity)
      throws InvalidKeyException {
    boolean oneTime = bundle.hasOneTimeEc();
    return new PreKeyBundle(
        bundle.getRegistrationId(),
        bundle.getDevice(),
        oneTime ? bundle.getOneTimeEc().getId() : PreKeyBundle.NULL_PRE_KEY_ID,
        oneTime ? new ECPublicKey(bundle.getOneTimeEc().getPublicKey().toByteArray()) : null,
        bundle.getSignedPrekey().getId(),
        new ECPublicKey(bundle.getSignedPrekey().getPublicKey().toByteArray()),
        bundle.getSignedPrekey().getSignature().toByteArray(),
        identity,
        bundle.getKem().getId(),
        new KEMPublicKey(bundle.getKem().getPublicKey().toByteArray()),
        bundle.getKem().getSignature().toByteArray());
  }
}
