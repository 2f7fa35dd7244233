package org.busel.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.busel.load.LoadException;
import org.signal.libsignal.metadata.SealedSessionCipher;
import org.signal.libsignal.metadata.certificate.CertificateValidator;
import org.signal.libsignal.metadata.certificate.SenderCertificate;
import org.signal.libsignal.metadata.certificate.ServerCertificate;
import org.signal.libsignal.protocol.IdentityKeyPair;
import org.signal.libsignal.protocol.SessionBuilder;
import org.signal.libsignal.protocol.SignalProtocolAddress;
import org.signal.libsignal.protocol.ecc.ECKeyPair;
import org.signal.libsignal.protocol.kem.KEMKeyPair;
import org.signal.libsignal.protocol.kem.KEMKeyType;
import org.signal.libsignal.protocol.state.KyberPreKeyRecord;
import org.signal.libsignal.protocol.state.PreKeyBundle;
import org.signal.libsignal.protocol.state.PreKeyRecord;
import org.signal.libsignal.protocol.state.SignedPreKeyRecord;
import org.signal.libsignal.protocol.state.impl.InMemorySignalProtocolStore;

/// One of two devices that talk through libsignal and nothing else: its own store in memory, sealed sender, no padding
/// and no checks beyond the library's. What [Party] is measured against. One thread.
final class BareParty {
  private static final int REGISTRATION_ID = 7;
  private static final int KEY_ID = 1;
  private static final long A_DAY_MILLIS = 86_400_000L;
  private static final byte[] WORDS = Party.WORDS.getBytes(StandardCharsets.UTF_8);

  private final UUID account = UUID.randomUUID();
  private final SignalProtocolAddress address = new SignalProtocolAddress(account.toString(), 1);
  private final IdentityKeyPair identity = IdentityKeyPair.generate();
  private final InMemorySignalProtocolStore store =
      new InMemorySignalProtocolStore(identity, REGISTRATION_ID);
  private final SealedSessionCipher cipher = new SealedSessionCipher(store, account, null, 1);
  private final CertificateValidator validator;
  private final SenderCertificate certificate;

  BareParty(Authority authority) {
    this.validator = new CertificateValidator(authority.trustRoot().getPublicKey());
    this.certificate =
        authority
            .server()
            .issue(
                authority.serverKey().getPrivateKey(),
                account.toString(),
                Optional.empty(),
                1,
                identity.getPublicKey().getPublicKey(),
                System.currentTimeMillis() + A_DAY_MILLIS);
  }

  /// Who vouches for both.
  record Authority(ECKeyPair trustRoot, ECKeyPair serverKey, ServerCertificate server) {
    static Authority make() {
      ECKeyPair trustRoot = ECKeyPair.generate();
      ECKeyPair serverKey = ECKeyPair.generate();
      return new Authority(
          trustRoot,
          serverKey,
          new ServerCertificate(trustRoot.getPrivateKey(), KEY_ID, serverKey.getPublicKey()));
    }
  }

  /// Starts a session from the keys of `other`.
  void meet(BareParty other) {
    boolean _ =
        orFail(() -> {
          new SessionBuilder(store, other.address).process(other.bundle(), Instant.now());
          return true;
        });
  }

  byte[] seal(BareParty other) {
    return orFail(() -> cipher.encrypt(other.address, certificate, WORDS));
  }

  void open(byte[] sealed) {
    SealedSessionCipher.DecryptionResult _ =
        orFail(() -> cipher.decrypt(validator, sealed, System.currentTimeMillis()));
  }

  private PreKeyBundle bundle() {
    long now = System.currentTimeMillis();
    ECKeyPair oneTime = ECKeyPair.generate();
    ECKeyPair signed = ECKeyPair.generate();
    byte[] signature =
        identity.getPrivateKey().calculateSignature(signed.getPublicKey().serialize());
    KEMKeyPair kem = KEMKeyPair.generate(KEMKeyType.KYBER_1024);
    byte[] kemSignature =
        identity.getPrivateKey().calculateSignature(kem.getPublicKey().serialize());
    store.storePreKey(KEY_ID, new PreKeyRecord(KEY_ID, oneTime));
    store.storeSignedPreKey(KEY_ID, new SignedPreKeyRecord(KEY_ID, now, signed, signature));
    store.storeKyberPreKey(KEY_ID, new KyberPreKeyRecord(KEY_ID, now, kem, kemSignature));
    return new PreKeyBundle(
        REGISTRATION_ID,
        1,
        KEY_ID,
        oneTime.getPublicKey(),
        KEY_ID,
        signed.getPublicKey(),
        signature,
        identity.getPublicKey(),
        KEY_ID,
        kem.getPublicKey(),
        kemSignature);
  }

  // libsignal's dozen exceptions have no type in common but Exception itself.
  private static <T> T orFail(Callable<T> work) {
    try {
      return work.call();
    } catch (Exception e) {
      throw new LoadException("bare libsignal refused", e);
    }
  }
}
