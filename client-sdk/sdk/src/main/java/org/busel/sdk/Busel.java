package org.busel.sdk;

import java.nio.file.Path;
import java.util.Optional;
import org.busel.keys.Passphrase;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredProfile;
import org.busel.wire.JoinLink;

/// The way in: a profile folder becomes a [Device].
///
/// A profile is one folder with one device of one account on one relay. It belongs to one process at a time; a second
/// one is told so and changes nothing. Everything in it is encrypted under the passphrase. Safe for any thread; both
/// calls block for about half a second on the passphrase alone.
public final class Busel {
  private Busel() {}

  /// Makes a profile in `folder` and registers it on the relay that the invitation names. A join that was cut off may
  /// simply be repeated with the same folder, link and passphrase; it uses the invitation up only once.
  ///
  /// @param folder made if it is missing; must not hold another profile
  /// @throws BuselException if the folder cannot be read or written, or the relay answered something unheard of
  public static JoinOutcome join(
      Path folder, JoinLink link, Passphrase passphrase, Options options) {
    ProfileFolder.make(folder);
    Optional<ProfileFolder> taken = ProfileFolder.take(folder);
    if (taken.isEmpty()) {
      return new JoinOutcome.InUse();
    }
    ProfileFolder own = taken.get();
    JoinOutcome outcome = new JoinOutcome.InUse();
    try {
      outcome = new Joining(own, link, options).join(passphrase);
      return outcome;
    } finally {
      if (!(outcome instanceof JoinOutcome.Joined)) {
        own.close();
      }
    }
  }

  /// Opens the profile in `folder`. Works without a network; nothing is sent before the first call that needs to.
  ///
  /// @throws BuselException if the folder cannot be read or written
  public static OpenOutcome open(Path folder, Passphrase passphrase, Options options) {
    if (!ProfileFolder.hasVault(folder)) {
      return new OpenOutcome.NoProfile();
    }
    Optional<ProfileFolder> taken = ProfileFolder.take(folder);
    if (taken.isEmpty()) {
      return new OpenOutcome.InUse();
    }
    ProfileFolder own = taken.get();
    OpenOutcome outcome = new OpenOutcome.InUse();
    try {
      outcome = open(own, passphrase, options);
      return outcome;
    } finally {
      if (!(outcome instanceof OpenOutcome.Opened)) {
        own.close();
      }
    }
  }

  private static OpenOutcome open(ProfileFolder own, Passphrase passphrase, Options options) {
    Unlocking.Outcome outcome = Unlocking.unlock(own, passphrase);
    if (outcome instanceof Unlocking.Outcome.Done done) {
      Unlocking unlocked = done.unlocked();
      Optional<StoredProfile> stored =
          unlocked
              .store()
              .transact(Transaction::profile)
              .filter(profile -> profile.getDevice() != 0);
      if (stored.isEmpty()) {
        unlocked.close();
        return new OpenOutcome.NoProfile();
      }
      return new OpenOutcome.Opened(Device.of(unlocked.profile(stored.get(), options), own));
    }
    if (outcome instanceof Unlocking.Outcome.WrongPassphrase) {
      return new OpenOutcome.WrongPassphrase();
    }
    if (outcome instanceof Unlocking.Outcome.Damaged damaged) {
      return new OpenOutcome.Damaged(damaged.what());
    }
    return outcome instanceof Unlocking.Outcome.TooNew
        ? new OpenOutcome.TooNew()
        : new OpenOutcome.NoProfile();
  }
}
