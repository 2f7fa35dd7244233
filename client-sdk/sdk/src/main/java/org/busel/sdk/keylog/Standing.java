package org.busel.sdk.keylog;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;
import org.busel.wire.ContactCard;
import org.busel.wire.Decoded;
import org.busel.wire.Frames;
import org.busel.wire.log.KeyPlaces;
import org.busel.wire.log.LogProofs;
import org.busel.wire.log.MapProof;
import org.busel.wire.log.MapRow;
import org.busel.wire.v1.AccountKeys;
import org.busel.wire.v1.DeviceList;
import org.busel.wire.v1.KeyProof;

/// What a map proves about an account.
public sealed interface Standing {
  /// That version is there, and no later one.
  ///
  /// @param fingerprint 32 bytes, of its identity key
  /// @param listVersion of the device list that goes with it; 0 without one
  record Stands(int version, ByteString value, ByteString fingerprint, int listVersion)
      implements Standing {}

  /// Nothing is there yet.
  record Missing() implements Standing {}

  /// It proves nothing.
  record Unproved() implements Standing {}

  /// Judges a proof.
  ///
  /// @param mapRoot of the leaf that it is about
  static Standing of(ByteString mapRoot, KeyPlaces places, KeyProof proof) {
    int version = proof.getVersion();
    Optional<MapRow> end =
        proof.hasBeside() ? Optional.of(MapRow.of(proof.getBeside())) : Optional.empty();
    MapProof next = new MapProof(LogProofs.split(proof.getAbsent()), end);
    if (version == Integer.MAX_VALUE
        || !next.showsNothing(mapRoot, places.position(version + 1))) {
      return new Unproved();
    }
    if (version == 0) {
      return new Missing();
    }
    MapRow row = places.row(version, proof.getMaterial());
    if (!MapProof.shows(mapRoot, row, LogProofs.split(proof.getPresent()))) {
      return new Unproved();
    }
    try {
      AccountKeys keys = AccountKeys.parseFrom(proof.getMaterial());
      return new Stands(
          version,
          row.value(),
          ContactCard.fingerprintOf(keys.getIdentityKey()),
          listVersion(keys.getDeviceList().getList()));
    } catch (InvalidProtocolBufferException noKeys) {
      return new Unproved();
    }
  }

  /// Version of a list; 0 if it is none.
  static int listVersion(ByteString list) {
    return Frames.deviceList(list) instanceof Decoded.Frame<DeviceList> read
        ? read.frame().getVersion()
        : 0;
  }
}
