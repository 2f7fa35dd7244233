package org.busel.testkit;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.busel.wire.AccountId;
import org.signal.libsignal.metadata.certificate.ServerCertificate;
import org.signal.libsignal.protocol.InvalidKeyException;
import org.signal.libsignal.protocol.ServiceId;
import org.signal.libsignal.protocol.ecc.ECKeyPair;
import org.signal.libsignal.protocol.ecc.ECPublicKey;

/// Issues sender certificates, as a relay does.
final class SimulatedVoucher {
  private final ECKeyPair trustRoot = ECKeyPair.generate();
  private final ECKeyPair serverKey = ECKeyPair.generate();
  private final ServerCertificate server =
      new ServerCertificate(trustRoot.getPrivateKey(), 1, serverKey.getPublicKey());

  /// 33 bytes.
  ByteString trustRoot() {
    return ByteString.copyFrom(trustRoot.getPublicKey().serialize());
  }

  ByteString vouchFor(AccountId account, int device, ByteString identityKey, Instant expires) {
    try {
      return ByteString.copyFrom(
          server
              .issue(
                  serverKey.getPrivateKey(),
                  new ServiceId.Aci(new UUID(account.high(), account.low())),
                  Optional.empty(),
                  device,
                  new ECPublicKey(identityKey.toByteArray()),
                  expires.toEpochMilli())
              .getSerialized());
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("the identity key is no key", e);
    }
  }
}
