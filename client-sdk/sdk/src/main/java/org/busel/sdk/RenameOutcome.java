package org.busel.sdk;

/// What became of giving a contact another name. Names stay on this device.
public sealed interface RenameOutcome {
  /// Done.
  record Renamed(Contact contact) implements RenameOutcome {}

  /// Another contact goes by that name.
  record NameTaken() implements RenameOutcome {}

  /// The name is empty, longer than [Contact#MAX_NAME_CHARACTERS], or has characters that cannot be seen.
  record NameRefused(String reason) implements RenameOutcome {}

  /// The contact is no longer there.
  record NoSuchContact() implements RenameOutcome {}
}
