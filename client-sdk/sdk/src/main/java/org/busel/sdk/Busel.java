package org.busel.sdk;

import java.nio.file.Path;
import java.util.Optional;
import org.busel.keys.Passphrase;
import org.busel.keys.Secret;
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

  /// Gives the profile in `folder` a duress passphrase, which opens a decoy: a profile of its own in the same files, with
  /// an account of its own on the relay of `link`. An earlier decoy is gone.
  ///
  /// Neither the files nor how they change say whether there is a decoy or which of the two was opened; decision 0019
  /// has the limits. The decoy convinces nobody before there are contacts and messages in it. Sealed files of
  /// messages lie beside both: opening either removes those of the other, which can be fetched again for as long as the
  /// relay has them.
  ///
  /// @param passphrase of the profile that is to be protected
  /// @param duress another one
  /// @param link an invitation of a relay, which is used up
  /// @param effect what else the duress passphrase does
  /// @throws BuselException if the folder cannot be read or written, or the relay answered something unheard of
  public static DuressOutcome setDuress(
      Path folder,
      Passphrase passphrase,
      Passphrase duress,
      JoinLink link,
      DuressEffect effect,
      Options options) {
    return Duress.in(folder, own -> new Duress(own, options).set(passphrase, duress, link, effect));
  }

  /// Makes sure that no second passphrase opens anything in `folder`, whether there was one or not: nobody can say, and
  /// neither can this.
  ///
  /// @param passphrase of the profile that stays
  public static DuressOutcome removeDuress(Path folder, Passphrase passphrase, Options options) {
    return Duress.in(folder, own -> new Duress(own, options).remove(passphrase));
  }

  /// Destroys the profile in `folder`, without asking for anything: first the keys, then everything else. Works while
  /// another process uses the profile; that one sees it by [Device#isWiped]. What a flash disk keeps of the keys, and
  /// copies made before, are not in its hands.
  ///
  /// @throws BuselException if files could not be removed; the keys went first
  public static WipeOutcome wipe(Path folder) {
    if (!Wiping.hasWhat(folder)) {
      return new WipeOutcome.NoProfile();
    }
    Wiping.run(folder);
    return new WipeOutcome.Wiped();
  }

  /// Lets the profile in `folder` be destroyed after so many wrong passphrases in a row; not so in a new profile. The
  /// last one is answered like any other. Protects against somebody at this machine; who copies the disk guesses there.
  ///
  /// @param passphrase of the profile; the duress passphrase will do
  /// @param tries 3 to 100, or 0 for any number
  /// @throws IllegalArgumentException if it is another number
  public static OpenOutcome wipeAfterWrong(
      Path folder, Passphrase passphrase, int tries, Options options) {
    if (tries != 0 && (tries < 3 || tries > WrongTries.MOST)) {
      throw new IllegalArgumentException("3 to 100 wrong passphrases, or any number");
    }
    OpenOutcome outcome = open(folder, passphrase, options);
    if (outcome instanceof OpenOutcome.Opened opened) {
      opened.device().allowWrong(tries);
    }
    return outcome;
  }

  /// Writes everything that can come back after a loss into one encrypted file: contacts, messages, settings, desks, and
  /// who this device is; no session and no fetched file. It opens with words that only its owner has, or with shares of
  /// their key that colleagues have.
  ///
  /// @param file in place of what is there
  /// @param newWords whether earlier words and shares shall not open this one
  /// @throws BuselException if files cannot be read or written
  public static BackupOutcome backup(
      Path folder, Passphrase passphrase, Path file, boolean newWords, Options options) {
    return Backups.in(folder, own -> new Backups(own, options).write(passphrase, file, newWords));
  }

  /// Splits the key of this profile's backups among colleagues.
  ///
  /// @param needed how many of them open a backup together, 2 to `among`
  /// @param among 2 to 15
  /// @throws IllegalArgumentException if the numbers are others
  public static BackupOutcome shares(
      Path folder, Passphrase passphrase, int needed, int among, Options options) {
    return Backups.in(folder, own -> new Backups(own, options).split(passphrase, needed, among));
  }

  /// Makes a profile in `folder` out of a backup. No ratchet is rolled back: every session begins anew, and every contact
  /// is told with the next [Device#receive] that this device is back with a backup of that age. The device that made
  /// the backup must not be used any more.
  ///
  /// @param folder must not hold a profile
  /// @param key of the backup, out of words or shares; stays the caller's
  /// @param passphrase a new one, or the same
  /// @throws BuselException if files cannot be read or written
  public static RestoreOutcome restore(
      Path folder, Path file, Secret key, Passphrase passphrase, Options options) {
    return Restoring.restore(folder, file, key, passphrase, options);
  }
}
