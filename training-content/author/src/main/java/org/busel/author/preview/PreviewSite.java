package org.busel.author.preview;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.busel.author.BuildOutcome;
import org.busel.author.ModuleBuild;
import org.busel.author.Problem;
import org.busel.format.Chunk;
import org.busel.format.FileRole;
import org.busel.format.Language;
import org.busel.format.Manifest;
import org.busel.format.ModuleFile;
import org.busel.format.ModulePath;
import org.busel.format.Sha256;

/// A module's text as pages, built again whenever it has changed. Safe for many threads.
final class PreviewSite implements AutoCloseable {
  private static final int MOST_FILES = 5_000;

  private final Path folder;
  private final Path built;
  private final Clock clock;
  private String stampOfBuild = ""; // guarded by this, as is what follows
  private BuildOutcome outcome = new BuildOutcome.NoFolder();

  PreviewSite(Path folder, Clock clock) throws IOException {
    this.folder = folder;
    this.built = Files.createTempDirectory("busel-preview");
    this.clock = clock;
  }

  /// Changes whenever a file of the module does.
  String stamp() {
    StringBuilder seen = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder, 3)) {
      for (Path file : files.sorted().limit(MOST_FILES).toList()) {
        BasicFileAttributes is =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (is.isRegularFile()) {
          seen.append(file).append(' ').append(is.size()).append(' ');
          seen.append(is.lastModifiedTime().toMillis()).append('\n');
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // An editor was just putting a file in another's place; the next glance sees it.
      seen.append("unsettled");
    }
    return Sha256.of(seen.toString().getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32);
  }

  synchronized PreviewPage page(String path) {
    switch (path) {
      case "/style.css" -> {
        return resource("style.css", "text/css; charset=utf-8");
      }
      case "/reload.js" -> {
        return resource("reload.js", "text/javascript; charset=utf-8");
      }
      default -> {}
    }
    String stamp = stamp();
    if (!stamp.equals(stampOfBuild)) {
      stampOfBuild = stamp;
      outcome =
          ModuleBuild.build(
              folder, built, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }
    return switch (outcome) {
      case BuildOutcome.Built(Path _, Manifest manifest, List<Problem> warnings) ->
          path.equals("/") ? contents(manifest, warnings) : file(manifest, path.substring(1));
      case BuildOutcome.NotYet(List<Problem> problems) -> wrong(PreviewPage.problems(problems));
      case BuildOutcome.NoFolder _ -> wrong("<p>There is no such folder.</p>");
      case BuildOutcome.NotOurs _ -> wrong("<p>The preview's own folder was changed.</p>");
    };
  }

  private PreviewPage wrong(String what) {
    return PreviewPage.html(
        new Language("en"), "not yet", "<h1>Not yet</h1>" + what, stampOfBuild);
  }

  private PreviewPage contents(Manifest manifest, List<Problem> warnings) {
    StringBuilder html = new StringBuilder();
    for (Language language : manifest.about().languages()) {
      html.append("<section lang=\"").append(language).append("\"><h1>");
      html.append(PreviewPage.escaped(manifest.about().textsIn(language).title()));
      html.append("</h1><ol>");
      for (ModuleFile file : manifest.files()) {
        FileRole role = file.role();
        if (role.language().equals(Optional.of(language))
            && role.heading().isPresent()
            && !role.variant().equals(FileRole.TEXT)) {
          html.append("<li><a href=\"/").append(file.path()).append("\">");
          html.append(PreviewPage.escaped(role.heading().get().title()));
          html.append("</a> <small>").append(role.kind());
          html.append(role.heading().get().stale() ? ", stale translation" : "");
          html.append("</small></li>");
        }
      }
      html.append("</ol></section>");
    }
    return PreviewPage.html(
        manifest.about().sourceLanguage(),
        manifest.module().text(),
        PreviewPage.problems(warnings) + html,
        stampOfBuild);
  }

  private PreviewPage file(Manifest manifest, String path) {
    Optional<ModuleFile> file = ModulePath.parse(path).flatMap(manifest::file);
    if (file.isEmpty()) {
      return PreviewPage.text(404, "the module has no such page");
    }
    FileRole role = file.get().role();
    byte[] bytes = bytes(file.get());
    if (role.kind().equals(FileRole.MEDIA)) {
      return new PreviewPage(200, file.get().content().mediaType(), bytes);
    }
    Language language = role.language().orElse(manifest.about().sourceLanguage());
    String title = role.heading().map(FileRole.Heading::title).orElse(path);
    String text = new String(bytes, StandardCharsets.UTF_8);
    String content =
        role.variant().equals(FileRole.HTML) ? text : ItemPage.html(role.kind(), bytes, text);
    return PreviewPage.html(
        language,
        title,
        "<article lang=\"" + language + "\"><h1>" + PreviewPage.escaped(title) + "</h1>"
            + content + "</article>",
        stampOfBuild);
  }

  private byte[] bytes(ModuleFile file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      for (Chunk chunk : file.content().chunks()) {
        out.writeBytes(
            Files.readAllBytes(built.resolve(ModuleBuild.CHUNKS).resolve(chunk.id().hex())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what was built for the preview", e);
    }
    return out.toByteArray();
  }

  private static PreviewPage resource(String name, String type) {
    try (InputStream in = PreviewSite.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      return new PreviewPage(200, type, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a part of the program", e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(built)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove what was built for the preview", e);
    }
  }
}
