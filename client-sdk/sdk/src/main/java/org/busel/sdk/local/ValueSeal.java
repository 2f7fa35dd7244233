package org.busel.sdk.local;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.subtle.XChaCha20Poly1305;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.busel.keys.Secret;

/// Encrypts values, each bound to the place where it stands, and hides names behind a keyed hash.
///
/// XChaCha20-Poly1305 with random nonces, so that one key serves for any number of values. Values are padded to
/// multiples of 256 bytes. For one thread at a time. The two keys derived here live until the store is closed; Tink
/// and the JDK keep copies that cannot be wiped.
final class ValueSeal {
  private static final int PADDED_TO_BYTES = 256;
  private static final int LENGTH_BYTES = 4;
  private static final int KEY_BYTES = 32;

  private final Aead aead;
  private final Mac names;

  /// Derives both keys.
  ///
  /// @param key of the local store, 32 bytes; only lent
  ValueSeal(Secret key) {
    try {
      byte[] values = derive(key, "busel local values v1");
      this.aead = new XChaCha20Poly1305(values);
      Arrays.fill(values, (byte) 0);
      byte[] hashes = derive(key, "busel local names v1");
      this.names = Mac.getInstance("HmacSHA256");
      names.init(new SecretKeySpec(hashes, "HmacSHA256"));
      Arrays.fill(hashes, (byte) 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this platform lacks a cipher", e);
    }
  }

  private static byte[] derive(Secret key, String label) {
    return key.use(bytes -> {
      try {
        return Hkdf.computeHkdf(
            "HmacSha256", bytes, new byte[0], label.getBytes(StandardCharsets.US_ASCII), KEY_BYTES);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this platform lacks a hash", e);
      }
    });
  }

  /// Stands for `name` in an area: equal for equal names, and saying nothing without the key. 32 bytes.
  byte[] hide(long area, byte[] name) {
    names.update(ByteBuffer.allocate(Long.BYTES).putLong(area).array());
    return names.doFinal(name);
  }

  /// Encrypts.
  ///
  /// @param place names table, area and key; the value opens nowhere else
  byte[] seal(byte[] place, byte[] value) {
    int padded = roundUp(LENGTH_BYTES + value.length);
    byte[] plain = ByteBuffer.allocate(padded).putInt(value.length).put(value).array();
    try {
      return aead.encrypt(plain, place);
    } catch (GeneralSecurityException e) {
      throw new LocalStoreException("encrypting a value", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /// Decrypts.
  ///
  /// @throws LocalStoreException if the value was not sealed for this very place, or was changed
  byte[] open(byte[] place, byte[] sealed) {
    try {
      byte[] plain = aead.decrypt(sealed, place);
      int length = ByteBuffer.wrap(plain).getInt();
      byte[] value = Arrays.copyOfRange(plain, LENGTH_BYTES, LENGTH_BYTES + length);
      Arrays.fill(plain, (byte) 0);
      return value;
    } catch (GeneralSecurityException e) {
      throw new LocalStoreException("decrypting a value", e);
    }
  }

  private static int roundUp(int length) {
    return (length + PADDED_TO_BYTES - 1) / PADDED_TO_BYTES * PADDED_TO_BYTES;
  }
}
