package org.busel.wire;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;

/// What a desk key signs, and how changes of a desk are named (PROTOCOL.md "Desks").
public final class DeskProofs {
  /// Length of the id of a change, and so of a desk and of a seat.
  public static final int ID_BYTES = Sha256.BYTES;

  /// Length of a desk key's public half.
  public static final int KEY_BYTES = 32;

  /// Length of a desk key's signature.
  public static final int SIGNATURE_BYTES = 64;

  private static final ByteString CHANGE = label("busel desk change v1");
  private static final ByteString CHANGE_ID = label("busel desk change id v1");
  private static final ByteString MEMBER = label("busel desk member v1");

  private DeskProofs() {}

  /// What the author of a change signs.
  ///
  /// @param change a serialized DeskChange
  public static byte[] changeToSign(ByteString change) {
    return CHANGE.concat(change).toByteArray();
  }

  /// What somebody signs who comes in.
  ///
  /// @param desk 32 bytes
  /// @param member a serialized DeskMember
  public static byte[] memberToSign(ByteString desk, ByteString member) {
    return MEMBER.concat(desk).concat(member).toByteArray();
  }

  /// The id of a change, 32 bytes.
  ///
  /// @param change a serialized DeskChange
  public static ByteString idOf(ByteString change) {
    return Sha256.of(CHANGE_ID, change);
  }

  private static ByteString label(String text) {
    return ByteString.copyFrom(text + "\0", StandardCharsets.US_ASCII);
  }
}
