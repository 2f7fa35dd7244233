package org.busel.relay.auth;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.busel.directory.Device;
import org.busel.wire.Limits;
import org.jspecify.annotations.Nullable;
import org.signal.libsignal.metadata.certificate.ServerCertificate;
import org.signal.libsignal.protocol.InvalidKeyException;
import org.signal.libsignal.protocol.ecc.ECPrivateKey;
import org.signal.libsignal.protocol.ecc.ECPublicKey;

/// Vouches for senders: a certificate says that an account, a device and an identity key belong together. Its holder
/// shows it to recipients inside the sealed envelope; the relay keeps no copy. Safe for many threads.
public final class SenderCertificates {
  private static final int SERVER_KEY_ID = 1;

  private final RelayKeys keys;
  private final Clock clock;

  /// Made at the first use, because making it loads libsignal. Guarded by this.
  private @Nullable Signer signer;

  public SenderCertificates(RelayKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /// A certificate for a device that has logged in. Takes about 0.1 ms, the first one up to a second.
  public ByteString issue(Device device) {
    // To the hour, so that a recipient does not learn when the sender asked for it.
    long expiresAtMillis =
        clock
            .instant()
            .plus(Limits.CERTIFICATE_VALIDITY)
            .truncatedTo(ChronoUnit.HOURS)
            .toEpochMilli();
    try {
      Signer ready = signer();
      return ByteString.copyFrom(
          ready
              .certificate()
              .issue(
                  ready.key(),
                  // As text: libsignal's call for a ServiceId writes the form that it otherwise
                  // logs.
                  new UUID(device.id().account().high(), device.id().account().low()).toString(),
                  Optional.empty(),
                  device.id().number(),
                  new ECPublicKey(device.identityKey().toByteArray()),
                  expiresAtMillis)
              .getSerialized());
    } catch (InvalidKeyException unsound) {
      throw new IllegalStateException("a stored key is not sound", unsound);
    }
  }

  /// Does now what the first [#issue] would otherwise take a second for. Any thread.
  public void prepare() {
    try {
      Signer _ = signer();
    } catch (InvalidKeyException unsound) {
      throw new IllegalStateException("the relay's keys are not sound", unsound);
    }
  }

  private synchronized Signer signer() throws InvalidKeyException {
    if (signer == null) {
      signer =
          new Signer(
              new ServerCertificate(
                  new ECPrivateKey(keys.trustRoot().toByteArray()),
                  SERVER_KEY_ID,
                  new ECPublicKey(keys.serverKeyPublic().toByteArray())),
              new ECPrivateKey(keys.serverKey().toByteArray()));
    }
    return signer;
  }

  private record Signer(ServerCertificate certificate, ECPrivateKey key) {}
}
