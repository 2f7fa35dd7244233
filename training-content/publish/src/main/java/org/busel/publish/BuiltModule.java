package org.busel.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.author.ModuleBuild;
import org.busel.format.Chunk;
import org.busel.format.FileAssembly;
import org.busel.format.Manifest;
import org.busel.format.ModuleFile;
import org.busel.format.ModuleId;
import org.busel.format.StrictJson;
import org.busel.format.TargetsDocument;

/// A built module in its folder, with every chunk compared with the manifest: what is signed is what is there. Calls block
/// for the disk.
public final class BuiltModule {
  private final Path folder;
  private final Bytes bytes;
  private final Manifest manifest;

  private BuiltModule(Path folder, Bytes bytes, Manifest manifest) {
    this.folder = folder;
    this.bytes = bytes;
    this.manifest = manifest;
  }

  /// What became of opening.
  public sealed interface Opening {
    /// Whole.
    record Opened(BuiltModule module) implements Opening {}

    /// No built module, or not whole; build it again.
    record NotBuilt(String reason) implements Opening {}
  }

  /// Opens the module in `folder` and checks every file of it.
  ///
  /// @throws UncheckedIOException if the disk fails
  public static Opening open(Path folder) {
    Path file = folder.resolve(ModuleBuild.MANIFEST);
    if (!Files.isRegularFile(file)) {
      return new Opening.NotBuilt("there is no " + ModuleBuild.MANIFEST);
    }
    byte[] bytes = read(file, StrictJson.MAX_BYTES);
    return switch (Manifest.read(bytes)) {
      case Manifest.Reading.Refused(String reason) -> new Opening.NotBuilt(reason);
      case Manifest.Reading.TooNew _ ->
          new Opening.NotBuilt("it was built by a later version of this program");
      case Manifest.Reading.Read(Manifest manifest) ->
          new BuiltModule(folder, new Bytes(bytes), manifest).checked();
    };
  }

  private Opening checked() {
    for (ModuleFile file : manifest.files()) {
      FileAssembly assembly = FileAssembly.assemble(file.content(), this::chunk, ignored -> {});
      if (!(assembly instanceof FileAssembly.Whole)) {
        return new Opening.NotBuilt("the chunks of " + file.path() + " are missing or altered");
      }
    }
    return new Opening.Opened(this);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared, handed out as a copy
  private record Bytes(byte[] bytes) {}

  /// The manifest as it travels.
  public byte[] bytes() {
    return bytes.bytes().clone();
  }

  /// How a role lists this module.
  public TargetsDocument.Target target() {
    return TargetsDocument.Target.of(bytes.bytes(), manifest.version());
  }

  /// The role that vouches for exactly this manifest, with the signatures it has so far; nothing if nobody has signed.
  public Optional<RoleDraft> role() {
    return RoleDraft.in(folder).filter(it -> it.lists(manifest.module(), target()));
  }

  /// What the signatures vouch for.
  public Manifest manifest() {
    return manifest;
  }

  /// The bytes of a chunk, if they are there; compare them before use.
  public Optional<byte[]> chunk(Chunk chunk) {
    Path file = folder.resolve(ModuleBuild.CHUNKS).resolve(chunk.id().hex());
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(read(file, Chunk.MAX_BYTES))
        : Optional.empty();
  }

  /// What a signature on it vouches for, for a person who is about to sign.
  public List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add("module " + manifest.module() + ", version " + manifest.version());
    manifest
        .about()
        .languages()
        .forEach(language ->
            lines.add("title (" + language + "): " + manifest.about().textsIn(language).title()));
    lines.add("written by " + String.join(", ", manifest.review().authors()));
    lines.add("reviewed by " + String.join(", ", manifest.review().reviewers()));
    lines.add(
        "counts as reviewed until "
            + manifest.review().until()
            + ", risk: "
            + manifest.review().risk());
    for (ModuleFile file : manifest.files()) {
      String stale =
          file.role()
              .heading()
              .filter(it -> it.stale())
              .map(it -> ", stale translation")
              .orElse("");
      lines.add(file.path() + ", " + file.content().length() + " bytes" + stale);
    }
    lines.add("digest " + target().sha256());
    role().ifPresent(draft -> lines.addAll(others(draft)));
    lines.add(
        "signatures so far: " + role().map(it -> it.envelope().signatures().size()).orElse(0));
    return lines;
  }

  /// Whoever signs a role vouches for all of it.
  private List<String> others(RoleDraft draft) {
    return draft.document().targets().entrySet().stream()
        .filter(it -> !it.getKey().equals(manifest.module().delegatedPath()))
        .map(it ->
            "vouches also for "
                + ModuleId.delegated(it.getKey()).map(ModuleId::text).orElse(it.getKey())
                + ", version "
                + it.getValue().moduleVersion())
        .toList();
  }

  private static byte[] read(Path file, int mostBytes) {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(mostBytes + 1);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a built module", e);
    }
  }
}
