package org.busel.sdk;

import java.util.Optional;
import java.util.function.Function;
import org.busel.keys.Argon2Cost;
import org.busel.keys.LoginKey;
import org.busel.keys.Passphrase;
import org.busel.keys.Secret;
import org.busel.keys.SecretLabel;
import org.busel.keys.UnlockOutcome;
import org.busel.keys.Vault;
import org.busel.keys.VaultException;
import org.busel.sdk.local.LocalStore;
import org.busel.sdk.local.records.StoredProfile;
import org.busel.sdk.session.DeviceIdentity;
import org.busel.sdk.session.Sessions;

/// The keys and the store of a profile, unlocked or newly made.
///
/// @param store open; the holder closes it
/// @param login likewise
record Unlocking(LocalStore store, LoginKey login, DeviceIdentity identity)
    implements AutoCloseable {

  /// What became of it.
  sealed interface Outcome {
    record Done(Unlocking unlocked) implements Outcome {}

    record WrongPassphrase() implements Outcome {}

    record NoVault() implements Outcome {}

    record Damaged(String what) implements Outcome {}

    record TooNew() implements Outcome {}
  }

  /// Makes a vault with new keys.
  static void make(ProfileFolder folder, Passphrase passphrase, Options options) {
    Argon2Cost cost = options.vaultCost().orElseGet(Argon2Cost::calibrated);
    try (Vault vault = Vault.create(folder.vault(), passphrase, cost)) {
      putNewKeys(vault, options);
      vault.save();
    } catch (VaultException e) {
      throw new BuselException("making the vault", e);
    }
  }

  /// Everything that a profile needs; not in the file before the vault is saved.
  static void putNewKeys(Vault vault, Options options) {
    try (Secret login = LoginKey.makeSeed(options.random());
        Secret identity = DeviceIdentity.make();
        Secret local = Secret.random(SecretLabel.LOCAL_STORE, 32, options.random())) {
      vault.put(login);
      vault.put(identity);
      vault.put(local);
    }
  }

  static Outcome unlock(ProfileFolder folder, Passphrase passphrase) {
    UnlockOutcome outcome = vault(folder, passphrase);
    if (outcome instanceof UnlockOutcome.Unlocked unlocked) {
      try (Vault vault = unlocked.vault()) {
        vault.renew();
        return open(folder, vault);
      } catch (VaultException e) {
        throw new BuselException("writing the vault", e);
      }
    }
    if (outcome instanceof UnlockOutcome.WrongPassphrase) {
      return new Outcome.WrongPassphrase();
    }
    if (outcome instanceof UnlockOutcome.NoVault) {
      return new Outcome.NoVault();
    }
    return outcome instanceof UnlockOutcome.NewerVersion
        ? new Outcome.TooNew()
        : new Outcome.Damaged("the vault");
  }

  /// The vault alone. Every passphrase that is tried comes through here and is counted, if the owner wants that.
  static UnlockOutcome vault(ProfileFolder folder, Passphrase passphrase) {
    WrongTries tries = folder.tries();
    tries.begin();
    UnlockOutcome outcome;
    try {
      outcome = Vault.unlock(folder.vault(), passphrase);
    } catch (VaultException e) {
      throw new BuselException("reading the vault", e);
    }
    if (outcome instanceof UnlockOutcome.Unlocked) {
      tries.right();
    } else if (outcome instanceof UnlockOutcome.WrongPassphrase && tries.tooMany()) {
      folder.wipe();
    }
    return outcome;
  }

  private static Outcome open(ProfileFolder folder, Vault vault) {
    return open(vault, key -> LocalStore.open(folder.store(), vault.place().home(), key));
  }

  /// The keys of a vault that was just filled, with a store that is made anew.
  static Outcome makeStore(ProfileFolder folder, Vault vault) {
    return open(vault, key -> LocalStore.make(folder.store(), vault.place().home(), key));
  }

  private static Outcome open(Vault vault, Function<Secret, LocalStore.Opened> opening) {
    Optional<Secret> login = vault.secret(SecretLabel.LOGIN_KEY);
    Optional<Secret> identity = vault.secret(SecretLabel.IDENTITY);
    Optional<Secret> local = vault.secret(SecretLabel.LOCAL_STORE);
    if (login.isEmpty() || identity.isEmpty() || local.isEmpty()) {
      return new Outcome.NoVault(); // a crash came between making the vault and filling it
    }
    try (Secret loginSeed = login.get();
        Secret identitySecret = identity.get();
        Secret localKey = local.get()) {
      LocalStore.Opened opened = opening.apply(localKey);
      if (opened instanceof LocalStore.Opened.Store store) {
        return new Outcome.Done(
            new Unlocking(
                store.store(), LoginKey.of(loginSeed), DeviceIdentity.of(identitySecret)));
      }
      return opened instanceof LocalStore.Opened.TooNew
          ? new Outcome.TooNew()
          : new Outcome.Damaged("the local store");
    }
  }

  /// Everything together; closing the profile closes what is in here.
  Profile profile(StoredProfile stored, Options options) {
    Self self = Self.of(stored, identity.fingerprint());
    Sessions sessions =
        Sessions.of(self.device(), identity, self.relay().trustRoot(), options.clock());
    return new Profile(store, sessions, login, self, options);
  }

  @Override
  public void close() {
    login.close();
    store.close();
  }

  @Override
  public String toString() {
    return "Unlocking[hidden]";
  }
}
