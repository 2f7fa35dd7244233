package org.busel.directory;

import com.google.protobuf.ByteString;
import java.util.List;
import org.busel.wire.AccountId;

/// Which devices an account has, by its own word. The signature has been checked before it gets here.
///
/// @param version grows with every list
/// @param devices in order of their numbers; no identity key in them, which is the account's
/// @param list as it was signed
/// @param signature 64 bytes
public record DeviceListing(
    AccountId account, int version, List<Entry> devices, ByteString list, ByteString signature) {
  public DeviceListing {
    devices = List.copyOf(devices);
  }

  /// One device.
  ///
  /// @param loginKey 32 bytes
  public record Entry(int number, int registrationId, ByteString loginKey) {
    /// As the list would name `device`.
    public static Entry of(Device device) {
      return new Entry(device.id().number(), device.registrationId(), device.loginKey());
    }

    @Override
    public String toString() {
      return "Entry[hidden]";
    }
  }

  @Override
  public String toString() {
    return "DeviceListing[hidden]";
  }
}
