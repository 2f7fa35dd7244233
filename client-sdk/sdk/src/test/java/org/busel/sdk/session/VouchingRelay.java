package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Optional;
import org.busel.wire.DeviceId;
import org.signal.libsignal.metadata.certificate.ServerCertificate;
import org.signal.libsignal.protocol.InvalidKeyException;
import org.signal.libsignal.protocol.ecc.ECKeyPair;
import org.signal.libsignal.protocol.ecc.ECPublicKey;

/// The part of a relay that issues sender certificates.
final class VouchingRelay {
  private final ECKeyPair trustRoot = ECKeyPair.generate();
  private final ECKeyPair serverKey = ECKeyPair.generate();
  private final ServerCertificate server =
      new ServerCertificate(trustRoot.getPrivateKey(), 1, serverKey.getPublicKey());

  ByteString trustRoot() {
    return ByteString.copyFrom(trustRoot.getPublicKey().serialize());
  }

  ByteString vouchFor(DeviceId device, ByteString identityKey, Instant expires) {
    return vouchFor(Addresses.uuid(device.account()).toString(), device, identityKey, expires);
  }

  /// A certificate that names the account as `name`.
  ByteString vouchFor(String name, DeviceId device, ByteString identityKey, Instant expires) {
    try {
      return ByteString.copyFrom(
          server
              .issue(
                  serverKey.getPrivateKey(),
                  name,
                  Optional.empty(),
                  device.number(),
                  new ECPublicKey(identityKey.toByteArray()),
                  expires.toEpochMilli())
              .getSerialized());
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
