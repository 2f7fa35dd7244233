package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import org.busel.sdk.session.SessionRecords.Kind;

/// Remembers which first messages have used a last-resort KEM prekey, for as long as the key is there.
///
/// A one-time key is gone after its first use, so the same first message cannot come twice. A last-resort key stays,
/// and a relay that kept the message could start the same session again; libsignal leaves it to the store to notice.
/// Each use is 32 bytes; they lie in 256 records per key, by their first byte, so that adding one stays cheap.
final class LastResortUses {
  private static final int USE_BYTES = 32;

  private LastResortUses() {}

  /// Notes one use.
  ///
  /// @return false if this very use was noted before
  static boolean note(SessionRecords records, int kemId, int signedId, byte[] baseKey) {
    ByteBuffer named = ByteBuffer.allocate(8 + baseKey.length);
    named.putInt(kemId).putInt(signedId).put(baseKey);
    byte[] use = DeviceIdentity.fingerprintOf(ByteString.copyFrom(named.array())).toByteArray();
    String shelf = shelf(kemId, Byte.toUnsignedInt(use[0]));
    ByteString before =
        ByteString.copyFrom(records.load(Kind.KEM_PREKEY_USE, shelf).orElse(new byte[0]));
    ByteString wanted = ByteString.copyFrom(use);
    for (int at = 0; at + USE_BYTES <= before.size(); at += USE_BYTES) {
      if (before.substring(at, at + USE_BYTES).equals(wanted)) {
        return false;
      }
    }
    records.store(Kind.KEM_PREKEY_USE, shelf, before.concat(wanted).toByteArray());
    return true;
  }

  /// Forgets all uses of a key that is gone.
  static void forget(SessionRecords records, int kemId) {
    for (int first = 0; first < 256; first++) {
      records.remove(Kind.KEM_PREKEY_USE, shelf(kemId, first));
    }
  }

  private static String shelf(int kemId, int first) {
    return kemId + "/" + first;
  }
}
