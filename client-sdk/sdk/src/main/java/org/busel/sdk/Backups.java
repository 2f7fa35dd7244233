package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.busel.keys.BackupFile;
import org.busel.keys.Passphrase;
import org.busel.keys.RecoveryPhrase;
import org.busel.keys.RecoveryShares;
import org.busel.keys.Secret;
import org.busel.keys.SecretLabel;
import org.busel.keys.UnlockOutcome;
import org.busel.keys.Vault;
import org.busel.keys.VaultException;
import org.busel.sdk.local.LocalStore;
import org.busel.sdk.local.records.StoredBackup;

/// Writes backups of a profile. The key that opens them lies in the vault, so that one phrase on paper serves for all.
final class Backups {
  private final ProfileFolder folder;
  private final Options options;

  Backups(ProfileFolder folder, Options options) {
    this.folder = folder;
    this.options = options;
  }

  /// Does `work` while the folder is this process's own.
  static BackupOutcome in(Path folder, Function<ProfileFolder, BackupOutcome> work) {
    if (!ProfileFolder.hasVault(folder)) {
      return new BackupOutcome.NoProfile();
    }
    Optional<ProfileFolder> taken = ProfileFolder.take(folder);
    if (taken.isEmpty()) {
      return new BackupOutcome.InUse();
    }
    try (ProfileFolder own = taken.get()) {
      return work.apply(own);
    }
  }

  BackupOutcome write(Passphrase passphrase, Path file, boolean newWords) {
    return with(
        passphrase,
        vault -> {
          Optional<Secret> known = newWords ? Optional.empty() : vault.secret(SecretLabel.RECOVERY);
          try (Secret key = known.orElseGet(() -> RecoveryPhrase.makeKey(options.random()))) {
            if (!write(vault, file, key)) {
              return new BackupOutcome.NoProfile();
            }
            vault.put(key);
            vault.renew();
            return new BackupOutcome.Written(RecoveryPhrase.of(key), known.isEmpty());
          }
        });
  }

  private boolean write(Vault vault, Path file, Secret key) {
    Optional<Secret> store = vault.secret(SecretLabel.LOCAL_STORE);
    Optional<Secret> login = vault.secret(SecretLabel.LOGIN_KEY);
    Optional<Secret> identity = vault.secret(SecretLabel.IDENTITY);
    if (store.isEmpty() || login.isEmpty() || identity.isEmpty()) {
      return false;
    }
    try (Secret storeKey = store.get();
        Secret loginKey = login.get();
        Secret identityKey = identity.get()) {
      if (!(LocalStore.open(folder.store(), vault.place().home(), storeKey)
          instanceof LocalStore.Opened.Store opened)) {
        return false;
      }
      try (LocalStore rows = opened.store()) {
        byte[] bytes =
            StoredBackup.newBuilder()
                .setMadeAtMillis(options.clock().millis())
                .setIdentity(identityKey.use(ByteString::copyFrom))
                .setLoginKey(loginKey.use(ByteString::copyFrom))
                .setLocalStore(storeKey.use(ByteString::copyFrom))
                .setRows(ByteString.copyFrom(rows.backup()))
                .build()
                .toByteArray();
        BackupFile.write(file, key, bytes);
        Arrays.fill(bytes, (byte) 0);
        return true;
      }
    }
  }

  BackupOutcome split(Passphrase passphrase, int needed, int among) {
    return with(
        passphrase,
        vault -> {
          Optional<Secret> known = vault.secret(SecretLabel.RECOVERY);
          vault.renew();
          if (known.isEmpty()) {
            return new BackupOutcome.NoBackup();
          }
          try (Secret key = known.get()) {
            return new BackupOutcome.Split(
                RecoveryShares.split(key, needed, among, options.random()));
          }
        });
  }

  private BackupOutcome with(Passphrase passphrase, Function<Vault, BackupOutcome> work) {
    try {
      UnlockOutcome outcome = Unlocking.vault(folder, passphrase);
      if (outcome instanceof UnlockOutcome.Unlocked unlocked) {
        try (Vault vault = unlocked.vault()) {
          return work.apply(vault);
        }
      }
      return outcome instanceof UnlockOutcome.WrongPassphrase
          ? new BackupOutcome.WrongPassphrase()
          : new BackupOutcome.NoProfile();
    } catch (VaultException e) {
      throw new BuselException("making a backup", e);
    }
  }
}
