package org.busel.sdk.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.busel.wire.AttachmentId;
import org.busel.wire.AttachmentSize;
import org.busel.wire.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The sealed stream as PROTOCOL.md says it: sealed here by hand as by any other language, opened by the SDK; and every way
/// to damage it is found at the part where it happens.
class StreamVectorTest {
  private static final Path VECTORS = Path.of("../wire/src/test/resources/vectors");
  private static final int PART = Limits.ATTACHMENT_PART_BYTES;

  @TempDir Path folder;

  static Stream<Path> streams() throws IOException {
    return files("stream");
  }

  static Stream<Path> damagedStreams() throws IOException {
    return files("damaged-stream");
  }

  @ParameterizedTest
  @MethodSource("streams")
  void aStreamSealedByAnotherHandIsTheVectorAndOpens(Path vector) throws Exception {
    Map<String, String> headers = read(vector);
    byte[] sealed = sealByHand(headers);

    assertThat(sha256(sealed)).isEqualTo(header(headers, "body").replaceAll("\\s", ""));
    Pointer pointer = pointer(headers, sealed);
    assertThat(take(pointer, sealed)).isEqualTo(-1);
    assertThat(plain(pointer)).isEqualTo(file(Integer.parseInt(header(headers, "file-bytes"))));
  }

  @ParameterizedTest
  @MethodSource("damagedStreams")
  void damageIsFoundAtThePartWhereItIs(Path vector) throws Exception {
    Map<String, String> headers = read(vector);
    byte[] sealed = sealByHand(headers);
    Pointer pointer = pointer(headers, sealed);

    int bad = take(pointer, damaged(sealed, header(headers, "damage").split(" ", -1)));

    assertThat(bad).isEqualTo(Integer.parseInt(header(headers, "bad-part")));
    Transfers.Progress here = new Transfers(folder).progress(pointer);
    assertThat(here).isEqualTo(new Transfers.Progress(bad, here.partsInAll()));
  }

  @Test
  void anotherStreamUnderTheSameKeyIsNotTaken() throws Exception {
    Map<String, String> headers = read(VECTORS.resolve("stream/one-part.txt"));
    byte[] sealed = sealByHand(headers);
    headers.put("salt", "00".repeat(32));
    byte[] other = sealByHand(headers);

    assertThat(take(pointer(headers, sealed), other)).isEqualTo(1); // after the last part
  }

  @Test
  void whatTheSdkSealsOpensByHandsRules() throws Exception {
    byte[] key = new byte[32];
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    byte[] file = file(300_000);
    ByteString digest;
    try (SealedStream.Sealer sealer = new SealedStream.Sealer(key, sealed)) {
      sealer.write(file, 0, file.length);
      digest = sealer.finish();
    }
    byte[] stream = sealed.toByteArray();

    assertThat(stream).hasSize((int) AttachmentSize.sealed(file.length));
    assertThat(HexFormat.of().formatHex(digest.toByteArray())).isEqualTo(sha256(stream));
    byte[] opened = openByHand(key, stream);
    assertThat(Arrays.copyOf(opened, file.length)).isEqualTo(file);
    assertThat(Arrays.copyOfRange(opened, file.length, opened.length)).containsOnly((byte) 0);
  }

  /// @return the first part that is refused; one after the last if all open and the digest is another; -1 for none
  private int take(Pointer pointer, byte[] bytes) throws IOException {
    OwnerOnly.folder(folder);
    int all = AttachmentSize.parts(pointer.sealedBytes());
    try (SealedFile.Growth growth = new SealedFile(folder, pointer).grow()) {
      for (int part = 0; part < all; part++) {
        int from = Math.min(bytes.length, part * PART);
        int to = part == all - 1 ? bytes.length : Math.min(bytes.length, from + PART);
        if (!growth.add(Arrays.copyOfRange(bytes, from, to))) {
          return part;
        }
      }
      return growth.finish() ? -1 : all;
    }
  }

  private byte[] plain(Pointer pointer) throws IOException {
    Path copied = Files.createDirectories(folder.resolve("saved"));
    var made =
        (SavedCopy.Outcome.Made) SavedCopy.make(new Transfers(folder), pointer, copied, "file");
    return Files.readAllBytes(made.file());
  }

  private static Pointer pointer(Map<String, String> headers, byte[] sealed) {
    return new Pointer(
        new AttachmentId(ByteString.copyFrom(new byte[32])),
        ByteString.copyFrom(hex(header(headers, "key"))),
        ByteString.copyFrom(hex(sha256(sealed))),
        Long.parseLong(header(headers, "file-bytes")),
        "name");
  }

  private static byte[] sealByHand(Map<String, String> headers) throws GeneralSecurityException {
    int fileBytes = Integer.parseInt(header(headers, "file-bytes"));
    byte[] padded = Arrays.copyOf(file(fileBytes), (int) AttachmentSize.padded(fileBytes));
    byte[] salt = hex(header(headers, "salt"));
    byte[] prefix = hex(header(headers, "nonce-prefix"));
    byte[] key = hkdf(hex(header(headers, "key")), salt);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.write(0x28);
    stream.writeBytes(salt);
    stream.writeBytes(prefix);
    for (int at = 0, segment = 0; at < padded.length; segment++) {
      int to = Math.min(padded.length, at + PART - 16 - (segment == 0 ? 40 : 0));
      Cipher gcm =
          gcm(Cipher.ENCRYPT_MODE, key, nonce(prefix, segment, to == padded.length));
      stream.writeBytes(gcm.doFinal(padded, at, to - at));
      at = to;
    }
    return stream.toByteArray();
  }

  private static byte[] openByHand(byte[] key, byte[] stream) throws GeneralSecurityException {
    byte[] own = hkdf(key, Arrays.copyOfRange(stream, 1, 33));
    byte[] prefix = Arrays.copyOfRange(stream, 33, 40);
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    for (int at = 40, segment = 0; at < stream.length; segment++) {
      int to = Math.min(stream.length, (segment + 1) * PART);
      Cipher gcm = gcm(Cipher.DECRYPT_MODE, own, nonce(prefix, segment, to == stream.length));
      plain.writeBytes(gcm.doFinal(stream, at, to - at));
      at = to;
    }
    return plain.toByteArray();
  }

  private static Cipher gcm(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    gcm.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    return gcm;
  }

  private static byte[] nonce(byte[] prefix, int segment, boolean isLast) {
    byte[] nonce = Arrays.copyOf(prefix, 12);
    nonce[10] = (byte) segment; // no vector has more than 255
    nonce[11] = (byte) (isLast ? 1 : 0);
    return nonce;
  }

  private static byte[] hkdf(byte[] ikm, byte[] salt) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(salt, "HmacSHA256"));
    byte[] extracted = mac.doFinal(ikm);
    mac.init(new SecretKeySpec(extracted, "HmacSHA256"));
    mac.update("busel attachment v1".getBytes(StandardCharsets.US_ASCII));
    return mac.doFinal(new byte[] {1});
  }

  private static byte[] damaged(byte[] sealed, String[] how) {
    int first = Integer.parseInt(how[1]);
    switch (how[0]) {
      case "flip" -> sealed[first] ^= 1;
      case "cut" -> sealed = Arrays.copyOf(sealed, first);
      case "append" -> sealed = Arrays.copyOf(sealed, sealed.length + first);
      case "swap", "copy" -> {
        int second = Integer.parseInt(how[2]);
        List<byte[]> parts = new java.util.ArrayList<>();
        for (int at = 0; at < sealed.length; at += PART) {
          parts.add(Arrays.copyOfRange(sealed, at, Math.min(sealed.length, at + PART)));
        }
        byte[] kept = parts.get(second);
        parts.set(second, parts.get(first));
        if (how[0].equals("swap")) {
          parts.set(first, kept);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        sealed = all.toByteArray();
      }
      default -> throw new IllegalArgumentException(how[0]);
    }
    return sealed;
  }

  private static byte[] file(int bytes) {
    byte[] file = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      file[i] = (byte) (i * 31 + i / 256);
    }
    return file;
  }

  private static String header(Map<String, String> headers, String name) {
    return java.util.Objects.requireNonNull(headers.get(name), name);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<Path> files(String kind) throws IOException {
    try (Stream<Path> files = Files.list(VECTORS.resolve(kind))) {
      return files.sorted().toList().stream();
    }
  }

  private static Map<String, String> read(Path vector) throws IOException {
    String text = Files.readString(vector);
    int blank = text.indexOf("\n\n");
    Map<String, String> headers = new HashMap<>();
    for (String line : text.substring(0, blank).split("\n", -1)) {
      headers.put(line.substring(0, line.indexOf(": ")), line.substring(line.indexOf(": ") + 2));
    }
    headers.put("body", text.substring(blank + 2));
    return headers;
  }
}
