package org.busel.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "СУСТРЭЧА | сустрэча ў дзевяць",
        "сустрэчы | Заўтра сустрэча",
        "интервью | взял интервью у него",
        "інтэрв'ю | новае інтэрв’ю гатовае",
        "інтэрвʼю | новае інтэрв'ю гатовае",
        "ещё | еще раз",
        "еще | ещё раз",
        "ў | у горадзе",
        "журналистами | задержан журналист",
        "журналістаў | журналісты на волі",
        "вокзале | встретимся на вокзал",
        "meetings | the Meeting is moved",
        "recorded | record it",
        "recorder | a recorder",
        "записи диктофона | на диктофоне есть запись",
        "45 | каля 45 чалавек"
      })
  void aWordIsFoundWhateverItsCaseSpellingAndEnding(String query, String text) {
    assertThat(SearchWords.of(query).isIn(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "вокзал | сустрэча ў дзевяць",
        "meeting tomorrow | the meeting is today",
        "кот | скот",
        "44 | каля 45 чалавек"
      })
  void aTextWithoutTheWordsIsNotFound(String query, String text) {
    assertThat(SearchWords.of(query).isIn(text)).isFalse();
  }

  @Test
  void nothingIsLookedForWhereThereAreNoWords() {
    assertThat(SearchWords.of(" ?! ").isEmpty()).isTrue();
  }
}
