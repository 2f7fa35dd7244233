package org.busel.publish;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.busel.format.Chunk;
import org.busel.format.FileAssembly;
import org.busel.format.FileRole;
import org.busel.format.Language;
import org.busel.format.Manifest;
import org.busel.format.ModuleFile;
import org.busel.format.Support;
import org.busel.format.Texts;

/// Everything in a module that a person can read, as lines, by page: what a reviewer compares.
///
/// @param version of the module
/// @param pages lines by the page's name; files that are not text stand as their hash
public record ModulePages(int version, SortedMap<String, List<String>> pages) {
  /// The page about the module as a whole.
  public static final String ABOUT = "module";

  public ModulePages {
    pages = new TreeMap<>(pages);
  }

  /// The pages of a module whose chunks `store` has; what it has not stands as its hash.
  public static ModulePages of(Manifest manifest, Function<Chunk, Optional<byte[]>> store) {
    SortedMap<String, List<String>> pages = new TreeMap<>();
    pages.put(ABOUT, about(manifest));
    for (ModuleFile file : manifest.files()) {
      FileRole role = file.role();
      // The HTML of a lesson says the same as its text.
      if (!role.variant().equals(FileRole.HTML)) {
        pages.put(file.path().toString(), lines(file, store));
      }
    }
    return new ModulePages(manifest.version(), pages);
  }

  private static List<String> lines(
      ModuleFile file, Function<Chunk, Optional<byte[]>> store) {
    List<String> lines = new ArrayList<>();
    file.role().heading().ifPresent(it -> {
      lines.add("title: " + it.title());
      lines.add("minutes: " + it.minutes());
    });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean media = file.role().kind().equals(FileRole.MEDIA);
    if (media
        || !(FileAssembly.assemble(file.content(), store, out::writeBytes)
            instanceof FileAssembly.Whole)) {
      lines.add(file.content().length() + " bytes, " + file.content().sha256());
      return lines;
    }
    String text = out.toString(StandardCharsets.UTF_8);
    // Documents have no line ends; a comma between members is where a person would put one.
    boolean document = file.content().mediaType().equals("application/json");
    lines.addAll(
        document ? List.of(text.replace("},{", "},\n{").replace(",\"", ",\n\"").split("\n", -1))
            : text.lines().toList());
    return lines;
  }

  private static List<String> about(Manifest manifest) {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<Language, Texts> entry :
        new TreeMap<>(manifest.about().texts()).entrySet()) {
      String language = entry.getKey() + ": ";
      Texts texts = entry.getValue();
      lines.add(language + "title: " + texts.title());
      texts.summary().ifPresent(it -> lines.add(language + "summary: " + it));
      texts.objectives().forEach(it -> lines.add(language + "objective: " + it));
      texts.contentWarnings().forEach(it -> lines.add(language + "warning: " + it));
    }
    lines.add("risk: " + manifest.review().risk());
    lines.add("reviewed until: " + manifest.review().until());
    lines.add("authors: " + String.join(", ", manifest.review().authors()));
    lines.add("reviewers: " + String.join(", ", manifest.review().reviewers()));
    for (Support support : manifest.about().support()) {
      lines.add("support: " + support.name() + ", " + support.contact());
    }
    return lines;
  }
}
