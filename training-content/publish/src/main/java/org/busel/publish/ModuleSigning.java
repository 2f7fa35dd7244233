package org.busel.publish;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.busel.author.ModuleBuild;
import org.busel.format.ModuleId;
import org.busel.publish.BuiltModule.Opening;

/// Puts a signature on a built module. Author and reviewer use the same call; which of the two a key counts as is the
/// curriculum's to say.
///
/// What is signed is the author's role: all that the author vouches for on a relay, with this module. So the first signature
/// is the author's, and looks at the relay; the reviewer's needs no network.
public final class ModuleSigning {
  private ModuleSigning() {}

  /// Checks the built module in `built` as a whole, then signs it with `key`. Show [BuiltModule#summary] before.
  ///
  /// @param relay what is published where, for the first signature; nothing if nobody can be asked
  /// @throws java.io.UncheckedIOException if the disk fails
  public static SignOutcome sign(
      Path built, SigningKey key, Optional<Publisher> relay, Instant now) {
    if (!Files.exists(built.resolve(ModuleBuild.MANIFEST)) && RoleDraft.in(built).isPresent()) {
      return add(built, RoleDraft.in(built).orElseThrow(), key);
    }
    return switch (BuiltModule.open(built)) {
      case Opening.NotBuilt(String reason) -> new SignOutcome.NotBuilt(reason);
      case Opening.Opened(BuiltModule module) ->
          module
              .role()
              .map(draft -> add(built, draft, key))
              .orElseGet(() -> begin(built, module, key, relay, now));
    };
  }

  /// Takes a module back: writes the author's role without it into `folder`, signed with `key`. A reviewer signs the same
  /// folder, then it is published like a module.
  ///
  /// @throws java.io.UncheckedIOException if the disk fails
  public static SignOutcome revoke(
      Path folder, ModuleId module, SigningKey key, Publisher relay, Instant now) {
    return switch (relay.trusted(module, key.verifyingKey().id(), now)) {
      case Publisher.Look.Refused(var why) -> new SignOutcome.NotTrusted(why);
      case Publisher.Look.Unreachable(String reason) -> new SignOutcome.Unreachable(reason);
      case Publisher.Look.Seen(var published) ->
          write(
              folder, key, RoleDraft.without(published, key.verifyingKey().id(), module, now));
    };
  }

  private static SignOutcome begin(
      Path built, BuiltModule module, SigningKey key, Optional<Publisher> relay, Instant now) {
    if (relay.isEmpty()) {
      return new SignOutcome.NeedsRelay();
    }
    ModuleId id = module.manifest().module();
    return switch (relay.get().trusted(id, key.verifyingKey().id(), now)) {
      case Publisher.Look.Refused(var why) -> new SignOutcome.NotTrusted(why);
      case Publisher.Look.Unreachable(String reason) -> new SignOutcome.Unreachable(reason);
      case Publisher.Look.Seen(var published) ->
          write(
              built,
              key,
              RoleDraft.with(published, key.verifyingKey().id(), id, module.target(), now));
    };
  }

  private static SignOutcome write(Path folder, SigningKey key, RoleDraft.Drafting drafting) {
    return switch (drafting) {
      case RoleDraft.Drafting.NoSay() -> new SignOutcome.NotAuthor();
      case RoleDraft.Drafting.NotListed() -> new SignOutcome.NothingToRevoke();
      case RoleDraft.Drafting.Drafted(RoleDraft draft) ->
          new SignOutcome.Signed(
              draft.signedBy(key).writtenTo(folder).envelope().signatures().size());
    };
  }

  private static SignOutcome add(Path folder, RoleDraft draft, SigningKey key) {
    int before = draft.envelope().signatures().size();
    if (draft.envelope().signatures().stream()
        .anyMatch(it -> it.by().equals(key.verifyingKey().id()))) {
      return new SignOutcome.AlreadySigned(before);
    }
    return new SignOutcome.Signed(
        draft.signedBy(key).writtenTo(folder).envelope().signatures().size());
  }
}
