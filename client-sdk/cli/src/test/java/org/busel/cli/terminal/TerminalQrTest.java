package org.busel.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalQrTest {
  private static final String LINK = "busel:meet#" + "Ab9_-xYz".repeat(40);

  /// Picture points to a square's side.
  private static final int SCALE = 4;

  @Test
  void aCameraReadsItFromAColouredTerminal() throws ReaderException {
    List<Span> lines = TerminalQr.of(LINK).lines(true);

    assertThat(read(picture(lines, true))).isEqualTo(LINK);
  }

  @Test
  void aCameraReadsItFromADarkTerminalWithoutColours() throws ReaderException {
    List<Span> lines = TerminalQr.of(LINK).lines(false);

    assertThat(read(picture(lines, false))).isEqualTo(LINK);
  }

  @Test
  void aCameraThatTurnsPicturesInsideOutReadsItFromALightTerminal() throws ReaderException {
    List<Span> lines = TerminalQr.of(LINK).lines(false);

    assertThat(read(picture(lines, true).invert())).isEqualTo(LINK);
  }

  @Test
  void aContactInvitationFitsIntoEightyColumns() {
    TerminalQr qr = TerminalQr.of(LINK);

    assertThat(qr.columns()).isLessThanOrEqualTo(80);
    assertThat(qr.lines(true)).allMatch(line -> line.text().length() == qr.columns());
  }

  @Test
  void whatNoCodeCanHoldIsRefused() {
    assertThatThrownBy(() -> TerminalQr.of("x".repeat(3000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String read(LuminanceSource picture) throws ReaderException {
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(picture))).getText();
  }

  /// What the camera sees.
  ///
  /// @param blocksAreDark whether blocks are drawn dark on light, else light on dark
  private static LuminanceSource picture(List<Span> lines, boolean blocksAreDark) {
    int width = lines.getFirst().text().length() * SCALE;
    int height = lines.size() * 2 * SCALE;
    byte[] luminance = new byte[width * height];
    for (int y = 0; y < height; y++) {
      String line = lines.get(y / SCALE / 2).text();
      boolean upper = y / SCALE % 2 == 0;
      for (int x = 0; x < width; x++) {
        char block = line.charAt(x / SCALE);
        boolean drawn = block == '█' || block == (upper ? '▀' : '▄');
        luminance[y * width + x] = (byte) (drawn == blocksAreDark ? 0 : 255);
      }
    }
    return new PlanarYUVLuminanceSource(
        Arrays.copyOf(luminance, luminance.length), width, height, 0, 0, width, height, false);
  }
}
