package org.busel.directory;

import java.util.List;
import org.busel.wire.DeviceId;

/// What became of a new list of an account's devices.
public sealed interface ListOutcome {
  /// The list and its devices are the account's, durably. A repeat of the same call answers the same.
  ///
  /// @param gone devices that the account does not have any more; none in a repeat
  record Listed(List<DeviceId> gone) implements ListOutcome {
    public Listed {
      gone = List.copyOf(gone);
    }
  }

  /// The list is not newer than the one that is there, or names other devices than it may. Nothing was changed.
  record Refused() implements ListOutcome {}
}
