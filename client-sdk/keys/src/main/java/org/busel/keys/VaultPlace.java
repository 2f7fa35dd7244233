package org.busel.keys;

/// What one slot of a vault knows of the profile around it.
///
/// @param home which half of the profile's store is its own, 0 or 1
/// @param keptSlot the slot of the vault that is left alone when this one is opened, 0 to 3
public record VaultPlace(int home, int keptSlot) {
  /// Homes in every store, used or not.
  public static final int HOMES = 2;

  public VaultPlace {
    if (home < 0 || home >= HOMES || keptSlot < 0 || keptSlot >= VaultFile.SLOTS) {
      throw new IllegalArgumentException("not a place of a profile");
    }
  }

  /// The one that is not its own.
  public int otherHome() {
    return HOMES - 1 - home;
  }

  @Override
  public String toString() {
    return "VaultPlace[hidden]";
  }
}
