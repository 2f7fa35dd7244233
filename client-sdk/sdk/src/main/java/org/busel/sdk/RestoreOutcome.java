package org.busel.sdk;

/// What became of making a profile out of a backup.
public sealed interface RestoreOutcome {
  /// Ready; the caller closes the device. Contacts are told with its next [Device#receive].
  record Restored(Device device) implements RestoreOutcome {}

  /// There is no such file.
  record NoFile() implements RestoreOutcome {}

  /// The file is no backup.
  record NotABackup() implements RestoreOutcome {}

  /// The key is not that of this backup, or the file was changed.
  record DoesNotOpen() implements RestoreOutcome {}

  /// A newer version of the app has written it.
  record TooNew() implements RestoreOutcome {}

  /// There is a profile in the folder.
  record ProfileExists() implements RestoreOutcome {}

  /// Another process is using the folder.
  record InUse() implements RestoreOutcome {}
}
