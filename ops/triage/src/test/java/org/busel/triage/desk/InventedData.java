package org.busel.triage.desk;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/// A data folder of the shape that the datasheet describes, with invented texts: those called manipulative shout.
final class InventedData {
  private static final String LOUD = "подлые предатели уничтожают великую страну кровавый позор";
  private static final String CALM = "заседание комитета ремонт дороги библиотека сообщила данные";
  private static final String LETTERS = "ыэё";

  private final Random random = new Random(4);
  private final Path folder;

  private InventedData(Path folder) {
    this.folder = folder;
  }

  static void write(Path folder, int posts) throws IOException {
    var data = new InventedData(folder);
    for (String part : List.of("train", "dev")) {
      List<String> both = new ArrayList<>();
      List<String> be = new ArrayList<>();
      for (int i = 0; i < posts; i++) {
        boolean loud = i % 3 != 0;
        both.add(data.post(part + i, i % 2 == 0 ? "ru" : "uk", loud));
        be.add(data.post(part + "be" + i, "be", loud));
      }
      data.file("unlp2025_manipulation_" + part, both);
      data.file("unlp2025_ru_to_be_apertium_" + part, be);
      List<String> articles = new ArrayList<>();
      for (int i = 0; i < posts; i++) articles.add(data.article(part + i, i % 2 == 0));
      data.file("hyperpartisan_byarticle_" + part, articles);
    }
    List<String> news = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      for (String language : List.of("ru", "uk", "be", "en")) news.add(data.news(i, language));
    }
    data.file("ntrex_journalism_train", news);
    List<String> snippets = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      snippets.add(
          "{\"id\":\"udbe-telegraf-"
              + i
              + "\",\"lang\":\"be\",\"genre\":\"news\",\"text\":\""
              + data.words("be", CALM, 12)
              + ".\"}");
    }
    data.file("ud_be_unlabelled_train", snippets);
    Files.createDirectories(folder.resolve("optional_agpl"));
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < posts; i++) {
      sentences.add(
          "{\"id\":\"s"
              + i
              + "\",\"lang\":\"en\",\"outlet\":\"Somebody\",\"biased\":"
              + (i % 2 == 0)
              + ",\"text\":\""
              + data.english(i % 2 == 0, 12)
              + "\"}");
    }
    data.file("optional_agpl/babe_sg2_train", sentences);
  }

  private String post(String id, String language, boolean loud) {
    String text = "😀 " + words(language, loud ? LOUD : CALM, 24) + (loud ? "!" : ".");
    // Offsets are code points: the emoji counts once.
    String spans = loud ? "[[2,40]]" : "[]";
    return "{\"id\":\""
        + id
        + "\",\"lang\":\""
        + language
        + "\",\"group\":\"g"
        + id
        + "\",\"manipulative\":"
        + loud
        + ",\"techniques\":"
        + (loud ? "[\"loaded_language\"]" : "[]")
        + ",\"spans\":"
        + spans
        + ",\"boilerplate\":[],\"text\":\""
        + text
        + "\"}";
  }

  private String article(String id, boolean loud) {
    return "{\"id\":\"a"
        + id
        + "\",\"lang\":\"en\",\"publisher\":\"p"
        + id
        + "\",\"hyperpartisan\":"
        + loud
        + ",\"title\":\"The news of the day\",\"text\":\""
        + english(loud, 40)
        + "\"}";
  }

  private String news(int number, String language) {
    String text = language.equals("en") ? english(false, 60) : words(language, CALM, 80) + ".";
    return "{\"id\":\"n"
        + number
        + language
        + "\",\"lang\":\""
        + language
        + "\",\"doc\":\"d"
        + number
        + "\",\"label\":\"journalism\",\"text\":\""
        + text
        + "\"}";
  }

  private String english(boolean loud, int count) {
    String[] own =
        (loud ? "disgusting traitors destroy shameful" : "committee budget report meeting")
            .split(" ", -1);
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i % 2 == 0 ? "the " : "of ").append(own[random.nextInt(own.length)]).append(' ');
    }
    return text.toString().strip() + ".";
  }

  private String words(String language, String own, int count) {
    String[] words = own.split(" ", -1);
    String letters =
        switch (language) {
          case "uk" -> "їєі";
          case "be" -> "ўыі";
          default -> LETTERS;
        };
    var text = new StringBuilder("Слово");
    for (int i = 0; i < count; i++) {
      text.append(' ').append(words[random.nextInt(words.length)]);
      text.append(' ').append("ра").append(letters.charAt(random.nextInt(3)));
      text.append((char) ('а' + random.nextInt(6))).append((char) ('а' + random.nextInt(6)));
    }
    return text.toString();
  }

  private void file(String name, List<String> lines) throws IOException {
    try (var out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(folder.resolve(name + ".jsonl.gz"))),
            StandardCharsets.UTF_8)) {
      for (String line : lines) out.write(line + "\n");
    }
  }
}
