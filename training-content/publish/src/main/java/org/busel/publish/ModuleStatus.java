package org.busel.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.busel.author.BuildOutcome;
import org.busel.author.ModuleBuild;
import org.busel.author.Problem;
import org.busel.format.FileRole;
import org.busel.format.Language;
import org.busel.format.Manifest;
import org.busel.format.ModuleFile;
import org.busel.format.Signature;

/// How far a module has come: its text, its translations, its review, what was built and who has signed that.
public sealed interface ModuleStatus {
  /// The text can be built.
  ///
  /// @param manifest of the text as it is now
  /// @param warnings what [org.busel.author.ModuleCheck] says besides
  /// @param behind translations that are stale or missing
  /// @param build what stands in the folder of built modules, if anything does
  record Ready(
      Manifest manifest, List<Problem> warnings, List<Behind> behind, Optional<Build> build)
      implements ModuleStatus {
    public Ready {
      warnings = List.copyOf(warnings);
      behind = List.copyOf(behind);
    }
  }

  /// The text has errors.
  record NotYet(List<Problem> problems) implements ModuleStatus {
    public NotYet {
      problems = List.copyOf(problems);
    }
  }

  /// There is no such folder.
  record NoFolder() implements ModuleStatus {}

  /// A translation that is not up to date.
  ///
  /// @param version that it renders; 0 if there is no translation
  /// @param newest version of the source
  record Behind(Language language, String item, int version, int newest) {}

  /// A built module.
  ///
  /// @param same whether it is what the text would give now
  /// @param keys ids of those that have signed it
  record Build(int version, boolean same, List<String> keys) {
    public Build {
      keys = List.copyOf(keys);
    }
  }

  /// Looks at the text in `source` and at what was built from it in `built`.
  ///
  /// @param today decides whether the review counts
  /// @throws UncheckedIOException if the disk fails
  static ModuleStatus of(Path source, Path built, LocalDate today) {
    try {
      Path scratch = Files.createTempDirectory("busel-status");
      try {
        return switch (ModuleBuild.build(source, scratch.resolve("built"), today)) {
          case BuildOutcome.Built(Path _, Manifest manifest, List<Problem> warnings) ->
              new Ready(manifest, warnings, behind(manifest), build(manifest, built));
          case BuildOutcome.NotYet(List<Problem> problems) -> new NotYet(problems);
          case BuildOutcome.NoFolder _ -> new NoFolder();
          case BuildOutcome.NotOurs _ -> throw new IllegalStateException("a new folder is ours");
        };
      } finally {
        remove(scratch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot build a module aside", e);
    }
  }

  private static List<Behind> behind(Manifest manifest) {
    Language source = manifest.about().sourceLanguage();
    List<Behind> behind = new ArrayList<>();
    for (ModuleFile file : manifest.files()) {
      FileRole role = file.role();
      if (!role.language().equals(Optional.of(source))
          || role.heading().isEmpty()
          || role.variant().equals(FileRole.HTML)) {
        continue;
      }
      for (Language language : manifest.about().languages()) {
        int newest = role.heading().get().version();
        int version =
            manifest.files(role.kind(), language, role.variant()).stream()
                .filter(it -> it.role().item().equals(role.item()))
                .flatMap(it -> it.role().heading().stream())
                .mapToInt(FileRole.Heading::version)
                .findFirst()
                .orElse(0);
        if (version < newest) {
          behind.add(new Behind(language, role.item(), version, newest));
        }
      }
    }
    return behind;
  }

  private static Optional<Build> build(Manifest now, Path built) {
    if (!(BuiltModule.open(built) instanceof BuiltModule.Opening.Opened(BuiltModule module))
        || !module.manifest().module().equals(now.module())) {
      return Optional.empty();
    }
    return Optional.of(
        new Build(
            module.manifest().version(),
            Arrays.equals(module.bytes(), now.bytes()),
            module.role().stream()
                .flatMap(role -> role.envelope().signatures().stream())
                .map(Signature::by)
                .map(it -> it.hex())
                .toList()));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
