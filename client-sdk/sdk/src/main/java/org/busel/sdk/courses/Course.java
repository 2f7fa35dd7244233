package org.busel.sdk.courses;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.busel.format.Checklist;
import org.busel.format.Chunk;
import org.busel.format.FileAssembly;
import org.busel.format.FileRole;
import org.busel.format.Language;
import org.busel.format.Manifest;
import org.busel.format.ModuleFile;
import org.busel.format.ModulePath;
import org.busel.format.Quiz;

/// A module on the device: readable with no network, every page checked against what was signed when it is opened.
///
/// Stays readable until a newer version has been fetched in its place; then pages are [PageOutcome.NotHere] and the
/// module is opened again. Safe for many threads.
public final class Course {
  private final Manifest manifest;
  private final Set<Language> languages;
  private final Badge badge;
  private final CourseStore store;

  Course(Manifest manifest, Set<Language> languages, Badge badge, CourseStore store) {
    this.manifest = manifest;
    this.languages = Set.copyOf(languages);
    this.badge = badge;
    this.store = store;
  }

  /// What its authors say about it, and its files.
  public Manifest manifest() {
    return manifest;
  }

  /// Whether to rely on it.
  public Badge badge() {
    return badge;
  }

  /// The languages that are on this device, in the manifest's order.
  public List<Language> languages() {
    return manifest.about().languages().stream().filter(languages::contains).toList();
  }

  /// All lessons in order, in `language` where there is a translation, else in the source language.
  public List<Lesson> lessons(Language language) {
    return items(FileRole.LESSON, language);
  }

  /// All quizzes in order, likewise.
  public List<Lesson> quizzes(Language language) {
    return items(FileRole.QUIZ, language);
  }

  /// The checklist, likewise.
  public Optional<Lesson> checklist(Language language) {
    return items(FileRole.CHECKLIST, language).stream().findFirst();
  }

  /// A lesson as plain text: no markup and no control character but the line feed.
  public PageOutcome<String> text(Lesson lesson) {
    return map(page(FileRole.LESSON, lesson, FileRole.TEXT), Course::plainText);
  }

  /// A lesson as a fragment of safe HTML: FORMAT.md, "Lessons", says what may stand in it.
  public PageOutcome<String> html(Lesson lesson) {
    return map(page(FileRole.LESSON, lesson, FileRole.HTML), Course::plainText);
  }

  /// A quiz.
  public PageOutcome<Quiz> quiz(Lesson quiz) {
    PageOutcome<byte[]> page = page(FileRole.QUIZ, quiz, FileRole.DATA);
    if (page instanceof PageOutcome.Page<byte[]> there
        && !(Quiz.read(there.content()) instanceof Quiz.Reading.Read)) {
      return new PageOutcome.NeedsNewerApp<>();
    }
    return map(page, bytes -> ((Quiz.Reading.Read) Quiz.read(bytes)).quiz());
  }

  /// A checklist.
  public PageOutcome<Checklist> checklist(Lesson checklist) {
    PageOutcome<byte[]> page = page(FileRole.CHECKLIST, checklist, FileRole.DATA);
    if (page instanceof PageOutcome.Page<byte[]> there
        && !(Checklist.read(there.content()) instanceof Checklist.Reading.Read)) {
      return new PageOutcome.NeedsNewerApp<>();
    }
    return map(page, bytes -> ((Checklist.Reading.Read) Checklist.read(bytes)).checklist());
  }

  /// A picture, sound or film that a lesson names.
  public PageOutcome<byte[]> media(ModulePath path) {
    return manifest
        .file(path)
        .filter(file -> file.role().kind().equals(FileRole.MEDIA))
        .map(this::bytes)
        .orElseGet(PageOutcome.NotHere::new);
  }

  private List<Lesson> items(String kind, Language language) {
    Map<String, Lesson> byItem = new TreeMap<>();
    Language source = manifest.about().sourceLanguage();
    for (ModuleFile file : manifest.files()) {
      FileRole role = file.role();
      if (!role.kind().equals(kind) || role.language().isEmpty() || role.heading().isEmpty()) {
        continue;
      }
      Language actual = role.language().get();
      Lesson lesson =
          new Lesson(role.item(), role.heading().get(), actual, !actual.equals(language));
      if (actual.equals(language)) {
        byItem.put(role.item(), lesson);
      } else if (actual.equals(source)) {
        Lesson unused = byItem.putIfAbsent(role.item(), lesson);
      }
    }
    return new ArrayList<>(byItem.values());
  }

  private PageOutcome<byte[]> page(String kind, Lesson lesson, String variant) {
    return manifest.files(kind, lesson.language(), variant).stream()
        .filter(file -> file.role().item().equals(lesson.item()))
        .findFirst()
        .map(this::bytes)
        .orElseGet(PageOutcome.NotHere::new);
  }

  private PageOutcome<byte[]> bytes(ModuleFile file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FileAssembly assembly =
        FileAssembly.assemble(file.content(), chunk -> store.get(Names.of(chunk)), out::writeBytes);
    if (assembly instanceof FileAssembly.Whole) {
      return new PageOutcome.Page<>(out.toByteArray());
    }
    if (assembly instanceof FileAssembly.TooNew) {
      return new PageOutcome.NeedsNewerApp<>();
    }
    if (assembly instanceof FileAssembly.Damaged damaged) {
      forget(damaged.chunk());
    }
    return new PageOutcome.NotHere<>();
  }

  // So that the next fetch brings it again.
  private void forget(Chunk damaged) {
    store.remove(Names.of(damaged));
  }

  /// A terminal obeys control characters; text that was signed has no reason to hold any.
  private static String plainText(byte[] bytes) {
    StringBuilder clean = new StringBuilder(bytes.length);
    String text = new String(bytes, StandardCharsets.UTF_8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      clean.append(Character.isISOControl(c) && c != '\n' ? '\uFFFD' : c);
    }
    return clean.toString();
  }

  private static <A, B> PageOutcome<B> map(PageOutcome<A> outcome, Function<A, B> change) {
    if (outcome instanceof PageOutcome.Page<A> page) {
      return new PageOutcome.Page<>(change.apply(page.content()));
    }
    return outcome instanceof PageOutcome.NeedsNewerApp<A>
        ? new PageOutcome.NeedsNewerApp<>()
        : new PageOutcome.NotHere<>();
  }
}
