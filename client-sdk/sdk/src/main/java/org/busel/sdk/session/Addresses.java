package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.busel.wire.AccountId;
import org.busel.wire.DeviceId;
import org.busel.wire.v1.Address;
import org.signal.libsignal.metadata.certificate.SenderCertificate;
import org.signal.libsignal.protocol.ServiceId;
import org.signal.libsignal.protocol.SignalProtocolAddress;

/// One device, as Busel, libsignal, the content and the records name it.
final class Addresses {
  private Addresses() {}

  static SignalProtocolAddress signal(DeviceId device) {
    return new SignalProtocolAddress(new ServiceId.Aci(uuid(device.account())), device.number());
  }

  /// Whom a certificate vouches for, if it names an account and a device as Busel has them.
  static Optional<DeviceId> of(SenderCertificate certificate) {
    int number = certificate.getSenderDeviceId();
    if (number < 1 || number > DeviceId.MAX_NUMBER) {
      return Optional.empty();
    }
    String name = certificate.getSenderUuid();
    // libsignal's call for a ServiceId writes the form that it otherwise logs; both name the same
    // account.
    String text =
        name.startsWith("<ACI:") && name.endsWith(">")
            ? name.substring(5, name.length() - 1)
            : name;
    try {
      UUID uuid = UUID.fromString(text);
      AccountId account =
          new AccountId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
      return uuid.toString().equals(text)
          ? Optional.of(new DeviceId(account, number))
          : Optional.empty();
    } catch (IllegalArgumentException notAnAccount) {
      return Optional.empty();
    }
  }

  static Address content(DeviceId device) {
    return Address.newBuilder()
        .setAccount(device.account().bytes())
        .setDevice(device.number())
        .build();
  }

  static boolean isSame(Address address, DeviceId device) {
    ByteString account = device.account().bytes();
    return address.getAccount().equals(account) && address.getDevice() == device.number();
  }

  static String recordKey(AccountId account) {
    return HexFormat.of().formatHex(account.bytes().toByteArray());
  }

  static String recordKey(DeviceId device) {
    return recordKey(device.account()) + "." + device.number();
  }

  static UUID uuid(AccountId account) {
    return new UUID(account.high(), account.low());
  }
}
