package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.busel.sdk.session.SessionRecords.Kind;
import org.busel.wire.Decoded;
import org.busel.wire.DeviceId;
import org.busel.wire.Frames;
import org.busel.wire.SealedContent;
import org.busel.wire.v1.Content;
import org.signal.libsignal.metadata.SealedSessionCipher;
import org.signal.libsignal.metadata.certificate.SenderCertificate;
import org.signal.libsignal.metadata.protocol.UnidentifiedSenderMessageContent;
import org.signal.libsignal.protocol.InvalidKeyException;
import org.signal.libsignal.protocol.InvalidMessageException;
import org.signal.libsignal.protocol.NoSessionException;
import org.signal.libsignal.protocol.SessionCipher;
import org.signal.libsignal.protocol.SignalProtocolAddress;
import org.signal.libsignal.protocol.UntrustedIdentityException;
import org.signal.libsignal.protocol.message.CiphertextMessage;
import org.signal.libsignal.protocol.message.PreKeySignalMessage;
import org.signal.libsignal.protocol.message.SignalMessage;
import org.signal.libsignal.protocol.state.SessionRecord;

/// Seals content: ratchet first, then sealed sender around it, filled to a size bucket.
final class Sealing {
  private final OwnDevice own;

  Sealing(OwnDevice own) {
    this.own = own;
  }

  SealOutcome seal(
      SessionRecords records, DeviceId recipient, Content content, ByteString certificate) {
    byte[] addressed =
        content.toBuilder()
            .setFrom(Addresses.content(own.id()))
            .setTo(Addresses.content(recipient))
            .build()
            .toByteArray();
    if (addressed.length > Sessions.MAX_CONTENT_BYTES) {
      return new SealOutcome.TooLarge(Sessions.MAX_CONTENT_BYTES);
    }
    if (!(Frames.content(ByteString.copyFrom(addressed)) instanceof Decoded.Frame<Content>)) {
      throw new IllegalArgumentException("content is not as PROTOCOL.md has it");
    }
    Optional<IdentityRecord> known = IdentityRecord.load(records, recipient.account());
    if (known.isEmpty() || !known.get().trusted()) {
      return new SealOutcome.NotTrusted();
    }
    Optional<ByteString> changedTo = known.get().changedTo();
    if (changedTo.isPresent()) {
      return new SealOutcome.IdentityChanged(DeviceIdentity.fingerprintOf(changedTo.get()));
    }
    Optional<byte[]> session = records.load(Kind.SESSION, Addresses.recordKey(recipient));
    if (session.isEmpty() || known.get().key().isEmpty()) {
      return new SealOutcome.NoSession();
    }
    if (PostQuantumState.ofRecord(session.get()) == PostQuantumState.ABSENT) {
      return new SealOutcome.NotProtected();
    }
    Optional<SenderCertificate> voucher = own.ownCertificate(certificate);
    if (voucher.isEmpty()) {
      return new SealOutcome.CertificateInvalid();
    }
    StagedRecords staged = new StagedRecords(records);
    SealOutcome outcome =
        seal(staged, recipient, known.get().key().get(), addressed, voucher.get());
    if (outcome instanceof SealOutcome.Sealed) {
      staged.release();
    }
    return outcome;
  }

  private SealOutcome seal(
      StagedRecords staged,
      DeviceId recipient,
      ByteString theirKey,
      byte[] addressed,
      SenderCertificate certificate) {
    SignalProtocolAddress address = Addresses.signal(recipient);
    SignalStore store =
        new SignalStore(staged, own.identity(), recipient, SignalStore.identityKey(theirKey));
    try {
      CiphertextMessage message =
          new SessionCipher(store, address).encrypt(addressed, own.clock().instant());
      if (!isProtected(message, staged, recipient)) {
        return new SealOutcome.NotProtected();
      }
      UnidentifiedSenderMessageContent bare =
          new UnidentifiedSenderMessageContent(
              message,
              certificate,
              UnidentifiedSenderMessageContent.CONTENT_HINT_DEFAULT,
              Optional.empty());
      BucketFill fill =
          BucketFill.of(bare.getSerialized().length)
              .orElseThrow(() -> new SessionException("filling a size bucket"));
      UnidentifiedSenderMessageContent filled =
          new UnidentifiedSenderMessageContent(
              message,
              certificate,
              fill.hint()
                  ? UnidentifiedSenderMessageContent.CONTENT_HINT_RESENDABLE
                  : UnidentifiedSenderMessageContent.CONTENT_HINT_DEFAULT,
              fill.groupIdBytes() == 0
                  ? Optional.empty()
                  : Optional.of(new byte[fill.groupIdBytes()]));
      SealedSessionCipher cipher =
          new SealedSessionCipher(
              store, Addresses.uuid(own.id().account()), null, own.id().number());
      return new SealOutcome.Sealed(
          new SealedContent(ByteString.copyFrom(cipher.encrypt(address, filled))),
          registrationId(staged, recipient));
    } catch (NoSessionException e) {
      return new SealOutcome.NoSession();
    } catch (UntrustedIdentityException | InvalidKeyException e) {
      throw new SessionException("sealing", e);
    }
  }

  /// The check before encrypting says that the ratchet was there; this one, that it took part.
  private static boolean isProtected(
      CiphertextMessage message, SessionRecords staged, DeviceId recipient) {
    SignalMessage inner;
    if (message instanceof PreKeySignalMessage first) {
      inner = first.getWhisperMessage();
    } else if (message instanceof SignalMessage later) {
      inner = later;
    } else {
      return false;
    }
    byte[] session = load(staged, recipient);
    return PostQuantumState.isIn(inner)
        && PostQuantumState.ofRecord(session) != PostQuantumState.ABSENT;
  }

  private static int registrationId(SessionRecords staged, DeviceId recipient) {
    try {
      return new SessionRecord(load(staged, recipient)).getRemoteRegistrationId();
    } catch (InvalidMessageException e) {
      throw new SessionException("sealing", e);
    }
  }

  private static byte[] load(SessionRecords staged, DeviceId recipient) {
    return staged
        .load(Kind.SESSION, Addresses.recordKey(recipient))
        .orElseThrow(() -> new SessionException("sealing"));
  }
}
