package org.busel.export;

import org.busel.format.Language;

/// The few words that an export adds to what the authors wrote, in the module's language if we know it, else in English.
record Labels(
    String contents,
    String objectives,
    String warnings,
    String help,
    String answers,
    String right,
    String about,
    String leaves) {
  private static final Labels ENGLISH =
      new Labels(
          "Contents",
          "What you can do afterwards",
          "What may distress you",
          "Where to find help",
          "Answers",
          "right",
          "About this copy",
          "A copy for other systems. It carries no signature: whether it is genuine and current, only the module in Busel"
              + " shows.");
  private static final Labels BELARUSIAN =
      new Labels(
          "Змест",
          "Што вы зможаце пасля",
          "Што можа ўзрушыць",
          "Дзе знайсці дапамогу",
          "Адказы",
          "правільна",
          "Пра гэтую копію",
          "Копія для іншых сістэм. Подпісу на ёй няма: ці яна сапраўдная і свежая, паказвае толькі модуль у Busel.");
  private static final Labels RUSSIAN =
      new Labels(
          "Содержание",
          "Что вы сможете после",
          "Что может встревожить",
          "Где найти помощь",
          "Ответы",
          "правильно",
          "Об этой копии",
          "Копия для других систем. Подписи на ней нет: подлинная ли она и свежая ли, показывает только модуль в Busel.");

  static Labels in(Language language) {
    return switch (language.code()) {
      case "be" -> BELARUSIAN;
      case "ru" -> RUSSIAN;
      default -> ENGLISH;
    };
  }
}
