package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.local.records.StoredProfile;
import org.busel.wire.AccountId;
import org.busel.wire.Capability;
import org.busel.wire.ContactCard;
import org.busel.wire.DeviceId;
import org.busel.wire.LogKeys;
import org.busel.wire.RelayPlace;

/// Who this device is to others. Never changes once registered.
///
/// @param fingerprint 32 bytes, of the own identity key
/// @param curriculumRoot 32 bytes, as the relay's invitation named it
/// @param log likewise
record Self(
    DeviceId device,
    Capability capability,
    RelayPlace relay,
    ByteString fingerprint,
    Optional<ByteString> curriculumRoot,
    Optional<LogKeys> log) {
  /// Until the relay has given a number.
  static final int PROVISIONAL_DEVICE = 1;

  static Self of(StoredProfile stored, ByteString fingerprint) {
    int number = stored.getDevice() == 0 ? PROVISIONAL_DEVICE : stored.getDevice();
    return new Self(
        new DeviceId(AccountId.of(stored.getAccount()), number),
        new Capability(stored.getCapability()),
        new RelayPlace(stored.getRelayUrl(), stored.getTlsPin(), stored.getTrustRoot()),
        fingerprint,
        stored.getCurriculumRoot().isEmpty()
            ? Optional.empty()
            : Optional.of(stored.getCurriculumRoot()),
        LogKeys.of(stored.getLogKey(), stored.getWitnessKey()));
  }

  /// What others need to write to this account.
  ContactCard card() {
    return new ContactCard(List.of(relay), device.account(), fingerprint, capability);
  }

  @Override
  public String toString() {
    return "Self[hidden]";
  }
}
