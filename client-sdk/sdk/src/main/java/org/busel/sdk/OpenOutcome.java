package org.busel.sdk;

/// What became of opening a profile.
public sealed interface OpenOutcome {
  /// Ready; the caller closes the device.
  record Opened(Device device) implements OpenOutcome {}

  /// The passphrase is another one.
  record WrongPassphrase() implements OpenOutcome {}

  /// The folder holds no profile, or one whose join was cut off before the relay answered.
  record NoProfile() implements OpenOutcome {}

  /// Another process is using the profile; two at once would lose messages.
  record InUse() implements OpenOutcome {}

  /// A file of the profile was changed or cut short; nothing was read from it.
  ///
  /// @param what which part, for people
  record Damaged(String what) implements OpenOutcome {}

  /// A newer version of the app has written this profile; update this one.
  record TooNew() implements OpenOutcome {}
}
