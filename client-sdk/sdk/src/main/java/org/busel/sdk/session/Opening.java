package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.busel.sdk.session.OpenOutcome.Misdirected;
import org.busel.sdk.session.OpenOutcome.NotProtected;
import org.busel.sdk.session.OpenOutcome.Opened;
import org.busel.sdk.session.OpenOutcome.Reason;
import org.busel.sdk.session.OpenOutcome.SenderCertificateInvalid;
import org.busel.sdk.session.OpenOutcome.Standing;
import org.busel.sdk.session.OpenOutcome.TooNew;
import org.busel.sdk.session.OpenOutcome.Undecryptable;
import org.busel.sdk.session.SessionRecords.Kind;
import org.busel.wire.Decoded;
import org.busel.wire.DeviceId;
import org.busel.wire.Frames;
import org.busel.wire.PublicKeys;
import org.busel.wire.SealedContent;
import org.busel.wire.v1.Content;
import org.signal.libsignal.metadata.certificate.InvalidCertificateException;
import org.signal.libsignal.metadata.certificate.SenderCertificate;
import org.signal.libsignal.metadata.protocol.UnidentifiedSenderMessageContent;

/// Opens sealed content in the order in which trust grows: the seal, the relay's voucher for the sender, the sender's
/// identity, the ratchet, its post-quantum part, the addresses inside. Nothing is written before all of it holds.
final class Opening {
  // An envelope may wait as long as an operator may set (90 days) with the certificate it was
  // sealed with, and clocks
  // differ by a day.
  private static final Duration EXPIRED_AT_MOST = Duration.ofDays(91);

  private static final int SEAL_VERSION = 0x11;
  private static final int NEWEST_SEAL_VERSION = 0x23; // for many recipients; never sent by Busel

  private final OwnDevice own;

  Opening(OwnDevice own) {
    this.own = own;
  }

  OpenOutcome open(SessionRecords records, SealedContent sealed) {
    // libsignal looks at the upper half of this byte only, and takes version 0 for 1; one message,
    // one spelling.
    int version = Byte.toUnsignedInt(sealed.bytes().byteAt(0));
    if (version != SEAL_VERSION) {
      return version > NEWEST_SEAL_VERSION ? new TooNew() : undecryptable(Reason.MALFORMED);
    }
    Optional<UnidentifiedSenderMessageContent> unsealed = Seal.open(sealed, own.identity());
    if (unsealed.isEmpty()) {
      return undecryptable(Reason.NOT_FOR_THIS_DEVICE);
    }
    SenderCertificate certificate = unsealed.get().getSenderCertificate();
    Optional<DeviceId> sender = vouchedFor(certificate);
    if (sender.isEmpty()) {
      return new SenderCertificateInvalid();
    }
    if (sender.get().equals(own.id())) {
      return new Misdirected(); // reflected
    }
    ByteString key = ByteString.copyFrom(certificate.getKey().serialize());
    if (!PublicKeys.isSoundEc(key)) {
      return undecryptable(Reason.UNSAFE_KEY);
    }
    Optional<IdentityRecord> known = IdentityRecord.load(records, sender.get().account());
    IdentityRecord identity = known.orElseGet(() -> IdentityRecord.stranger(key));
    ByteString fingerprint = DeviceIdentity.fingerprintOf(key);
    if (!identity.fingerprint().equals(fingerprint)) {
      identity.withChange(Optional.of(key)).store(records, sender.get().account());
      return new OpenOutcome.IdentityChanged(sender.get(), fingerprint);
    }
    StagedRecords staged = new StagedRecords(records);
    OpenOutcome outcome = open(staged, unsealed.get(), sender.get(), key, identity);
    if (outcome instanceof Opened) {
      staged.release();
    }
    return outcome;
  }

  private OpenOutcome open(
      StagedRecords staged,
      UnidentifiedSenderMessageContent unsealed,
      DeviceId sender,
      ByteString key,
      IdentityRecord identity) {
    Ratchet.Step step = new Ratchet(own, staged, sender, key).step(unsealed);
    if (!(step instanceof Ratchet.Step.Decrypted decrypted)) {
      OpenOutcome outcome = ((Ratchet.Step.Refused) step).outcome();
      return identity.trusted() ? provedBy(sender, outcome) : outcome;
    }
    Optional<byte[]> session = staged.load(Kind.SESSION, Addresses.recordKey(sender));
    if (!session
        .map(PostQuantumState::ofRecord)
        .equals(Optional.of(PostQuantumState.ESTABLISHED))) {
      return new NotProtected(sender);
    }
    if (!(Frames.content(decrypted.plaintext()) instanceof Decoded.Frame<Content> frame)) {
      return undecryptable(Reason.MALFORMED);
    }
    Content content = frame.frame();
    if (!Addresses.isSame(content.getFrom(), sender)
        || !Addresses.isSame(content.getTo(), own.id())) {
      return new Misdirected();
    }
    identity.withSession(key, sender.number()).store(staged, sender.account());
    return new Opened(
        content, sender, key, identity.trusted() ? Standing.TRUSTED : Standing.STRANGER);
  }

  // The seal was made with the private identity key that the certificate names, so this is no
  // garbage of somebody else's.
  private static OpenOutcome provedBy(DeviceId sender, OpenOutcome outcome) {
    return outcome instanceof Undecryptable undecryptable
            && (undecryptable.reason() == Reason.NO_SESSION
                || undecryptable.reason() == Reason.PREKEY_GONE)
        ? new Undecryptable(undecryptable.reason(), Optional.of(sender))
        : outcome;
  }

  private Optional<DeviceId> vouchedFor(SenderCertificate certificate) {
    Instant stillValidAt = own.clock().instant().minus(EXPIRED_AT_MOST);
    try {
      own.validator().validate(certificate, stillValidAt.toEpochMilli());
      return Addresses.of(certificate);
    } catch (InvalidCertificateException e) {
      return Optional.empty();
    }
  }

  private static Undecryptable undecryptable(Reason reason) {
    return new Undecryptable(reason);
  }
}
