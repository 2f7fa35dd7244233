package org.busel.sdk;

/// How much of an attachment is on this device.
public sealed interface FileState {
  /// Nothing; it waits at the relay.
  record NotFetched() implements FileState {}

  /// Some of it.
  record Partly(int parts, int partsInAll) implements FileState {}

  /// All of it, sealed.
  record Here() implements FileState {}

  /// The relay did not have it any more when it was asked.
  record Gone() implements FileState {}

  /// What the relay gave was not what the sender sealed.
  record Damaged() implements FileState {}
}
