package org.busel.sdk.session;

import com.google.protobuf.ByteString;

/// What became of an attempt to start a session.
public sealed interface StartOutcome {
  /// There is a session; the next [Sessions#seal] uses it.
  record Started() implements StartOutcome {}

  /// [Sessions#trust] has not been called for the account.
  record NotTrusted() implements StartOutcome {}

  /// The bundle is of another identity than the one trusted: the relay lies, or the person has set up anew. Noted as
  /// after [OpenOutcome.IdentityChanged].
  ///
  /// @param fingerprint 32 bytes, of the identity in the bundle
  record IdentityChanged(ByteString fingerprint) implements StartOutcome {
    @Override
    public String toString() {
      return "IdentityChanged[hidden]";
    }
  }

  /// The relay handed out a bundle that must not be used; a person should hear of it.
  record BadBundle(Fault fault) implements StartOutcome {}

  /// What is wrong with a bundle.
  enum Fault {
    /// It is of another device, a field is missing, or a size or number is out of range.
    MALFORMED,
    /// A signature is not by the identity key.
    SIGNATURE,
    /// A key is of low order, not canonical, or no Kyber-1024 key.
    UNSAFE_KEY,
    /// The session made from it lacks the post-quantum ratchet.
    NOT_PROTECTED
  }
}
