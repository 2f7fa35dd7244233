package org.busel.sdk.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What pictures still tell after they were cleaned, as somebody else's reader sees it.
class PicturesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG", "GIF", "WEBP"})
  void aCleanedPictureTellsNothingButHowItIsTurned(FileKind kind) throws Exception {
    byte[] told = told(kind);
    assertThat(text(told)).contains(Told.CAMERA); // so the test can fail

    byte[] clean = clean(told, kind);

    assertThat(text(clean)).doesNotContain(Told.CAMERA);
    Metadata metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(clean));
    assertThat(metadata.getDirectoriesOfType(GpsDirectory.class)).isEmpty();
    assertThat(metadata.getDirectoriesOfType(XmpDirectory.class)).isEmpty();
    for (Directory directory : metadata.getDirectories()) {
      assertThat(directory.hasErrors()).as("%s %s", directory, directory.getErrors()).isFalse();
      if (directory instanceof ExifDirectoryBase) {
        assertThat(directory.getTagCount()).isEqualTo(1);
        assertThat(directory.getInt(ExifDirectoryBase.TAG_ORIENTATION)).isEqualTo(Told.TURNED);
      }
    }
    boolean canBeTurned = kind != FileKind.GIF;
    assertThat(metadata.containsDirectoryOfType(ExifIFD0Directory.class)).isEqualTo(canBeTurned);
  }

  @Test
  void theIndependentReaderWouldSeeWhatWasTaken() throws Exception {
    Metadata metadata =
        ImageMetadataReader.readMetadata(new ByteArrayInputStream(Told.jpeg()));

    assertThat(metadata.getDirectoriesOfType(GpsDirectory.class))
        .extracting(gps -> String.valueOf(gps.getGeoLocation()))
        .containsExactly("53.9, 27.5");
    assertThat(metadata.getDirectoriesOfType(ExifIFD0Directory.class))
        .extracting(exif -> exif.getString(ExifDirectoryBase.TAG_MAKE))
        .containsExactly(Told.CAMERA);
  }

  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG", "GIF"})
  void noPixelChanges(FileKind kind) throws IOException {
    BufferedImage before = Told.decode(told(kind));
    BufferedImage after = Told.decode(clean(told(kind), kind));

    assertThat(after.getWidth()).isEqualTo(64);
    assertThat(after.getRGB(0, 0, 64, 48, null, 0, 64))
        .isEqualTo(before.getRGB(0, 0, 64, 48, null, 0, 64));
  }

  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG", "GIF", "WEBP"})
  void whatIsCleanStaysAsItIs(FileKind kind) throws IOException {
    byte[] clean = clean(told(kind), kind);

    assertThat(clean(clean, kind)).isEqualTo(clean);
  }

  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG", "GIF", "WEBP"})
  void aPictureThatIsCutIsNotTakenForAPicture(FileKind kind) throws IOException {
    byte[] clean = clean(told(kind), kind);
    for (int length = 16; length < clean.length; length += 1 + clean.length / 40) {
      Pictures.Outcome outcome = run(Arrays.copyOf(clean, length), new ByteArrayOutputStream());

      assertThat(outcome).isInstanceOf(Pictures.Outcome.Malformed.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG", "GIF", "WEBP"})
  void hostileBytesEndInAnAnswerAndNeverGrow(FileKind kind) throws IOException {
    Random random = new Random(49);
    byte[] told = told(kind);
    for (int i = 0; i < 150; i++) {
      byte[] hostile = told.clone();
      for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
        hostile[16 + random.nextInt(hostile.length - 16)] = (byte) random.nextInt(256);
      }
      ByteArrayOutputStream to = new ByteArrayOutputStream();

      Pictures.Outcome unused = run(hostile, to);

      assertThat(to.size()).isLessThanOrEqualTo(hostile.length + 64);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "89504e470d0a1a0a7fffffff49484452", // a chunk of 2 GiB
        "89504e470d0a1a0affffffff49484452", // of minus one
        "89504e470d0a1a0a000000004944415400000000", // pixels before the header
        "52494646ffffffff574542505650384c", // a file of 4 GiB
        "52494646140000005745425056503858ffffffff00000000", // a chunk of 4 GiB
        "ffd8ffe1000000000000000000000000", // a segment shorter than its length
        "ffd8ffffffffffffffffffffffffffff", // filling without an end
        "4749463839610100010080000000000000ffffff21ff0b" // cut within a block
      })
  void lengthsThatLieAreFoundOut(String hex) throws IOException {
    byte[] bytes = java.util.HexFormat.of().parseHex(hex);

    assertThat(run(bytes, new ByteArrayOutputStream()))
        .isInstanceOf(Pictures.Outcome.Malformed.class);
  }

  @Test
  void filmsAndOtherPicturesMayTell() {
    for (String head :
        new String[] {
          "\0\0\0\u0018ftypheic", "\0\0\0\u0018ftypmp42", "\0\0\0\u0018ftypqt  ", "\0\0\0\u0008wide\0\0\0\0",
          "\0\0\0\u0018ftypavif", "\0\0\0\u0018ftypcrx ", "II*\0\u0008\0\0\0", "MM\0*\0\0\0\u0008",
          "IIRO\u0008\0\0\0", "FUJIFILMCCD-RAW ", "RIFF\0\0\0\0AVI LIST", "\u001AE\u00DF\u00A3\0\0\0\0"
        }) {
      FileKind kind = FileKind.of(head.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(kind.mayTell()).as(head).isTrue();
      assertThat(kind.isCleaned()).isFalse();
    }
    for (String head : new String[] {"", "%PDF-1.7", "PK\u0003\u0004", "plain words", "RIFF\0\0\0\0WAVE"}) {
      assertThat(FileKind.of(head.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(FileKind.OTHER);
    }
  }

  @Test
  void otherFilesAndThoseSentAsTheyAreKeepEveryByte() throws IOException {
    byte[] words = "plain words".getBytes(StandardCharsets.UTF_8);
    assertThat(clean(words, FileKind.OTHER)).isEqualTo(words);

    byte[] told = Told.jpeg();
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    try (FileChannel file = FileChannel.open(Files.write(folder.resolve("as-is"), told))) {
      assertThat(Pictures.copy(file, to::write))
          .isEqualTo(new Pictures.Outcome.Copied(FileKind.JPEG));
    }
    assertThat(to.toByteArray()).isEqualTo(told);
  }

  private static byte[] told(FileKind kind) {
    return switch (kind) {
      case JPEG -> Told.jpeg();
      case PNG -> Told.png();
      case GIF -> Told.gif();
      case WEBP -> Told.webp();
      case BOXES, TIFF, OTHER_MEDIA, OTHER -> throw new AssertionError(kind);
    };
  }

  private byte[] clean(byte[] picture, FileKind kind) throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    assertThat(run(picture, to)).isEqualTo(new Pictures.Outcome.Copied(kind));
    return to.toByteArray();
  }

  private Pictures.Outcome run(byte[] picture, ByteArrayOutputStream to) throws IOException {
    try (FileChannel file = FileChannel.open(Files.write(folder.resolve("picture"), picture))) {
      return Pictures.clean(file, to::write);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
