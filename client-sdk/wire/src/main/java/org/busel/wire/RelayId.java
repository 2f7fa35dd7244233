package org.busel.wire;

import com.google.protobuf.ByteString;

/// Which relay it is, whatever its address: a hash of the key that signs its sender certificates.
///
/// @param bytes 32 of them
public record RelayId(ByteString bytes) {
  /// Length on the wire.
  public static final int BYTES = Sha256.BYTES;

  private static final ByteString LABEL = ByteString.copyFromUtf8("busel relay id v1\0");

  public RelayId {
    if (bytes.size() != BYTES) {
      throw new IllegalArgumentException("relay id is " + bytes.size() + " bytes, not 32");
    }
  }

  /// The id of the relay that has this trust root.
  ///
  /// @param trustRoot 33 bytes, public key with its type byte
  /// @throws IllegalArgumentException unless there are exactly 33 bytes
  public static RelayId of(ByteString trustRoot) {
    if (trustRoot.size() != RelayPlace.TRUST_ROOT_BYTES) {
      throw new IllegalArgumentException("trust root is " + trustRoot.size() + " bytes, not 33");
    }
    return new RelayId(Sha256.of(LABEL, trustRoot));
  }

  @Override
  public String toString() {
    return "RelayId[" + bytes.size() + " bytes]";
  }
}
