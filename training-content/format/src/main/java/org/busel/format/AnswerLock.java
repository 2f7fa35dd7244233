package org.busel.format;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// Makes every guess at an answer cost time. FORMAT.md, "Locked answers", says what that is worth: answers cannot be
/// read, searched or shown by mistake; whoever has the file can still try them.
///
/// Pure: the same input gives the same boxes.
///
/// @param iterations of PBKDF2, [#LEAST] to [#MOST]
/// @param salt 16 bytes, in hexadecimal; another one for every content of a quiz
public record AnswerLock(int iterations, String salt) {
  /// The fewest iterations that are accepted.
  public static final int LEAST = 10_000;

  /// The most; more would be a way to keep a phone busy.
  public static final int MOST = 2_000_000;

  /// What a key is for: to open what is said to the right answer.
  static final String RIGHT = "right";

  /// What a key is for: to open what is said to an answer.
  static final String TOLD = "told";

  private static final String PURPOSE = "busel quiz answer v1";

  // Every key seals one box: it comes from salt, question, purpose and answer, and the salt from everything that is said.
  private static final byte[] NONCE = new byte[12];

  public AnswerLock {
    if (iterations < LEAST || iterations > MOST || !salt.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException("a lock has too few or too many iterations, or no salt");
    }
  }

  /// The slow key for an answer.
  ///
  /// @param use `right` or `told`
  byte[] key(String question, String use, String spelling) {
    return stretched(question + "\n" + use + "\n" + spelling, Hex.read(salt), iterations);
  }

  static byte[] stretched(String secret, byte[] salt, int iterations) {
    // Hashed first: what a provider makes of characters beyond ASCII is not written down anywhere.
    char[] hashed =
        Sha256.of((PURPOSE + "\n" + secret).getBytes(StandardCharsets.UTF_8)).hex().toCharArray();
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(hashed, salt, iterations, 256))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PBKDF2 with SHA-256", e);
    }
  }

  static String box(byte[] key, byte[] content) {
    try {
      return Hex.write(cipher(Cipher.ENCRYPT_MODE, key).doFinal(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  /// What is in the box, if this key opens it.
  static Optional<byte[]> opened(byte[] key, String box) {
    try {
      return Optional.of(cipher(Cipher.DECRYPT_MODE, key).doFinal(Hex.read(box)));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, NONCE));
    return cipher;
  }

  Json toJson() {
    return Json.Members.of(
        Map.of("iterations", new Json.Whole(iterations), "salt", new Json.Text(salt)));
  }

  static AnswerLock fromJson(Fields quiz) throws MalformedException {
    Fields fields = quiz.get("lock").object();
    String salt = fields.text("salt", 32);
    if (!salt.matches("[0-9a-f]{32}")) {
      throw new MalformedException("lock.salt has not the right form");
    }
    return new AnswerLock((int) fields.number("iterations", LEAST, MOST), salt);
  }
}
