package org.busel.cli.terminal;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.ArrayList;
import java.util.List;

/// A QR code as lines of text: two rows of squares to a line, with the quiet zone around it that cameras need.
///
/// With colours it is black on white whatever the terminal's own colours are. Without, the white squares are drawn,
/// for a terminal with a dark background; on a light one it is inside out, which most cameras read too.
public final class TerminalQr {
  /// White squares on each side, as the standard asks.
  private static final int QUIET = 4;

  private final ByteMatrix squares;

  private TerminalQr(ByteMatrix squares) {
    this.squares = squares;
  }

  /// The code of a text.
  ///
  /// @throws IllegalArgumentException if the text is longer than a QR code can hold, about 2,900 bytes
  public static TerminalQr of(String text) {
    try {
      // The lowest correction makes the smallest code; a screen has no scratches.
      return new TerminalQr(Encoder.encode(text, ErrorCorrectionLevel.L).getMatrix());
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code", e);
    }
  }

  /// Characters in each line.
  public int columns() {
    return squares.getWidth() + 2 * QUIET;
  }

  /// The code, line by line.
  ///
  /// @param colours whether the terminal shows colours
  public List<Span> lines(boolean colours) {
    List<Span> lines = new ArrayList<>();
    for (int y = -QUIET; y < squares.getHeight() + QUIET; y += 2) {
      StringBuilder line = new StringBuilder(columns());
      for (int x = -QUIET; x < squares.getWidth() + QUIET; x++) {
        line.append(block(dark(x, y) == colours, dark(x, y + 1) == colours));
      }
      lines.add(new Span(line.toString(), colours ? Style.INK : Style.PLAIN));
    }
    return lines;
  }

  private boolean dark(int x, int y) {
    return x >= 0
        && y >= 0
        && x < squares.getWidth()
        && y < squares.getHeight()
        && squares.get(x, y) == 1;
  }

  private static char block(boolean upper, boolean lower) {
    if (upper) {
      return lower ? '█' : '▀';
    }
    return lower ? '▄' : ' ';
  }
}
