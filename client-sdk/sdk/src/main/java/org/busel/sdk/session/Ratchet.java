package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import org.busel.sdk.session.OpenOutcome.Duplicate;
import org.busel.sdk.session.OpenOutcome.NotProtected;
import org.busel.sdk.session.OpenOutcome.Reason;
import org.busel.sdk.session.OpenOutcome.TooNew;
import org.busel.sdk.session.OpenOutcome.Undecryptable;
import org.busel.wire.DeviceId;
import org.busel.wire.Limits;
import org.busel.wire.PublicKeys;
import org.signal.libsignal.metadata.protocol.UnidentifiedSenderMessageContent;
import org.signal.libsignal.protocol.DuplicateMessageException;
import org.signal.libsignal.protocol.InvalidKeyException;
import org.signal.libsignal.protocol.InvalidKeyIdException;
import org.signal.libsignal.protocol.InvalidMessageException;
import org.signal.libsignal.protocol.InvalidVersionException;
import org.signal.libsignal.protocol.LegacyMessageException;
import org.signal.libsignal.protocol.NoSessionException;
import org.signal.libsignal.protocol.ReusedBaseKeyException;
import org.signal.libsignal.protocol.SessionCipher;
import org.signal.libsignal.protocol.UntrustedIdentityException;
import org.signal.libsignal.protocol.ecc.ECPublicKey;
import org.signal.libsignal.protocol.message.CiphertextMessage;
import org.signal.libsignal.protocol.message.PreKeySignalMessage;
import org.signal.libsignal.protocol.message.SignalMessage;

/// One step of the ratchet with one sender device: checks the message before libsignal acts on it, and says in
/// Busel's words what libsignal's exceptions mean. For one message, on one thread.
final class Ratchet {
  private final DeviceId sender;
  private final SessionCipher cipher;

  /// @param senderKey the identity key that the certificate names; a first message must name the same
  Ratchet(OwnDevice own, StagedRecords staged, DeviceId sender, ByteString senderKey) {
    this.sender = sender;
    this.cipher =
        new SessionCipher(
            new SignalStore(staged, own.identity(), sender, SignalStore.identityKey(senderKey)),
            Addresses.signal(sender));
  }

  /// What a step gives.
  sealed interface Step {
    /// The new ratchet state is staged.
    record Decrypted(ByteString plaintext) implements Step {
      @Override
      public String toString() {
        return "Decrypted[hidden]";
      }
    }

    record Refused(OpenOutcome outcome) implements Step {}
  }

  Step step(UnidentifiedSenderMessageContent unsealed) {
    try {
      return switch (unsealed.getType()) {
        case CiphertextMessage.PREKEY_TYPE -> first(new PreKeySignalMessage(unsealed.getContent()));
        case CiphertextMessage.WHISPER_TYPE -> later(new SignalMessage(unsealed.getContent()));
        default -> refused(Reason.NOT_ENCRYPTED);
      };
    } catch (DuplicateMessageException e) {
      return new Step.Refused(new Duplicate());
    } catch (InvalidVersionException e) {
      return new Step.Refused(new TooNew());
    } catch (LegacyMessageException e) {
      return refused(Reason.NOT_ENCRYPTED);
    } catch (ReusedBaseKeyException e) {
      return refused(Reason.REPLAYED_START);
    } catch (InvalidKeyIdException e) {
      return refused(Reason.PREKEY_GONE);
    } catch (InvalidKeyException e) {
      return refused(Reason.UNSAFE_KEY);
    } catch (InvalidMessageException | NoSessionException e) {
      return refused(Reason.NO_SESSION);
    } catch (UntrustedIdentityException e) {
      // The message names another identity than the certificate that vouches for its sender.
      return new Step.Refused(new OpenOutcome.SenderCertificateInvalid());
    } catch (AssertionError e) {
      return refused(Reason.MALFORMED); // a panic inside libsignal
    }
  }

  private Step first(PreKeySignalMessage message)
      throws DuplicateMessageException,
          InvalidMessageException,
          InvalidKeyIdException,
          InvalidKeyException,
          UntrustedIdentityException {
    if (message.getRegistrationId() < 1 || message.getRegistrationId() > Limits.REGISTRATION_ID) {
      return refused(Reason.MALFORMED);
    }
    if (!isSound(message.getBaseKey())
        || !isSound(message.getIdentityKey().getPublicKey())
        || !isSound(message.getWhisperMessage().getSenderRatchetKey())) {
      return refused(Reason.UNSAFE_KEY);
    }
    if (!PostQuantumState.isIn(message.getWhisperMessage())) {
      return new Step.Refused(new NotProtected(sender));
    }
    return new Step.Decrypted(ByteString.copyFrom(cipher.decrypt(message)));
  }

  private Step later(SignalMessage message)
      throws InvalidMessageException,
          InvalidVersionException,
          DuplicateMessageException,
          NoSessionException,
          UntrustedIdentityException {
    if (!isSound(message.getSenderRatchetKey())) {
      return refused(Reason.UNSAFE_KEY);
    }
    if (!PostQuantumState.isIn(message)) {
      return new Step.Refused(new NotProtected(sender));
    }
    return new Step.Decrypted(ByteString.copyFrom(cipher.decrypt(message)));
  }

  private static boolean isSound(ECPublicKey key) {
    return PublicKeys.isSoundEc(ByteString.copyFrom(key.serialize()));
  }

  private static Step refused(Reason reason) {
    return new Step.Refused(new Undecryptable(reason));
  }
}
