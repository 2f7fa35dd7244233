package org.busel.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "прывітанне, Ўладзімір: заўтра а 9-й",
        "l’été, ñandú, ß, 漢字, שלום, سلام",
        "می‌خواهم",
        "👩‍💻 ☎️ 🇧🇾"
      })
  void ordinaryWritingIsLeftAsItIs(String text) {
    assertThat(SafeText.oneLine(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "clear the screen, '\033[2J\033[H', ␛[2J␛[H",
    "set the window title, '\033]0;owned\007', ␛]0;owned␇",
    "answer for the owner, '\033[6n\033[c', ␛[6n␛[c",
    "eight-bit control sequence introducer, '\u009b2J', <U+009B>2J",
    "overwrite by backspace, 'a\b\b\bz', a␈␈␈z",
    "overwrite by carriage return, 'a\rz', a␍z",
    "delete, '\u007f', ␡",
    "null, 'a\u0000z', a␀z",
    "right-to-left override, 'cod.\u202etxt', cod.<U+202E>txt",
    "isolates, '\u2066\u2067\u2069', <U+2066><U+2067><U+2069>",
    "left-to-right mark, 'a\u200ez', a<U+200E>z",
    "zero width space, 'a\u200bz', a<U+200B>z",
    "byte order mark, '\ufeffa', <U+FEFF>a",
    "line separator, 'a\u2028z', a<U+2028>z",
    "half of a surrogate pair, 'a\ud800z', a<U+D800>z",
    "tag letters, '\udb40\udc41', <U+E0041>"
  })
  void whatATerminalMightObeyIsShown(String attack, String text, String shown) {
    assertThat(SafeText.oneLine(text)).as(attack).isEqualTo(shown);
  }

  @Test
  void aNameCannotBreakTheLine() {
    assertThat(SafeText.oneLine("hanna\nbusel: error: pay")).isEqualTo("hanna␊busel: error: pay");
  }

  @Test
  void aMessageKeepsItsLinesAndBlanks() {
    assertThat(SafeText.lines("one\r\n\ttwo\n\nfour\033[0m"))
        .containsExactly("one", "    two", "", "four␛[0m");
  }

  @Test
  void aLoneCarriageReturnDoesNotBreakALine() {
    assertThat(SafeText.lines("paid: no\rpaid: yes")).containsExactly("paid: no␍paid: yes");
  }
}
