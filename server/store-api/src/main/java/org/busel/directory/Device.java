package org.busel.directory;

import com.google.protobuf.ByteString;
import org.busel.wire.DeviceId;

/// A device as the relay knows it.
///
/// @param loginKey 32 bytes, Ed25519 public key
/// @param identityKey 33 bytes, libsignal identity key
/// @param registrationId 1 to 16,380, random; another one means that the device was set up anew
public record Device(DeviceId id, ByteString loginKey, ByteString identityKey, int registrationId) {
  @Override
  public String toString() {
    return "Device[hidden]";
  }
}
