package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.util.Locale;

/// A fingerprint as people read it.
final class Fingerprint {
  private Fingerprint() {}

  /// 64 hexadecimal digits in groups of four.
  static String text(Self self) {
    StringBuilder text = new StringBuilder();
    ByteString bytes = self.fingerprint();
    for (int i = 0; i < bytes.size(); i++) {
      if (i > 0 && i % 2 == 0) {
        text.append(' ');
      }
      text.append(String.format(Locale.ROOT, "%02X", bytes.byteAt(i)));
    }
    return text.toString();
  }
}
