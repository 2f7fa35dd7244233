package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.util.Optional;
import org.busel.wire.DeviceId;
import org.busel.wire.Limits;
import org.jspecify.annotations.Nullable;
import org.signal.libsignal.metadata.certificate.CertificateValidator;
import org.signal.libsignal.metadata.certificate.InvalidCertificateException;
import org.signal.libsignal.metadata.certificate.SenderCertificate;
import org.signal.libsignal.protocol.InvalidKeyException;
import org.signal.libsignal.protocol.ecc.ECPublicKey;

/// Who this device is and which relay vouches for senders. Safe for many threads.
final class OwnDevice {
  private final DeviceId id;
  private final DeviceIdentity identity;
  private final CertificateValidator validator;
  private final Clock clock;
  private volatile @Nullable Checked lastChecked; // saves two signature checks for every message

  OwnDevice(DeviceId id, DeviceIdentity identity, ByteString trustRoot, Clock clock) {
    this.id = id;
    this.identity = identity;
    this.clock = clock;
    try {
      this.validator = new CertificateValidator(new ECPublicKey(trustRoot.toByteArray()));
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("the sender trust root is no key", e);
    }
  }

  DeviceId id() {
    return id;
  }

  DeviceIdentity identity() {
    return identity;
  }

  CertificateValidator validator() {
    return validator;
  }

  Clock clock() {
    return clock;
  }

  /// The certificate in `bytes` if the relay vouches in it for this very device. Its expiry is not looked at: this
  /// device's clock may be wrong, and the recipient looks.
  Optional<SenderCertificate> ownCertificate(ByteString bytes) {
    Checked checked = lastChecked;
    if (checked != null && checked.bytes().equals(bytes)) {
      return Optional.of(checked.certificate());
    }
    if (bytes.size() > Limits.CERTIFICATE_BYTES) {
      return Optional.empty();
    }
    try {
      SenderCertificate certificate = new SenderCertificate(bytes.toByteArray());
      validator.validate(certificate, 0);
      if (!Addresses.of(certificate).equals(Optional.of(id))
          || !certificate.getKey().equals(identity.keyPair().getPublicKey().getPublicKey())) {
        return Optional.empty();
      }
      lastChecked = new Checked(bytes, certificate);
      return Optional.of(certificate);
    } catch (InvalidCertificateException e) {
      return Optional.empty();
    }
  }

  private record Checked(ByteString bytes, SenderCertificate certificate) {}
}
