package org.busel.keys;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/// 24 words for the key that opens a profile's backups: BIP-39 with 256 bits, an eight-bit checksum and the English
/// words.
public final class RecoveryPhrase {
  /// Words of a phrase.
  public static final int WORDS = 24;

  static final int KEY_BYTES = 32;

  private RecoveryPhrase() {}

  /// A new key.
  public static Secret makeKey(SecureRandom random) {
    return Secret.random(SecretLabel.RECOVERY, KEY_BYTES, random);
  }

  /// The words for a key. They are Strings, which cannot be wiped: ask for them only to show them.
  public static List<String> of(Secret key) {
    return require(key)
        .use(bytes -> {
          byte[] checked = Arrays.copyOf(bytes, KEY_BYTES + 1);
          checked[KEY_BYTES] = sha256(bytes)[0];
          List<String> words = WordList.of(checked, WORDS);
          Arrays.fill(checked, (byte) 0);
          return words;
        });
  }

  /// The key behind words as somebody typed them; the caller closes it.
  public static Words<Secret> read(List<String> typed) {
    Words<byte[]> words = Words.bytes(typed, WORDS);
    if (!(words instanceof Words.Read<byte[]> read)) {
      return Words.refusal(words);
    }
    byte[] key = Arrays.copyOf(read.value(), KEY_BYTES);
    boolean right = sha256(key)[0] == read.value()[KEY_BYTES];
    Arrays.fill(read.value(), (byte) 0);
    return right
        ? new Words.Read<>(Secret.takeOver(SecretLabel.RECOVERY, key))
        : new Words.Mistaken<>();
  }

  static Secret require(Secret key) {
    if (key.label() != SecretLabel.RECOVERY || !key.use(bytes -> bytes.length == KEY_BYTES)) {
      throw new IllegalArgumentException("not the key of a backup");
    }
    return key;
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
