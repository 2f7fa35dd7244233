package org.busel.directory;

import java.util.List;
import org.busel.wire.AccountId;

/// An account and its devices.
///
/// @param capability hash of what a sender must show to write or to ask for keys
/// @param devices 1 to 6 of them, in order of their numbers
public record Account(AccountId id, Hash capability, List<Device> devices) {
  /// Most devices of one account.
  public static final int MAX_DEVICES = 6;

  public Account {
    devices = List.copyOf(devices);
    if (devices.isEmpty() || devices.size() > MAX_DEVICES) {
      throw new IllegalArgumentException("account with " + devices.size() + " devices");
    }
  }

  @Override
  public String toString() {
    return "Account[hidden]";
  }
}
