package org.busel.publish;

import java.nio.file.Path;
import org.busel.publish.BuiltModule.Opening;

/// Puts a signature on a built module. Author and reviewer use the same call; which of the two a key counts as is the
/// curriculum's to say.
public final class ModuleSigning {
  private ModuleSigning() {}

  /// Checks the built module in `built` as a whole, then signs it with `key`. Show [BuiltModule#summary] before.
  ///
  /// @throws java.io.UncheckedIOException if the disk fails
  public static SignOutcome sign(Path built, SigningKey key) {
    return switch (BuiltModule.open(built)) {
      case Opening.NotBuilt(String reason) -> new SignOutcome.NotBuilt(reason);
      case Opening.Opened(BuiltModule module) ->
          module.envelope().signatures().stream()
                  .anyMatch(it -> it.by().equals(key.verifyingKey().id()))
              ? new SignOutcome.AlreadySigned(module)
              : new SignOutcome.Signed(module.sign(key));
    };
  }
}
