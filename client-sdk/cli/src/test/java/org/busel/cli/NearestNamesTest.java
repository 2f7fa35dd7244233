package org.busel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNamesTest {
  private static final List<String> NAMES =
      List.of("hanna", "hanna from the desk", "ihar", "редактар", "Zmicier");

  @ParameterizedTest
  @CsvSource({
    "hana, hanna",
    "ahnna, hanna",
    "Hanna, hanna;hanna from the desk",
    "han, hanna;hanna from the desk",
    "ihr, ihar",
    "рэдактар, редактар",
    "zmitser, Zmicier"
  })
  void aSlipOfTheFingerFindsTheName(String typed, String found) {
    assertThat(NearestNames.of(typed, NAMES)).containsExactly(found.split(";", -1));
  }

  @ParameterizedTest
  @CsvSource({"pavel", "x", "''", "hanna from nowhere"})
  void aStrangerFindsNobody(String typed) {
    assertThat(NearestNames.of(typed, NAMES)).isEmpty();
  }

  @Test
  void atMostThreeAreSuggested() {
    List<String> many = List.of("name2", "name3", "name4", "name5", "name6");

    assertThat(NearestNames.of("name1", many)).containsExactly("name2", "name3", "name4");
  }
}
