package org.busel.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.author.ModuleBuild;
import org.busel.format.Chunk;
import org.busel.format.FileAssembly;
import org.busel.format.Manifest;
import org.busel.format.ModuleFile;
import org.busel.format.SignedEnvelope;
import org.busel.format.StrictJson;

/// A built module in its folder, with every chunk compared with the manifest: what is signed is what is there. Calls block
/// for the disk.
public final class BuiltModule {
  private final Path folder;
  private final SignedEnvelope envelope;
  private final Manifest manifest;

  private BuiltModule(Path folder, SignedEnvelope envelope, Manifest manifest) {
    this.folder = folder;
    this.envelope = envelope;
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
    if (!(SignedEnvelope.read(bytes) instanceof SignedEnvelope.Reading.Read(var envelope))) {
      return new Opening.NotBuilt(ModuleBuild.MANIFEST + " is no signed envelope");
    }
    return switch (Manifest.read(envelope)) {
      case Manifest.Reading.Refused(String reason) -> new Opening.NotBuilt(reason);
      case Manifest.Reading.TooNew _ ->
          new Opening.NotBuilt("it was built by a later version of this program");
      case Manifest.Reading.Read(Manifest manifest) ->
          new BuiltModule(folder, envelope, manifest).checked();
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

  /// The manifest with the signatures it has so far.
  public SignedEnvelope envelope() {
    return envelope;
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

  /// Puts `key`'s signature on the manifest and writes it, in one step.
  ///
  /// @throws UncheckedIOException if the disk fails; the old manifest is still there, or the new one
  public BuiltModule sign(SigningKey key) {
    SignedEnvelope signed = key.sign(envelope);
    try {
      Path temporary = Files.write(folder.resolve(ModuleBuild.MANIFEST + ".new"), signed.bytes());
      Path _ =
          Files.move(
              temporary,
              folder.resolve(ModuleBuild.MANIFEST),
              StandardCopyOption.REPLACE_EXISTING,
              StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the signed manifest", e);
    }
    return new BuiltModule(folder, signed, manifest);
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
    lines.add("digest " + envelope.digest());
    lines.add("signatures so far: " + envelope.signatures().size());
    return lines;
  }

  private static byte[] read(Path file, int mostBytes) {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(mostBytes + 1);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a built module", e);
    }
  }
}
