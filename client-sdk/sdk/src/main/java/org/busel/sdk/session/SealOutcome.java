package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import org.busel.wire.SealedContent;

/// What became of content to be sealed. Everything but [Sealed] changed nothing in the session.
public sealed interface SealOutcome {
  /// Sealed, exactly of a size bucket; the session has moved on, so commit before sending.
  ///
  /// @param registrationId of the recipient's device, as a submit must name it
  record Sealed(SealedContent content, int registrationId) implements SealOutcome {
    @Override
    public String toString() {
      return "Sealed[" + content + "]";
    }
  }

  /// More than [Sessions#MAX_CONTENT_BYTES].
  record TooLarge(int limitBytes) implements SealOutcome {}

  /// Fetch a bundle and call [Sessions#start]. Also when a session was never answered for 30 days.
  record NoSession() implements SealOutcome {}

  /// [Sessions#trust] has not been called for the account.
  record NotTrusted() implements SealOutcome {}

  /// Blocked until the person has looked; see [OpenOutcome.IdentityChanged].
  ///
  /// @param fingerprint 32 bytes, of the new identity
  record IdentityChanged(ByteString fingerprint) implements SealOutcome {
    @Override
    public String toString() {
      return "IdentityChanged[hidden]";
    }
  }

  /// The session runs without the post-quantum ratchet; refused.
  record NotProtected() implements SealOutcome {}

  /// The sender certificate does not vouch for this device, or has expired; ask the relay for a new one.
  record CertificateInvalid() implements SealOutcome {}
}
