package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.busel.sdk.local.Contacts;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredEnvelope;
import org.busel.sdk.local.records.StoredMessage.Refusal;
import org.busel.sdk.session.SealOutcome;
import org.busel.sdk.session.Sessions;
import org.busel.wire.DeviceId;
import org.busel.wire.v1.Content;

/// Seals content to every device of a contact. Safe for many threads.
final class Sealer {
  private final Sessions sessions;

  Sealer(Sessions sessions) {
    this.sessions = sessions;
  }

  /// What sealing came to.
  sealed interface Result {
    /// One for each device, none left out.
    record Sealed(List<StoredEnvelope> envelopes) implements Result {}

    /// Keys must be fetched first.
    record NeedsKeys() implements Result {}

    /// A new sender certificate must be fetched first.
    record NeedsCertificate() implements Result {}

    /// It will never be sealed.
    record Refused(Refusal why) implements Result {}
  }

  Result seal(
      Transaction tx, StoredContact contact, Content content, ByteString senderCertificate) {
    List<StoredEnvelope> envelopes = new ArrayList<>();
    for (int number : contact.getDevicesList()) {
      DeviceId device = new DeviceId(Contacts.accountOf(contact), number);
      SealOutcome outcome = sessions.seal(tx.sessions(), device, content, senderCertificate);
      if (!(outcome instanceof SealOutcome.Sealed sealed)) {
        return unsealed(outcome);
      }
      envelopes.add(
          StoredEnvelope.newBuilder()
              .setDevice(number)
              .setRegistrationId(sealed.registrationId())
              .setContent(sealed.content().bytes())
              .build());
    }
    return envelopes.isEmpty() ? new Result.NeedsKeys() : new Result.Sealed(envelopes);
  }

  private static Result unsealed(SealOutcome outcome) {
    if (outcome instanceof SealOutcome.NoSession) {
      return new Result.NeedsKeys();
    }
    if (outcome instanceof SealOutcome.CertificateInvalid) {
      return new Result.NeedsCertificate();
    }
    if (outcome instanceof SealOutcome.IdentityChanged) {
      return new Result.Refused(Refusal.REFUSAL_IDENTITY_CHANGED);
    }
    if (outcome instanceof SealOutcome.NotProtected) {
      return new Result.Refused(Refusal.REFUSAL_NOT_PROTECTED);
    }
    if (outcome instanceof SealOutcome.TooLarge) {
      return new Result.Refused(Refusal.REFUSAL_BY_RULE);
    }
    throw new IllegalStateException("a contact's account is not trusted");
  }
}
