package org.busel.sdk.courses;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.busel.format.Chunk;
import org.busel.format.Language;
import org.busel.format.Manifest;
import org.busel.format.ModuleFile;

/// Which files a learner of certain languages needs: those of the languages, those of no language, and where a language
/// lacks something, the source language's in its place.
final class FilePlan {
  private FilePlan() {}

  static List<ModuleFile> files(Manifest manifest, Set<Language> languages) {
    Language source = manifest.about().sourceLanguage();
    List<ModuleFile> needed = new ArrayList<>();
    for (ModuleFile file : manifest.files()) {
      Optional<Language> language = file.role().language();
      boolean wanted =
          language.isEmpty()
              || languages.contains(language.get())
              || (language.get().equals(source)
                  && languages.stream().anyMatch(it -> lacks(manifest, file, it)));
      if (wanted) {
        needed.add(file);
      }
    }
    return needed;
  }

  static Set<Chunk> chunks(Manifest manifest, Set<Language> languages) {
    Set<Chunk> chunks = new LinkedHashSet<>();
    files(manifest, languages).forEach(file -> chunks.addAll(file.content().chunks()));
    return chunks;
  }

  private static boolean lacks(Manifest manifest, ModuleFile file, Language language) {
    return manifest.files().stream()
        .noneMatch(it ->
            it.role().language().equals(Optional.of(language))
                && it.role().kind().equals(file.role().kind())
                && it.role().item().equals(file.role().item()));
  }
}
