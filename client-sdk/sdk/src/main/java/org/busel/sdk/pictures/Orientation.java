package org.busel.sdk.pictures;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// How a picture is to be turned, as Exif says it: the one thing of Exif that is needed to show a picture.
final class Orientation {
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;
  private static final int MOST_ENTRIES = 512;

  private Orientation() {}

  /// Looks through the first directory of a TIFF structure, and nowhere else.
  ///
  /// @param from where the structure begins
  /// @return 2 to 8; nothing for 1, which means as it is, and for what makes no sense
  static Optional<Integer> of(byte[] bytes, int from) {
    if (bytes.length < from + 8) {
      return Optional.empty();
    }
    ByteBuffer tiff = ByteBuffer.wrap(bytes, from, bytes.length - from).slice();
    if (tiff.get(0) == 'I' && tiff.get(1) == 'I') {
      tiff.order(ByteOrder.LITTLE_ENDIAN);
    } else if (tiff.get(0) != 'M' || tiff.get(1) != 'M') {
      return Optional.empty();
    }
    long directory = Integer.toUnsignedLong(tiff.getInt(4));
    if (directory + 2 > tiff.limit()) {
      return Optional.empty();
    }
    int at = (int) directory;
    int entries = Math.min(Short.toUnsignedInt(tiff.getShort(at)), MOST_ENTRIES);
    at += 2;
    for (int i = 0; i < entries && at + ENTRY_BYTES <= tiff.limit(); i++, at += ENTRY_BYTES) {
      if (Short.toUnsignedInt(tiff.getShort(at)) == TAG && tiff.getShort(at + 2) == SHORT) {
        int value = Short.toUnsignedInt(tiff.getShort(at + 8));
        return value >= 2 && value <= 8 ? Optional.of(value) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// A TIFF structure that says the orientation and nothing else, behind `label`.
  static byte[] exif(byte[] label, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(label.length + 26).put(label);
    exif.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8);
    exif.putShort((short) 1);
    exif.putShort((short) TAG).putShort((short) SHORT).putInt(1).putShort((short) orientation);
    return exif.putShort((short) 0).putInt(0).array();
  }
}
