package org.busel.author;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.busel.format.Chunker;
import org.busel.format.Content;
import org.busel.format.FileRole;
import org.busel.format.Manifest;
import org.busel.format.ModuleFile;
import org.busel.format.ModulePath;
import org.busel.format.Sha256;

/// Makes a module out of a trainer's text: `module.json`, the manifest that nobody has signed yet, and `chunks/` with the
/// bytes, each named by its hash.
///
/// The same text gives the same bytes, whatever the day and the machine. Calls block for the disk.
public final class ModuleBuild {
  /// The manifest's file in a built module.
  public static final String MANIFEST = "module.json";

  /// The file beside the manifest that holds who vouches for it; written by signing, ignored once the manifest is another.
  public static final String ROLE = "role.json";

  /// The folder of chunks in a built module.
  public static final String CHUNKS = "chunks";

  private ModuleBuild() {}

  /// Builds the module in `source` into the folder `out`, as of today (UTC).
  ///
  /// @throws UncheckedIOException if the disk fails
  public static BuildOutcome build(Path source, Path out) {
    return build(source, out, LocalDate.now(ZoneOffset.UTC));
  }

  /// Builds the module in `source` into the folder `out`, which must be absent, empty, or an earlier build, which is
  /// replaced.
  ///
  /// @param today decides whether the review counts; nothing of it goes into the result
  /// @throws UncheckedIOException if the disk fails
  public static BuildOutcome build(Path source, Path out, LocalDate today) {
    if (!Files.isDirectory(source)) {
      return new BuildOutcome.NoFolder();
    }
    Problems problems = new Problems();
    Optional<ModuleDraft> draft = new ModuleReader(source, problems).read(today);
    if (draft.isEmpty() || problems.hasErrors()) {
      return new BuildOutcome.NotYet(problems.all());
    }
    try {
      if (!isOurs(out)) {
        return new BuildOutcome.NotOurs(out);
      }
      return new BuildOutcome.Built(out, write(draft.get(), out), problems.all());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the built module", e);
    }
  }

  private static Manifest write(ModuleDraft draft, Path out) throws IOException {
    Map<Sha256, byte[]> chunks = new TreeMap<>();
    List<ModuleFile> files = new ArrayList<>();
    Map<String, Integer> newest =
        draft.sourceItems().stream()
            .collect(Collectors.toMap(it -> it.role().item(), it -> it.header().version()));
    for (DraftItem item : draft.items()) {
      files.addAll(files(item, newest.getOrDefault(item.role().item(), 1), chunks));
    }
    for (MediaReader.Media media : draft.media()) {
      FileRole role =
          new FileRole(
              FileRole.MEDIA, media.name(), Optional.empty(), FileRole.DATA, Optional.empty());
      files.add(
          new ModuleFile(
              new ModulePath("media/" + media.name()),
              role,
              cut(media.type(), media.bytes(), chunks)));
    }
    ModuleDescription description = draft.description();
    Manifest manifest =
        new Manifest(
            description.id(),
            description.version(),
            description.about(),
            description.review(),
            files);
    writeFiles(out, chunks, manifest);
    return manifest;
  }

  private static List<ModuleFile> files(DraftItem item, int newest, Map<Sha256, byte[]> chunks) {
    DraftItem.Role role = item.role();
    FileRole.Heading heading =
        new FileRole.Heading(
            item.header().title(), item.minutes(), item.header().version(), newest);
    List<ModuleFile> files = new ArrayList<>();
    for (DraftItem.Form form : item.forms()) {
      files.add(
          new ModuleFile(
              new ModulePath(role.language() + "/" + role.item() + "." + form.ending()),
              new FileRole(
                  role.kind(),
                  role.item(),
                  Optional.of(role.language()),
                  form.variant(),
                  Optional.of(heading)),
              cut(form.mediaType(), form.bytes(), chunks)));
    }
    return files;
  }

  private static Content cut(String mediaType, Bytes bytes, Map<Sha256, byte[]> chunks) {
    for (byte[] chunk : Chunker.cut(bytes.toArray())) {
      chunks.put(Sha256.of(chunk), chunk);
    }
    return Content.of(mediaType, bytes.toArray());
  }

  private static void writeFiles(Path out, Map<Sha256, byte[]> chunks, Manifest manifest)
      throws IOException {
    Path folder = Files.createDirectories(out.resolve(CHUNKS));
    try (Stream<Path> old = Files.list(folder)) {
      for (Path path : old.toList()) {
        if (Sha256.parse(path.getFileName().toString()).isPresent()) {
          Files.delete(path);
        }
      }
    }
    for (Map.Entry<Sha256, byte[]> chunk : chunks.entrySet()) {
      Path _ = Files.write(folder.resolve(chunk.getKey().hex()), chunk.getValue());
    }
    // Last and in one step: a folder with a manifest is whole.
    Path temporary = Files.write(out.resolve(MANIFEST + ".new"), manifest.bytes());
    Path _ = Files.move(temporary, out.resolve(MANIFEST), StandardCopyOption.REPLACE_EXISTING);
  }

  /// Nothing there yet, or an earlier build with its manifest beside `chunks/`, perhaps signatures, and nothing else.
  private static boolean isOurs(Path out) throws IOException {
    if (!Files.exists(out)) {
      return true;
    }
    if (!Files.isDirectory(out)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(out)) {
      return entries
          .map(it -> it.getFileName().toString())
          .allMatch(it ->
              it.equals(MANIFEST)
                  || it.equals(MANIFEST + ".new")
                  || it.equals(ROLE)
                  || it.equals(ROLE + ".new")
                  || it.equals(CHUNKS));
    }
  }
}
