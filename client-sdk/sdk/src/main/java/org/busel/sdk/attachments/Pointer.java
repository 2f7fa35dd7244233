package org.busel.sdk.attachments;

import com.google.protobuf.ByteString;
import org.busel.wire.AttachmentId;
import org.busel.wire.AttachmentSize;

/// Everything that it takes to find, fetch, check and open one attachment.
///
/// @param id under which a relay keeps it
/// @param key 32 bytes
/// @param digest SHA-256 of the sealed stream
/// @param fileBytes length of the file
/// @param fileName of the sealed file on this device; says nothing
public record Pointer(
    AttachmentId id, ByteString key, ByteString digest, long fileBytes, String fileName) {
  /// Length of the sealed stream.
  public long sealedBytes() {
    return AttachmentSize.sealed(fileBytes);
  }

  @Override
  public String toString() {
    return "Pointer[hidden]";
  }
}
