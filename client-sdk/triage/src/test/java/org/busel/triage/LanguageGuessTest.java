package org.busel.triage;

import static org.assertj.core.api.Assertions.assertThat;

import org.busel.triage.model.Language;
import org.busel.triage.text.Passage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageGuessTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BELARUSIAN|Сёння ў Мінску прайшла сустрэча журналістаў з чытачамі газеты",
        "RUSSIAN|Сегодня в Минске прошла встреча журналистов с читателями газеты",
        "UKRAINIAN|Сьогодні в Києві відбулася зустріч журналістів із читачами газети",
        "ENGLISH|The meeting of the journalists and the readers was held in the city today",
        "POLISH|Dziś w Warszawie odbyło się spotkanie dziennikarzy z czytelnikami gazety"
            + " świętującej",
        "UNKNOWN|12345 67890 !!! ???",
        "UNKNOWN|اجتمع الصحفيون اليوم مع القراء في المدينة القديمة"
      })
  void eachLanguageIsToldByItsLetters(Language language, String text) {
    assertThat(LanguageGuess.of(Passage.of(text))).isEqualTo(language);
  }
}
