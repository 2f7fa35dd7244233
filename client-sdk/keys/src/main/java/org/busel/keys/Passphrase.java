package org.busel.keys;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/// What a person types to unlock a vault. Wiped on close, silent.
///
/// Letters that can be typed in two ways (`ў` as one character or two) count as the same. Not safe for use while
/// another thread closes it.
public final class Passphrase implements AutoCloseable {
  /// Most characters.
  public static final int MAX_CHARS = 1024;

  private final char[] chars;
  private boolean closed;

  private Passphrase(char[] chars) {
    this.chars = chars;
  }

  /// Takes `chars` over: copies them and wipes the array that was passed.
  ///
  /// @throws IllegalArgumentException unless there are 1 to 1,024 characters
  public static Passphrase takeOver(char[] chars) {
    if (chars.length < 1 || chars.length > MAX_CHARS) {
      throw new IllegalArgumentException("passphrase is empty or longer than 1,024 characters");
    }
    char[] copy = chars.clone();
    Arrays.fill(chars, '\0');
    return new Passphrase(copy);
  }

  /// The characters as UTF-8 in Unicode's normal form C; the caller wipes them.
  byte[] utf8() {
    if (closed) {
      throw new IllegalStateException("passphrase is closed");
    }
    CharBuffer typed = CharBuffer.wrap(chars);
    // Only a passphrase that is not in normal form passes through a String, which cannot be wiped.
    CharBuffer normal =
        Normalizer.isNormalized(typed, Normalizer.Form.NFC)
            ? typed
            : CharBuffer.wrap(Normalizer.normalize(typed, Normalizer.Form.NFC).toCharArray());
    ByteBuffer encoded = ByteBuffer.allocate(3 * normal.remaining());
    CoderResult unused =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .encode(normal, encoded, true);
    byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
    Arrays.fill(encoded.array(), (byte) 0);
    return bytes;
  }

  /// Wipes the characters. Closing twice is harmless.
  @Override
  public void close() {
    closed = true;
    Arrays.fill(chars, '\0');
  }

  @Override
  public String toString() {
    return "Passphrase[hidden]";
  }
}
