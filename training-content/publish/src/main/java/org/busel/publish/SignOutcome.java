package org.busel.publish;

/// What became of signing a built module.
public sealed interface SignOutcome {
  /// The signature is on the manifest in its folder.
  record Signed(BuiltModule module) implements SignOutcome {}

  /// This key had signed this very manifest before; nothing was changed.
  record AlreadySigned(BuiltModule module) implements SignOutcome {}

  /// No built module, or not whole; build it again.
  record NotBuilt(String reason) implements SignOutcome {}
}
