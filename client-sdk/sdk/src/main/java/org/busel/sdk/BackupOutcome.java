package org.busel.sdk;

import java.util.List;
import org.busel.keys.RecoveryShare;

/// What became of making a backup, or of splitting its key.
public sealed interface BackupOutcome {
  /// The file is written.
  ///
  /// @param words that open it: 24, to be shown and written down
  /// @param areNew whether they were made just now; otherwise they open the earlier backups as well
  record Written(List<String> words, boolean areNew) implements BackupOutcome {
    @Override
    public String toString() {
      return "Written[hidden]";
    }
  }

  /// The key is split.
  ///
  /// @param shares one for each colleague
  record Split(List<RecoveryShare> shares) implements BackupOutcome {
    @Override
    public String toString() {
      return "Split[hidden]";
    }
  }

  /// There is no backup yet, so there is no key to split.
  record NoBackup() implements BackupOutcome {}

  /// The passphrase is another one.
  record WrongPassphrase() implements BackupOutcome {}

  /// The folder holds no profile that can be opened.
  record NoProfile() implements BackupOutcome {}

  /// Another process is using the profile.
  record InUse() implements BackupOutcome {}
}
