package org.busel.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.busel.author.BuildOutcome;
import org.busel.author.ModuleBuild;
import org.busel.author.Problem;
import org.busel.load.LoadException;
import picocli.CommandLine.Command;

/// W6: what a changed paragraph costs those who have the rest. One of the modules of this checkout is given pictures of
/// 20 MB, built, changed by one sentence in one lesson, and built again. A learner who has the first fetches the manifest and the
/// chunks that are new.
@Command(
    name = "W6",
    description = {
      "A module of 20 MB of which one paragraph has changed.",
      "The last line: the bytes that a learner fetches who has the one before, and the time that"
          + " building it takes."
    },
    mixinStandardHelpOptions = true)
final class Publishing implements Runnable {
  private static final String MODULE = "training-content/courses/right-to-a-fair-trial";
  private static final int PICTURES = 10;
  private static final int PICTURE_BYTES = 2_000_000;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final String SENTENCE = " Ask for a copy of the record on the same day.";

  private Publishing() {}

  @Override
  public void run() {
    System.out.println(Machine.line());
    try (Scratch scratch = Scratch.make()) {
      Path source = scratch.part("source").resolve(Path.of(MODULE).getFileName());
      copy(Machine.checkout().resolve(MODULE), source);
      addPictures(source.resolve("media"), firstLesson(source.resolve("en")));
      Path before = build(source, scratch.part("before"));
      Set<String> had = new HashSet<>(names(before));
      edit(firstLesson(source.resolve("en")), paragraph -> paragraph + SENTENCE);
      long cpu = StoreLoad.cpuMicros();
      long begin = System.nanoTime();
      Path after = build(source, scratch.part("after"));
      double millis = (System.nanoTime() - begin) / 1e6;
      cpu = StoreLoad.cpuMicros() - cpu;
      long manifest = Files.size(after.resolve(ModuleBuild.MANIFEST));
      long fetched = manifest;
      long all = manifest;
      int chunks = 0;
      for (String name : names(after)) {
        long bytes = Files.size(after.resolve(ModuleBuild.CHUNKS).resolve(name));
        all += bytes;
        if (!had.contains(name)) {
          fetched += bytes;
          chunks++;
        }
      }
      System.out.printf(
          "module of %.1f MB | manifest %d bytes | %d new chunks | built in %.0f ms, %d ms of"
              + " processor time%n",
          all / 1e6, manifest, chunks, millis, cpu / 1_000);
      System.out.printf("W6 %d bytes of %d, %.0f ms%n", fetched, all, millis);
    } catch (IOException failed) {
      throw new UncheckedIOException("the module could not be written", failed);
    }
  }

  private static Path build(Path source, Path out) {
    return switch (ModuleBuild.build(source, out)) {
      case BuildOutcome.Built built -> built.folder();
      case BuildOutcome.NotYet(var problems) ->
          throw new LoadException(
              "the module is not fit to be built: "
                  + problems.stream().filter(problem -> problem.severity() == Problem.Severity.ERROR).findFirst().orElseThrow().text());
      case BuildOutcome.NoFolder _, BuildOutcome.NotOurs _ ->
          throw new LoadException("the module cannot be built there");
    };
  }

  private static List<String> names(Path built) throws IOException {
    try (Stream<Path> chunks = Files.list(built.resolve(ModuleBuild.CHUNKS))) {
      return chunks.map(chunk -> chunk.getFileName().toString()).toList();
    }
  }

  /// Puts pictures into the module, and behind the longest paragraph of a lesson, so that they are used.
  private static void addPictures(Path media, Path lesson) throws IOException {
    Files.createDirectories(media);
    SplittableRandom random = new SplittableRandom(6);
    StringBuilder used = new StringBuilder();
    for (int i = 0; i < PICTURES; i++) {
      byte[] picture = new byte[PICTURE_BYTES];
      random.nextBytes(picture);
      System.arraycopy(PNG, 0, picture, 0, PNG.length);
      Files.write(media.resolve("picture-" + i + ".png"), picture);
      used.append("\n![noise, number ").append(i).append("](../media/picture-");
      used.append(i).append(".png)\n");
    }
    edit(lesson, paragraph -> paragraph + "\n" + used);
  }

  private static Path firstLesson(Path language) throws IOException {
    try (Stream<Path> files = Files.list(language)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("lesson-"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  /// Changes the last line of the longest paragraph that stands by itself.
  private static void edit(Path lesson, UnaryOperator<String> change) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(lesson, StandardCharsets.UTF_8));
    int longest = -1;
    for (int i = 1; i < lines.size() - 1; i++) {
      boolean isPlain = Character.isUpperCase(lines.get(i).isEmpty() ? ' ' : lines.get(i).charAt(0));
      boolean standsAlone = lines.get(i - 1).isBlank() && lines.get(i + 1).isBlank();
      if (isPlain
          && standsAlone
          && (longest < 0 || lines.get(i).length() > lines.get(longest).length())) {
        longest = i;
      }
    }
    if (longest < 0) {
      throw new LoadException("the lesson has no paragraph of one line");
    }
    lines.set(longest, change.apply(lines.get(longest)));
    Files.write(lesson, lines);
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(from)) {
      all = files.toList();
    }
    for (Path file : all) {
      Path copied = to.resolve(from.relativize(file));
      if (Files.isDirectory(file)) {
        Files.createDirectories(copied);
      } else {
        Files.copy(file, copied);
      }
    }
  }
}
