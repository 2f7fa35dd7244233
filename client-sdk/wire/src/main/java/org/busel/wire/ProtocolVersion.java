package org.busel.wire;

import java.util.OptionalInt;

/// Which versions of the protocol this code speaks, and how two ends agree on one.
public final class ProtocolVersion {
  /// The newest, which a device names in its Hello.
  public static final int NEWEST = 1;

  /// The oldest that is still safe to speak.
  public static final int OLDEST = 1;

  private ProtocolVersion() {}

  /// What a relay speaks with a device.
  ///
  /// @param highest what the device's Hello named, read as unsigned
  /// @return the highest version that both speak, or nothing if the device is too old
  public static OptionalInt agree(int highest) {
    int agreed = Integer.compareUnsigned(highest, NEWEST) < 0 ? highest : NEWEST;
    return agreed < OLDEST ? OptionalInt.empty() : OptionalInt.of(agreed);
  }

  /// Whether a device can go on after a relay's Welcome named `version`.
  public static boolean speaks(int version) {
    return version >= OLDEST && version <= NEWEST;
  }
}
