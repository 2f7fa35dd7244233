package org.busel.sdk.desks;

import com.google.protobuf.ByteString;
import org.busel.wire.DeskProofs;

/// Names a change, and so the seat that it gave, or the desk that it founded. Prints as nothing.
///
/// @param bytes 32 of them
public record ChangeId(ByteString bytes) implements Comparable<ChangeId> {
  public ChangeId {
    if (bytes.size() != DeskProofs.ID_BYTES) {
      throw new IllegalArgumentException("id of a change is " + bytes.size() + " bytes, not 32");
    }
  }

  @Override
  public int compareTo(ChangeId other) {
    return ByteString.unsignedLexicographicalComparator().compare(bytes, other.bytes);
  }

  @Override
  public String toString() {
    return "ChangeId[hidden]";
  }
}
