package org.busel.triage.desk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// Reads the data folder that its datasheet describes. The parts that were split for development are joined again:
/// folds are made by group, not by file.
final class Corpus {
  private static final JsonFactory JSON = new JsonFactory();

  private Corpus() {}

  /// Every text of the folder, in the order of the files.
  static List<Item> read(Path folder) {
    var items = new ArrayList<Item>();
    for (String part : List.of("train", "dev")) {
      read(folder, "unlp2025_manipulation_" + part, Item.Origin.POST, items);
    }
    for (String part : List.of("train", "dev")) {
      read(folder, "unlp2025_ru_to_be_apertium_" + part, Item.Origin.TRANSLATED_POST, items);
    }
    read(folder, "ntrex_journalism_train", Item.Origin.NEWS, items);
    read(folder, "ud_be_unlabelled_train", Item.Origin.SNIPPET, items);
    for (String part : List.of("train", "dev")) {
      read(folder, "hyperpartisan_byarticle_" + part, Item.Origin.ARTICLE, items);
    }
    read(folder, "optional_agpl/babe_sg2_train", Item.Origin.SENTENCE, items);
    return items;
  }

  /// The texts of a file that is no part of the folder, one JSON object a line.
  static List<Item> lines(Path file) {
    try (var lines = Files.lines(file)) {
      var items = new ArrayList<Item>();
      for (String line : (Iterable<String>) lines::iterator) {
        if (!line.isBlank()) items.add(item(line, Item.Origin.NEWS));
      }
      return items;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file.getFileName(), e);
    }
  }

  private static void read(Path folder, String name, Item.Origin origin, List<Item> items) {
    Path file = folder.resolve(name + ".jsonl.gz");
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        items.add(item(line, origin));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file.getFileName(), e);
    }
  }

  private static Item item(String line, Item.Origin origin) throws IOException {
    String id = "";
    String language = "";
    String text = "";
    String title = "";
    String group = "";
    boolean manipulative = false;
    Set<String> techniques = new HashSet<>();
    List<int[]> spans = new ArrayList<>();
    List<int[]> ignored = new ArrayList<>();
    String genre = "";
    try (JsonParser json = JSON.createParser(line)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        switch (field) {
          case "id" -> id = json.getText();
          case "lang" -> language = json.getText();
          case "text" -> text = json.getText();
          case "title" -> title = json.getText();
          case "genre" -> genre = json.getText();
          case "group", "publisher", "doc", "outlet" -> group = json.getText();
          case "manipulative", "hyperpartisan", "biased" ->
              manipulative = value == JsonToken.VALUE_TRUE;
          case "techniques" -> {
            while (json.nextToken() != JsonToken.END_ARRAY)
              techniques.add(json.getText().toLowerCase(Locale.ROOT));
          }
          case "spans" -> pairs(json, spans);
          case "boilerplate" -> pairs(json, ignored);
          default -> json.skipChildren();
        }
      }
    }
    if (group.isEmpty()) group = genre;
    return new Item(
        id,
        origin,
        language.startsWith("be") ? "be" : language,
        title.isEmpty() ? text : title + "\n\n" + text,
        manipulative,
        techniques,
        utf16(text, spans),
        utf16(text, ignored),
        group);
  }

  private static void pairs(JsonParser json, List<int[]> out) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      json.nextToken();
      int start = json.getIntValue();
      json.nextToken();
      int end = json.getIntValue();
      json.nextToken();
      out.add(new int[] {start, end});
    }
  }

  /// The data counts code points; Java counts UTF-16 units.
  private static List<int[]> utf16(String text, List<int[]> spans) {
    if (spans.isEmpty()) return spans;
    int length = text.codePointCount(0, text.length());
    var out = new ArrayList<int[]>();
    for (int[] span : spans) {
      int start = text.offsetByCodePoints(0, Math.min(span[0], length));
      int end = text.offsetByCodePoints(0, Math.min(span[1], length));
      out.add(new int[] {start, end});
    }
    return out;
  }
}
