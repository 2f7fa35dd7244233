package org.busel.wire;

/// Names a device: what holds keys. Envelopes and mailboxes belong to devices, not to accounts.
///
/// @param account whose device it is
/// @param number 1 to 127, unique within the account
public record DeviceId(AccountId account, int number) {
  /// The highest device number, a limit of the Signal protocol.
  public static final int MAX_NUMBER = 127;

  public DeviceId {
    if (number < 1 || number > MAX_NUMBER) {
      throw new IllegalArgumentException("device number " + number + " is not within 1 to 127");
    }
  }

  @Override
  public String toString() {
    return "DeviceId[hidden]";
  }
}
