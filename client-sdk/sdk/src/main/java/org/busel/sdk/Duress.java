package org.busel.sdk;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.busel.keys.Passphrase;
import org.busel.keys.UnlockOutcome;
import org.busel.keys.Vault;
import org.busel.keys.VaultException;
import org.busel.sdk.local.LocalStore;
import org.busel.wire.JoinLink;

/// The second profile that may live in a profile's files.
///
/// It gets the slot of the vault that the first leaves alone, and the other home of the store. The first does not
/// remember having made it: with its passphrase, too, nobody can say whether there is a second.
final class Duress {
  private final ProfileFolder folder;
  private final Options options;

  Duress(ProfileFolder folder, Options options) {
    this.folder = folder;
    this.options = options;
  }

  /// Does `work` while the folder is this process's own.
  static DuressOutcome in(Path folder, Function<ProfileFolder, DuressOutcome> work) {
    if (!ProfileFolder.hasVault(folder)) {
      return new DuressOutcome.NoProfile();
    }
    Optional<ProfileFolder> taken = ProfileFolder.take(folder);
    if (taken.isEmpty()) {
      return new DuressOutcome.InUse();
    }
    try (ProfileFolder own = taken.get()) {
      return work.apply(own);
    }
  }

  DuressOutcome set(Passphrase passphrase, Passphrase duress, JoinLink link, DuressEffect effect) {
    return with(passphrase, first -> {
      Optional<Vault> second = first.beside(duress, effect == DuressEffect.SPARE);
      if (second.isEmpty()) {
        return new DuressOutcome.SamePassphrase();
      }
      try (Vault vault = second.get()) {
        first.clearBeside(); // until the relay has said yes, there is none
        Unlocking.putNewKeys(vault, options);
        return join(vault, link);
      }
    });
  }

  private DuressOutcome join(Vault vault, JoinLink link) {
    if (!(Unlocking.makeStore(folder, vault) instanceof Unlocking.Outcome.Done made)) {
      return new DuressOutcome.NoProfile();
    }
    try (Unlocking unlocked = made.unlocked()) {
      Joining.Registering end = new Joining(folder, link, options).register(unlocked);
      if (end instanceof Joining.Registering.Over over) {
        return new DuressOutcome.NotJoined(over.outcome());
      }
      vault.save();
      return new DuressOutcome.Done();
    }
  }

  DuressOutcome remove(Passphrase passphrase) {
    return with(passphrase, first -> {
      first.clearBeside();
      LocalStore.blankHome(folder.store(), first.place().otherHome());
      return new DuressOutcome.Done();
    });
  }

  private DuressOutcome with(Passphrase passphrase, Function<Vault, DuressOutcome> work) {
    try {
      UnlockOutcome outcome = Unlocking.vault(folder, passphrase);
      if (outcome instanceof UnlockOutcome.Unlocked unlocked) {
        try (Vault vault = unlocked.vault()) {
          return work.apply(vault);
        }
      }
      return outcome instanceof UnlockOutcome.WrongPassphrase
          ? new DuressOutcome.WrongPassphrase()
          : new DuressOutcome.NoProfile();
    } catch (VaultException e) {
      throw new BuselException("changing the vault", e);
    }
  }
}
