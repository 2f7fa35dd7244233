package org.busel.sdk;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.file.Path;
import java.util.Optional;
import org.busel.keys.Argon2Cost;
import org.busel.keys.BackupFile;
import org.busel.keys.LoginKey;
import org.busel.keys.Passphrase;
import org.busel.keys.Secret;
import org.busel.keys.SecretLabel;
import org.busel.keys.Vault;
import org.busel.keys.VaultException;
import org.busel.sdk.local.LocalStore;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredBackup;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredProfile;
import org.busel.sdk.local.records.StoredSubmit;
import org.busel.sdk.session.DeviceIdentity;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.Restored;

/// Makes a profile out of a backup.
///
/// Account, login key, identity key and history are those of the backup; sessions and prekeys are not in it and are made
/// anew, so no key of a ratchet is ever used twice. Contacts are told. What was sealed for the old sessions and still
/// waits cannot be opened, and is asked for again as after any lost session.
final class Restoring {
  private final ProfileFolder folder;
  private final Options options;

  private Restoring(ProfileFolder folder, Options options) {
    this.folder = folder;
    this.options = options;
  }

  static RestoreOutcome restore(
      Path folder, Path file, Secret key, Passphrase passphrase, Options options) {
    BackupFile.Opened opened;
    try {
      opened = BackupFile.open(file, key);
    } catch (VaultException e) {
      throw new BuselException("reading a backup", e);
    }
    if (opened instanceof BackupFile.Opened.Whole whole) {
      try (whole) {
        return restore(folder, StoredBackup.parseFrom(whole.bytes()), key, passphrase, options);
      } catch (InvalidProtocolBufferException e) {
        return new RestoreOutcome.DoesNotOpen();
      }
    }
    if (opened instanceof BackupFile.Opened.NoFile) {
      return new RestoreOutcome.NoFile();
    }
    if (opened instanceof BackupFile.Opened.NotABackup) {
      return new RestoreOutcome.NotABackup();
    }
    return opened instanceof BackupFile.Opened.TooNew
        ? new RestoreOutcome.TooNew()
        : new RestoreOutcome.DoesNotOpen();
  }

  private static RestoreOutcome restore(
      Path folder, StoredBackup backup, Secret key, Passphrase passphrase, Options options) {
    ProfileFolder.make(folder);
    Optional<ProfileFolder> taken = ProfileFolder.take(folder);
    if (taken.isEmpty()) {
      return new RestoreOutcome.InUse();
    }
    ProfileFolder own = taken.get();
    RestoreOutcome outcome = new RestoreOutcome.ProfileExists();
    try {
      if (!ProfileFolder.hasVault(folder)) {
        outcome = new Restoring(own, options).restore(backup, key, passphrase);
      }
      return outcome;
    } catch (VaultException e) {
      throw new BuselException("making the vault", e);
    } finally {
      if (!(outcome instanceof RestoreOutcome.Restored)) {
        own.close();
      }
    }
  }

  private RestoreOutcome restore(StoredBackup backup, Secret key, Passphrase passphrase) {
    Argon2Cost cost = options.vaultCost().orElseGet(Argon2Cost::calibrated);
    try (Vault vault = Vault.create(folder.vault(), passphrase, cost);
        Secret login = secret(SecretLabel.LOGIN_KEY, backup.getLoginKey().toByteArray());
        Secret identity = secret(SecretLabel.IDENTITY, backup.getIdentity().toByteArray());
        Secret local = secret(SecretLabel.LOCAL_STORE, backup.getLocalStore().toByteArray())) {
      LocalStore.Opened opened =
          LocalStore.restore(
              folder.store(), vault.place().home(), local, backup.getRows().toByteArray());
      if (!(opened instanceof LocalStore.Opened.Store store)) {
        folder.clear();
        return opened instanceof LocalStore.Opened.TooNew
            ? new RestoreOutcome.TooNew()
            : new RestoreOutcome.DoesNotOpen();
      }
      vault.put(login);
      vault.put(identity);
      vault.put(local);
      vault.put(key);
      Unlocking unlocked =
          new Unlocking(store.store(), LoginKey.of(login), DeviceIdentity.of(identity));
      StoredProfile stored =
          unlocked
              .store()
              .transact(Transaction::profile)
              .orElseThrow(() -> new BuselException("reading a backup"));
      Profile profile = unlocked.profile(stored, options);
      profile.save("telling contacts", tx -> announce(tx, new Posting(profile), backup));
      vault.save(); // last: until here there is no profile
      return new RestoreOutcome.Restored(Device.of(profile, folder));
    }
  }

  private static Secret secret(SecretLabel label, byte[] bytes) {
    return Secret.takeOver(label, bytes);
  }

  private static void announce(Transaction tx, Posting posting, StoredBackup backup) {
    for (StoredContact contact : tx.contacts().people()) {
      for (StoredMessage message :
          tx.messages().last(ConversationKeys.of(Views.contact(contact)), Integer.MAX_VALUE)) {
        if (message.getState() == StoredMessage.State.STATE_QUEUED) {
          // Whether it left after the backup was made is not known; its owner may send it again.
          tx.messages()
              .save(message.toBuilder().setState(StoredMessage.State.STATE_EXPIRED).build());
        }
      }
      if (!tx.conversations().of(ConversationKeys.of(Views.contact(contact))).getBlocked()) {
        Content content =
            posting
                .content(contact)
                .setRestored(Restored.newBuilder().setMadeAtMillis(backup.getMadeAtMillis()))
                .build();
        StoredSubmit unused = posting.submit(tx, contact, content);
      }
    }
  }
}
