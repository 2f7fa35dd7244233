package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.busel.sdk.session.SessionRecords.Kind;
import org.busel.wire.DeviceId;
import org.jspecify.annotations.Nullable;
import org.signal.libsignal.protocol.IdentityKey;
import org.signal.libsignal.protocol.IdentityKeyPair;
import org.signal.libsignal.protocol.InvalidKeyException;
import org.signal.libsignal.protocol.InvalidKeyIdException;
import org.signal.libsignal.protocol.InvalidMessageException;
import org.signal.libsignal.protocol.ReusedBaseKeyException;
import org.signal.libsignal.protocol.SignalProtocolAddress;
import org.signal.libsignal.protocol.ecc.ECPublicKey;
import org.signal.libsignal.protocol.groups.state.SenderKeyRecord;
import org.signal.libsignal.protocol.state.KyberPreKeyRecord;
import org.signal.libsignal.protocol.state.PreKeyRecord;
import org.signal.libsignal.protocol.state.SessionRecord;
import org.signal.libsignal.protocol.state.SignalProtocolStore;
import org.signal.libsignal.protocol.state.SignedPreKeyRecord;

/// The records as libsignal wants to see them, for one call about one peer device.
///
/// The caller has decided beforehand which identity key the peer must have; only that one is trusted here. What the
/// calls that Busel makes never ask for throws [UnsupportedOperationException].
final class SignalStore implements SignalProtocolStore {
  private final SessionRecords records;
  private final DeviceIdentity identity;
  private final String sessionKey;
  private final IdentityKey peerKey;

  SignalStore(SessionRecords records, DeviceIdentity identity, DeviceId peer, IdentityKey peerKey) {
    this.records = records;
    this.identity = identity;
    this.sessionKey = Addresses.recordKey(peer);
    this.peerKey = peerKey;
  }

  @Override
  public IdentityKeyPair getIdentityKeyPair() {
    return identity.keyPair();
  }

  @Override
  public int getLocalRegistrationId() {
    return identity.registrationId();
  }

  @Override
  public IdentityChange saveIdentity(SignalProtocolAddress address, IdentityKey key) {
    return IdentityChange.NEW_OR_UNCHANGED; // kept by the caller, with the account
  }

  @Override
  public boolean isTrustedIdentity(
      SignalProtocolAddress address, IdentityKey key, Direction direction) {
    return peerKey.equals(key);
  }

  @Override
  public IdentityKey getIdentity(SignalProtocolAddress address) {
    return peerKey;
  }

  @Override
  public @Nullable SessionRecord loadSession(SignalProtocolAddress address) {
    Optional<byte[]> stored = records.load(Kind.SESSION, sessionKey);
    try {
      return stored.isPresent() ? new SessionRecord(stored.get()) : null;
    } catch (InvalidMessageException e) {
      throw new SessionException("reading a session", e);
    }
  }

  @Override
  public void storeSession(SignalProtocolAddress address, SessionRecord session) {
    records.store(Kind.SESSION, sessionKey, session.serialize());
  }

  @Override
  public boolean containsSession(SignalProtocolAddress address) {
    return records.load(Kind.SESSION, sessionKey).isPresent();
  }

  @Override
  public PreKeyRecord loadPreKey(int id) throws InvalidKeyIdException {
    try {
      return new PreKeyRecord(load(Kind.EC_PREKEY, Prekeys.ecKey(id)));
    } catch (InvalidMessageException e) {
      throw new SessionException("reading a prekey", e);
    }
  }

  @Override
  public boolean containsPreKey(int id) {
    return records.load(Kind.EC_PREKEY, Prekeys.ecKey(id)).isPresent();
  }

  @Override
  public void removePreKey(int id) {
    records.remove(Kind.EC_PREKEY, Prekeys.ecKey(id));
  }

  @Override
  public SignedPreKeyRecord loadSignedPreKey(int id) throws InvalidKeyIdException {
    try {
      return new SignedPreKeyRecord(load(Kind.EC_PREKEY, Prekeys.signedKey(id)));
    } catch (InvalidMessageException e) {
      throw new SessionException("reading a prekey", e);
    }
  }

  @Override
  public boolean containsSignedPreKey(int id) {
    return records.load(Kind.EC_PREKEY, Prekeys.signedKey(id)).isPresent();
  }

  @Override
  public KyberPreKeyRecord loadKyberPreKey(int id) throws InvalidKeyIdException {
    try {
      return new KyberPreKeyRecord(load(Kind.KEM_PREKEY, Prekeys.kemKey(id)));
    } catch (InvalidMessageException e) {
      throw new SessionException("reading a prekey", e);
    }
  }

  @Override
  public boolean containsKyberPreKey(int id) {
    return records.load(Kind.KEM_PREKEY, Prekeys.kemKey(id)).isPresent();
  }

  @Override
  public void markKyberPreKeyUsed(int id, int signedId, ECPublicKey baseKey)
      throws ReusedBaseKeyException {
    boolean lastResort = PrekeyList.load(records).map(list -> list.isLastResort(id)).orElse(true);
    if (!lastResort) {
      records.remove(Kind.KEM_PREKEY, Prekeys.kemKey(id));
    } else if (!LastResortUses.note(records, id, signedId, baseKey.serialize())) {
      throw new ReusedBaseKeyException();
    }
  }

  private byte[] load(Kind kind, String key) throws InvalidKeyIdException {
    Optional<byte[]> stored = records.load(kind, key);
    if (stored.isEmpty()) {
      throw new InvalidKeyIdException("no such prekey");
    }
    return stored.get();
  }

  static IdentityKey identityKey(ByteString bytes) {
    try {
      return new IdentityKey(bytes.toByteArray());
    } catch (InvalidKeyException e) {
      throw new SessionException("reading an identity key", e);
    }
  }

  @Override
  public void storePreKey(int id, PreKeyRecord key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void storeSignedPreKey(int id, SignedPreKeyRecord key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void removeSignedPreKey(int id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<SignedPreKeyRecord> loadSignedPreKeys() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void storeKyberPreKey(int id, KyberPreKeyRecord key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<KyberPreKeyRecord> loadKyberPreKeys() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<SessionRecord> loadExistingSessions(List<SignalProtocolAddress> addresses) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Integer> getSubDeviceSessions(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void deleteSession(SignalProtocolAddress address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void deleteAllSessions(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void storeSenderKey(SignalProtocolAddress sender, UUID distribution, SenderKeyRecord key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SenderKeyRecord loadSenderKey(SignalProtocolAddress sender, UUID distribution) {
    throw new UnsupportedOperationException();
  }
}
