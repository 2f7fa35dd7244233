package org.busel.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaTest {
  private ModuleFolder module;

  @BeforeEach
  void aModuleThatShowsAPicture(@TempDir Path parent) {
    module =
        new ModuleFolder(parent)
            .change(
                "en/lesson-01-phones.md", "Lock your", "![A lock](../media/lock.jpg) Lock your");
  }

  @Test
  void aPictureWithoutMetadataPasses() throws IOException {
    module.write("media/lock.jpg", picture("jpg"));

    assertThat(module.problems()).isEmpty();
  }

  @Test
  void aPictureThatSaysWhereItWasTakenIsAnError() throws IOException {
    module.write("media/lock.jpg", withPlace(picture("jpg")));

    assertThat(module.problems())
        .containsExactly(
            "en/lesson-01-phones.md:6:1: error: there is no media/lock.jpg",
            "media/lock.jpg:1:1: error: the file says where it was made\n"
                + "  hint: remove it, for instance with: exiftool -all= lock.jpg");
  }

  @Test
  void aPictureThatIsSomethingElseIsAnError() throws IOException {
    module.write("media/lock.jpg", picture("png"));

    assertThat(module.problems()).anyMatch(it -> it.contains("the content is no jpg"));
  }

  @Test
  void scalableGraphicsAreRefused() {
    module.write("media/lock.svg", "<svg onload='alert(1)'/>");

    assertThat(module.problems()).anyMatch(it -> it.contains("SVG can carry script"));
  }

  @Test
  void anUnusedPictureIsAWarning() throws IOException {
    module.write("media/lock.jpg", picture("jpg")).write("media/other.png", picture("png"));

    assertThat(module.problems())
        .containsExactly("media/other.png:1:1: warning: no lesson uses it\n  hint: it is left out");
  }

  private static byte[] picture(String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), format, out))
        .isTrue();
    return out.toByteArray();
  }

  /// Puts an Exif block with a GPS directory behind the JPEG's first marker: latitude 53°54′ N, where Minsk is.
  private static byte[] withPlace(byte[] jpeg) {
    ByteArrayOutputStream tiff = new ByteArrayOutputStream();
    tiff.writeBytes("MM\0*".getBytes(StandardCharsets.ISO_8859_1));
    tiff.writeBytes(ints(8)); // the first directory begins at 8
    tiff.writeBytes(new byte[] {0, 1}); // with one entry:
    tiff.writeBytes(new byte[] {(byte) 0x88, 0x25, 0, 4}); // GPS directory, a number
    tiff.writeBytes(ints(1, 26)); // at 26
    tiff.writeBytes(ints(0)); // no directory after it
    tiff.writeBytes(new byte[] {0, 2}); // two entries:
    tiff.writeBytes(new byte[] {0, 1, 0, 2}); // latitude reference, text
    tiff.writeBytes(ints(2));
    tiff.writeBytes(new byte[] {'N', 0, 0, 0});
    tiff.writeBytes(new byte[] {0, 2, 0, 5}); // latitude, fractions
    tiff.writeBytes(ints(3, 56));
    tiff.writeBytes(ints(0));
    tiff.writeBytes(ints(53, 1, 54, 1, 0, 1));
    int length = 2 + 6 + tiff.size();

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, (byte) (length >> 8), (byte) length});
    out.writeBytes("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(tiff.toByteArray());
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  private static byte[] ints(int... numbers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int number : numbers) {
      out.writeBytes(
          new byte[] {
            (byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number
          });
    }
    return out.toByteArray();
  }
}
