package org.busel.relay.auth;

import java.util.Optional;
import org.busel.directory.Device;
import org.busel.directory.Prekeys;
import org.busel.wire.v1.SignedDeviceList;

/// What became of a login.
public sealed interface LoginOutcome {
  /// The connection is this device's from here on.
  ///
  /// @param keys one-time keys that the relay still holds for it
  /// @param devices the list of the account's devices, if it has one
  record LoggedIn(Device device, Prekeys.Counts keys, Optional<SignedDeviceList> devices)
      implements LoginOutcome {}

  /// No such device, or the proof is not by its key: one answer for both.
  record Refused() implements LoginOutcome {}

  /// The store did not answer; the device should try again later.
  record Unavailable() implements LoginOutcome {}
}
