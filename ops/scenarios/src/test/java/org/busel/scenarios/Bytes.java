package org.busel.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Looks for secrets in raw bytes, in every spelling in which they might have been written.
final class Bytes {
  private Bytes() {}

  /// Raw, hexadecimal, base64 and UTF-16 forms of `secret`.
  static List<byte[]> spellings(byte[] secret) {
    List<byte[]> forms = new ArrayList<>();
    forms.add(secret);
    if (secret.length >= 6) {
      forms.add(HexFormat.of().formatHex(secret).getBytes(StandardCharsets.US_ASCII));
      forms.add(
          HexFormat.of().withUpperCase().formatHex(secret).getBytes(StandardCharsets.US_ASCII));
      // Of a base64 text only the part that does not depend on the neighbours is looked for.
      byte[] whole = java.util.Arrays.copyOf(secret, secret.length - secret.length % 3);
      forms.add(Base64.getEncoder().encode(whole));
      forms.add(Base64.getUrlEncoder().encode(whole));
    }
    return forms;
  }

  /// The same for words, also in UTF-16.
  static List<byte[]> spellings(String secret) {
    List<byte[]> forms = spellings(secret.getBytes(StandardCharsets.UTF_8));
    forms.add(secret.getBytes(StandardCharsets.UTF_16LE));
    forms.add(secret.getBytes(StandardCharsets.UTF_16BE));
    return forms;
  }

  static boolean contains(byte[] haystack, byte[] needle) {
    outer:
    for (int i = 0; i <= haystack.length - needle.length; i++) {
      for (int j = 0; j < needle.length; j++) {
        if (haystack[i + j] != needle[j]) {
          continue outer;
        }
      }
      return true;
    }
    return false;
  }

  /// 16 bytes of an id out of its two halves.
  static byte[] id(long high, long low) {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  /// Every file below `folder` with its bytes.
  static Map<Path, byte[]> below(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      Map<Path, byte[]> files = new LinkedHashMap<>();
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file), Files.readAllBytes(file));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("reading a folder", e);
    }
  }
}
