package org.busel.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The list of a module's files that author and reviewer vouch for. FORMAT.md, "Manifest".
///
/// A manifest read with [#read] says what somebody claims; only [Verification] tells whether to believe it.
///
/// @param version 1 or more; a learner never goes back
/// @param files sorted by path, 1 to [#MAX_FILES]
public record Manifest(
    ModuleId module, int version, About about, Review review, List<ModuleFile> files) {
  /// The format that this code reads and writes.
  public static final int FORMAT = 1;

  /// The most files of a module.
  public static final int MAX_FILES = 4_096;

  /// The most bytes of all files of a module.
  public static final long MAX_TOTAL_BYTES = 4L << 30;

  static final String TYPE = "module";

  public Manifest {
    List<ModuleFile> sorted = new ArrayList<>(files);
    sorted.sort(Comparator.comparing(ModuleFile::path));
    files = List.copyOf(sorted);
    if (version < 1 || files.isEmpty() || files.size() > MAX_FILES) {
      throw new IllegalArgumentException("version or number of files is out of range");
    }
  }

  /// What became of reading.
  public sealed interface Reading {
    /// A manifest that nobody has verified.
    record Read(Manifest manifest) implements Reading {}

    /// Not a manifest.
    ///
    /// @param reason for a person; names the place, no content
    record Refused(String reason) implements Reading {}

    /// A manifest of a later format, so it claims: a newer app is needed.
    record TooNew(long format) implements Reading {}
  }

  /// Reads a manifest that may come from anybody.
  public static Reading read(byte[] bytes) {
    if (!(StrictJson.read(bytes) instanceof StrictJson.Reading.Read document)) {
      return new Reading.Refused("not canonical JSON within the limits");
    }
    try {
      Fields fields = Fields.of(document.value());
      if (!fields.text("_type", 32).equals(TYPE)) {
        return new Reading.Refused("_type is not " + TYPE);
      }
      long format = fields.number("format", 1, Json.MAX_NUMBER);
      return format > FORMAT ? new Reading.TooNew(format) : new Reading.Read(fromJson(fields));
    } catch (MalformedException e) {
      return new Reading.Refused(e.reason());
    }
  }

  /// The manifest as it travels, named by its hash in the role of those who vouch for it.
  public byte[] bytes() {
    return CanonicalJson.write(toJson());
  }

  /// Files of one kind in one language and variant, by item.
  public List<ModuleFile> files(String kind, Language language, String variant) {
    return files.stream()
        .filter(it -> it.role().kind().equals(kind))
        .filter(it -> it.role().language().equals(Optional.of(language)))
        .filter(it -> it.role().variant().equals(variant))
        .sorted(Comparator.comparing(it -> it.role().item()))
        .toList();
  }

  /// The file at `path`.
  public Optional<ModuleFile> file(ModulePath path) {
    return files.stream().filter(it -> it.path().equals(path)).findFirst();
  }

  /// Every chunk that the module needs, each once, in the order in which the files need them.
  public Set<Chunk> chunks() {
    Set<Chunk> all = new LinkedHashSet<>();
    files.forEach(file -> all.addAll(file.content().chunks()));
    return all;
  }

  /// How many bytes the files have together.
  public long totalBytes() {
    return files.stream().mapToLong(it -> it.content().length()).sum();
  }

  private Json.Members toJson() {
    return Json.Members.of(
        Map.of(
            "_type", new Json.Text(TYPE),
            "format", new Json.Whole(FORMAT),
            "module", new Json.Text(module.text()),
            "version", new Json.Whole(version),
            "about", about.toJson(),
            "review", review.toJson(),
            "files", new Json.Items(files.stream().map(ModuleFile::toJson).toList())));
  }

  private static Manifest fromJson(Fields fields) throws MalformedException {
    List<ModuleFile> files = fields.items("files", MAX_FILES, ModuleFile::fromJson);
    requireOrder(files);
    Manifest manifest =
        new Manifest(
            fields.get("module").parsed(ModuleId::parse),
            (int) fields.number("version", 1, Integer.MAX_VALUE),
            About.fromJson(fields.get("about").object()),
            Review.fromJson(fields.get("review").object()),
            files);
    if (manifest.totalBytes() > MAX_TOTAL_BYTES) {
      throw new MalformedException("the files are too long together");
    }
    return manifest;
  }

  private static void requireOrder(List<ModuleFile> files) throws MalformedException {
    if (files.isEmpty()) {
      throw new MalformedException("files is empty");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < files.size(); i++) {
      if (i > 0 && files.get(i - 1).path().compareTo(files.get(i).path()) >= 0) {
        throw new MalformedException("files are not sorted by path");
      }
      // On some systems A.html and a.html are one file.
      if (!seen.add(files.get(i).path().text().toLowerCase(Locale.ROOT))) {
        throw new MalformedException("two paths differ only in case");
      }
    }
  }
}
