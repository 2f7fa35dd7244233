package org.busel.publish;

import org.busel.format.TrustFault;

/// What became of signing a built module, or of taking one back.
public sealed interface SignOutcome {
  /// The signature is in the folder.
  ///
  /// @param signatures how many there are now
  record Signed(int signatures) implements SignOutcome {}

  /// This key had signed this very document before; nothing was changed.
  record AlreadySigned(int signatures) implements SignOutcome {}

  /// No built module, or not whole; build it again.
  record NotBuilt(String reason) implements SignOutcome {}

  /// The first signature is the author's, and needs to know what the author vouches for already: say which relay.
  record NeedsRelay() implements SignOutcome {}

  /// The curriculum gives this key no say, as author, about this module; a reviewer signs after the author.
  record NotAuthor() implements SignOutcome {}

  /// The author does not vouch for this module, so there is nothing to take back.
  record NothingToRevoke() implements SignOutcome {}

  /// What the relay hands out is not to be believed.
  record NotTrusted(TrustFault why) implements SignOutcome {}

  /// The relay did not answer.
  record Unreachable(String reason) implements SignOutcome {}
}
