package org.busel.directory;

/// What became of an upload of prekeys.
public sealed interface AddKeysOutcome {
  /// Stored, durably.
  ///
  /// @param left what the relay now holds
  record Added(Prekeys.Counts left) implements AddKeysOutcome {}

  /// The device would hold more than [Prekeys#MAX_ONE_TIME] of a kind, or two different keys with one id; nothing was changed.
  record TooMany() implements AddKeysOutcome {}

  /// There is no such device.
  record NoSuchDevice() implements AddKeysOutcome {}
}
