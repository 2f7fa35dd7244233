package org.busel.export;

import java.util.Arrays;
import java.util.Optional;

/// The formats that a module can leave in.
public enum ExportFormat {
  /// EPUB 3.3: lessons, quizzes with their answers at the end, checklist, pictures. For every reader.
  EPUB("epub", ".epub"),

  /// One HTML page without script or anything that is fetched: to print, or to pass on.
  HTML("html", ".html"),

  /// Common Cartridge 1.3: lessons as pages, quizzes in its own QTI 1.2.1. For Moodle, Canvas and others.
  CARTRIDGE("cartridge", ".imscc"),

  /// QTI 3.0: every question as an item, every quiz as a test.
  QTI("qti", ".zip"),

  /// GIFT: questions as text. For Moodle.
  GIFT("gift", ".gift.txt");

  private final String word;
  private final String ending;

  ExportFormat(String word, String ending) {
    this.word = word;
    this.ending = ending;
  }

  /// What is typed.
  public String word() {
    return word;
  }

  /// How a file's name ends, with the dot.
  public String ending() {
    return ending;
  }

  /// The format with that word.
  public static Optional<ExportFormat> of(String word) {
    return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
  }

  /// The module in this format.
  public Exported write(Booklet booklet) {
    return switch (this) {
      case EPUB -> new EpubExport(booklet).write();
      case HTML -> new HandoutExport(booklet).write();
      case CARTRIDGE -> new CartridgeExport(booklet).write();
      case QTI -> new QtiExport(booklet).write();
      case GIFT -> new GiftExport(booklet).write();
    };
  }
}
