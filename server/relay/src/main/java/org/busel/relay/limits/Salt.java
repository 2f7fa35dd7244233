package org.busel.relay.limits;

import java.security.SecureRandom;
import org.bouncycastle.crypto.macs.SipHash;
import org.bouncycastle.crypto.params.KeyParameter;

/// Turns what is counted by into a number that means nothing without the salt: SipHash-2-4 under a random key that is
/// in memory only. Of one thread at a time.
final class Salt {
  private static final int KEY_BYTES = 16;

  private final SipHash hash = new SipHash();

  Salt(SecureRandom random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    hash.init(new KeyParameter(key));
  }

  /// The number for `key`; never 0.
  long of(byte[] key) {
    hash.update(key, 0, key.length);
    long number = hash.doFinal(); // and ready for the next
    return number == 0 ? 1 : number;
  }

  @Override
  public String toString() {
    return "Salt[hidden]";
  }
}
