package org.busel.sdk.pictures;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/// Pictures that tell where, when and with what they were made, in every place where their formats let them.
final class Told {
  static final String CAMERA = "SecretCamera 4711";
  static final String XMP = "<x:xmpmeta xmlns:x='adobe:ns:meta/'>SecretCamera 4711</x:xmpmeta>";
  static final int TURNED = 6;

  private Told() {}

  static BufferedImage picture() {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(4);
    for (int y = 0; y < 48; y++) {
      for (int x = 0; x < 64; x++) {
        image.setRGB(x, y, ((x * 4) << 16) | ((y * 5) << 8) | random.nextInt(64));
      }
    }
    return image;
  }

  static byte[] jpeg() {
    byte[] bare = encoded("jpeg");
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    told.write(bare, 0, 2);
    segment(told, 0xE1, join(ascii("Exif\0\0"), exif()));
    segment(told, 0xE1, ascii("http://ns.adobe.com/xap/1.0/\0" + XMP));
    segment(told, 0xED, ascii("Photoshop 3.0\0" + CAMERA));
    segment(told, 0xEB, ascii("JP\0\1" + CAMERA));
    segment(told, 0xE2, ascii("MPF\0" + CAMERA));
    segment(told, 0xFE, ascii(CAMERA));
    told.write(bare, 2, bare.length - 2);
    told.writeBytes(ascii("behind the end: " + CAMERA));
    return told.toByteArray();
  }

  static byte[] png() {
    byte[] bare = encoded("png");
    int afterHeader = 8 + 25;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    told.write(bare, 0, afterHeader);
    chunk(told, "eXIf", exif());
    chunk(told, "tEXt", ascii("Camera\0" + CAMERA));
    chunk(told, "iTXt", ascii("XML:com.adobe.xmp\0\0\0\0\0" + XMP));
    chunk(told, "tIME", new byte[] {7, (byte) 0xEA, 1, 1, 1, 1, 1});
    chunk(told, "prVt", ascii(CAMERA));
    told.write(bare, afterHeader, bare.length - afterHeader);
    told.writeBytes(ascii(CAMERA));
    return told.toByteArray();
  }

  static byte[] gif() {
    byte[] bare = encoded("gif");
    int colours = (bare[10] & 0x80) == 0 ? 0 : 3 << ((bare[10] & 7) + 1);
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    told.writeBytes(ascii("GIF89a"));
    told.write(bare, 6, 7 + colours);
    told.writeBytes(new byte[] {0x21, (byte) 0xFF, 11});
    told.writeBytes(ascii("NETSCAPE2.0"));
    told.writeBytes(new byte[] {3, 1, 0, 0, 0});
    told.writeBytes(new byte[] {0x21, (byte) 0xFF, 11});
    told.writeBytes(ascii("XMP DataXMP"));
    block(told, ascii(XMP));
    told.writeBytes(new byte[] {0x21, (byte) 0xFE});
    block(told, ascii(CAMERA));
    told.write(bare, 13 + colours, bare.length - 13 - colours);
    told.writeBytes(ascii(CAMERA));
    return told.toByteArray();
  }

  static byte[] webp() {
    byte[] bare = Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(ascii("WEBP"));
    riff(body, "VP8X", new byte[] {0x0C, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    body.write(bare, 12, bare.length - 12);
    riff(body, "EXIF", exif());
    riff(body, "XMP ", ascii(XMP));
    riff(body, "prVt", ascii(CAMERA));
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    riff(told, "RIFF", body.toByteArray());
    told.writeBytes(ascii(CAMERA));
    return told.toByteArray();
  }

  static BufferedImage decode(byte[] picture) {
    try {
      return ImageIO.read(new ByteArrayInputStream(picture));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Maker, orientation, and a place on the earth.
  private static byte[] exif() {
    byte[] camera = ascii(CAMERA + "\0");
    int gps = 8 + 2 + 3 * 12 + 4;
    int cameraAt = gps + 2 + 4 * 12 + 4;
    int degreesAt = cameraAt + camera.length;
    ByteBuffer tiff = ByteBuffer.allocate(degreesAt + 48).put(ascii("MM")).putShort((short) 42).putInt(8);
    tiff.putShort((short) 3);
    entry(tiff, 0x010F, 2, camera.length, cameraAt);
    entry(tiff, 0x0112, 3, 1, TURNED << 16);
    entry(tiff, 0x8825, 4, 1, gps);
    tiff.putInt(0).putShort((short) 4);
    entry(tiff, 1, 2, 2, 'N' << 24);
    entry(tiff, 2, 5, 3, degreesAt);
    entry(tiff, 3, 2, 2, 'E' << 24);
    entry(tiff, 4, 5, 3, degreesAt + 24);
    tiff.putInt(0).put(camera);
    tiff.putInt(53).putInt(1).putInt(54).putInt(1).putInt(0).putInt(1);
    tiff.putInt(27).putInt(1).putInt(30).putInt(1).putInt(0).putInt(1);
    return tiff.array();
  }

  private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  private static byte[] encoded(String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(picture(), format, bytes)) {
        throw new AssertionError("this JDK writes no " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void segment(ByteArrayOutputStream to, int marker, byte[] body) {
    to.writeBytes(
        ByteBuffer.allocate(4 + body.length).put((byte) 0xFF).put((byte) marker)
            .putShort((short) (body.length + 2)).put(body).array());
  }

  private static void chunk(ByteArrayOutputStream to, String type, byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(ascii(type));
    crc.update(body);
    to.writeBytes(
        ByteBuffer.allocate(12 + body.length).putInt(body.length).put(ascii(type)).put(body)
            .putInt((int) crc.getValue()).array());
  }

  private static void block(ByteArrayOutputStream to, byte[] body) {
    to.write(body.length);
    to.writeBytes(body);
    to.write(0);
  }

  private static void riff(ByteArrayOutputStream to, String type, byte[] body) {
    to.writeBytes(
        ByteBuffer.allocate(8 + body.length + (body.length & 1)).order(ByteOrder.LITTLE_ENDIAN)
            .put(ascii(type)).putInt(body.length).put(body).array());
  }

  private static byte[] join(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
