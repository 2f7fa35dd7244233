package org.busel.sdk.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names that strangers chose, and what becomes of them.
class FileNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "фота з плошчы.jpg|фота з плошчы.jpg",
        "../../etc/passwd|etc_passwd",
        "..\\..\\Windows\\evil.dll|Windows_evil.dll",
        "/etc/shadow|etc_shadow",
        "C:\\autoexec.bat|C__autoexec.bat",
        ".bashrc|bashrc",
        "-rf|rf",
        "~root|root",
        "photo.jpg          .exe|photo.jpg .exe",
        "name. . .|name",
        "con|file con",
        "NUL.txt|file NUL.txt",
        "com1 .tar.gz|file com1 .tar.gz",
        "lpt9|file lpt9",
        "a:b*c?d\"e<f>g|a_b_c_d_e_f_g",
        "a/b|a_b",
        "....|file",
        "|file"
      })
  void aSuggestedNameBecomesASafeOne(String suggested, String safe) {
    assertThat(FileNames.safe(suggested == null ? "" : suggested)).isEqualTo(safe);
  }

  @Test
  void nothingInANameTurnsTheDirectionOrHides() {
    assertThat(FileNames.safe("invoice_\u202Egpj.exe")).isEqualTo("invoice_gpj.exe");
    assertThat(FileNames.safe("a\u200Bb\u2066c\u0000d\u001B[2Je\nf\u2028g\uFEFF"))
        .isEqualTo("abcd[2Jefg");
    assertThat(FileNames.safe("\uD800\uDC00\uDFFF")).doesNotContain("\uDFFF");
    assertThat(FileNames.isProgram(FileNames.safe("photo.jpg\u00A0\u2003 .EXE"))).isTrue();
    assertThat(FileNames.isProgram("photo.jpg")).isFalse();
  }

  @Test
  void aLongNameKeepsItsExtension() {
    String safe = FileNames.safe("я".repeat(500) + ".docx");

    assertThat(safe.getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(FileNames.MOST_BYTES);
    assertThat(safe).endsWith("я.docx");
    assertThat(FileNames.numbered("photo.tar.gz", 2)).isEqualTo("photo.tar (2).gz");
    assertThat(FileNames.numbered("notes", 3)).isEqualTo("notes (3)");
  }

  @Test
  void whateverIsSuggestedTheNameStaysInItsFolderAndIsStable() {
    Random random = new Random(47);
    String letters = "../\\:~- con.CON\u202E\u0000\u200Fя😀e\u0301\uD83D*|<>.exe";
    Path folder = Path.of("/somewhere");
    for (int i = 0; i < 20_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        name.append(letters.charAt(random.nextInt(letters.length())));
      }

      String safe = FileNames.safe(name.toString());

      assertThat(safe).isNotEmpty().isEqualTo(FileNames.safe(safe));
      assertThat(folder.resolve(safe).normalize().getParent()).isEqualTo(folder);
      assertThat(safe).doesNotStartWith(".").doesNotStartWith("-");
    }
  }
}
