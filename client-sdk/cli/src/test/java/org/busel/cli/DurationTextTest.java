package org.busel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({"45s, PT45S", "90m, PT90M", "12h, PT12H", "7d, P7D", "2w, P14D", "0s, PT0S"})
  void lengthsOfTimeAreReadAsPeopleTypeThem(String text, Duration meant) {
    assertThat(new DurationText().convert(text)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "7", "d", "-7d", "7 d", "7D", "1h30m", "1e3s", "99999999999999w", "٣d"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> new DurationText().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("\"" + text + "\" is not a length of time");
  }
}
