package org.busel.sdk;

import com.google.protobuf.ByteString;
import org.busel.wire.DeskProofs;

/// Names a desk, the same on the devices of all its members; no relay ever sees it. Prints as nothing.
///
/// @param bytes 32 of them
public record DeskId(ByteString bytes) {
  public DeskId {
    if (bytes.size() != DeskProofs.ID_BYTES) {
      throw new IllegalArgumentException("id of a desk is " + bytes.size() + " bytes, not 32");
    }
  }

  @Override
  public String toString() {
    return "DeskId[hidden]";
  }
}
