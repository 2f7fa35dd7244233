package org.busel.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.busel.author.ModuleBuild;
import org.busel.format.KeyId;
import org.busel.format.Listed;
import org.busel.format.ModuleId;
import org.busel.format.Role;
import org.busel.format.SignedEnvelope;
import org.busel.format.StrictJson;
import org.busel.format.TargetsDocument;
import org.busel.format.TrustSet;

/// A trainer's role on its way to a relay: everything that the trainer vouches for, with one module added, replaced or taken
/// back. Author and reviewer sign the same bytes. Lies as `role.json` in a folder.
///
/// @param name the role's, as the curriculum calls it
public record RoleDraft(String name, TargetsDocument document, SignedEnvelope envelope) {
  /// How long a role is in force unless it is signed again.
  public static final Duration IN_FORCE = Duration.ofDays(365);

  /// What became of drafting.
  public sealed interface Drafting {
    /// Nobody has signed it yet.
    record Drafted(RoleDraft draft) implements Drafting {}

    /// The curriculum gives this key no say, as author, about this module.
    record NoSay() implements Drafting {}

    /// The module is not among what this trainer vouches for.
    record NotListed() implements Drafting {}
  }

  /// What the trainer vouches for on a relay, with this module in it.
  ///
  /// @param published what the relay has, checked
  static Drafting with(
      TrustSet published, KeyId author, ModuleId module, TargetsDocument.Target target, Instant now) {
    return drafted(published, author, module, Optional.of(target), now);
  }

  /// What the trainer vouches for on a relay, without this module.
  static Drafting without(TrustSet published, KeyId author, ModuleId module, Instant now) {
    return drafted(published, author, module, Optional.empty(), now);
  }

  private static Drafting drafted(
      TrustSet published,
      KeyId author,
      ModuleId module,
      Optional<TargetsDocument.Target> target,
      Instant now) {
    Optional<Role> role =
        published.curriculum().stream()
            .flatMap(it -> it.curriculum().roles().stream())
            .filter(it -> it.authors().contains(author) && it.covers(module))
            .findFirst();
    if (role.isEmpty()) {
      return new Drafting.NoSay();
    }
    SortedMap<String, TargetsDocument.Target> targets = new TreeMap<>();
    published.onHand(role.get().name()).ifPresent(it -> targets.putAll(it.targets()));
    if (target.isEmpty() && !targets.containsKey(module.delegatedPath())) {
      return new Drafting.NotListed();
    }
    targets.remove(module.delegatedPath());
    target.ifPresent(it -> targets.put(module.delegatedPath(), it));
    String name = role.get().name();
    TargetsDocument document =
        new TargetsDocument(
            published.listed(name).map(Listed::version).orElse(0) + 1,
            now.plus(IN_FORCE),
            Optional.of(name),
            targets,
            List.of());
    return new Drafting.Drafted(new RoleDraft(name, document, document.unsigned()));
  }

  /// The draft in `folder`, if there is a readable one.
  ///
  /// @throws UncheckedIOException if the disk fails
  public static Optional<RoleDraft> in(Path folder) {
    Path file = folder.resolve(ModuleBuild.ROLE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(StrictJson.MAX_BYTES + 1);
      return SignedEnvelope.read(bytes) instanceof SignedEnvelope.Reading.Read(var envelope)
              && TargetsDocument.read(envelope) instanceof TargetsDocument.Reading.Read(var document)
          ? document.role().map(name -> new RoleDraft(name, document, envelope))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a signed role", e);
    }
  }

  /// Whether it vouches for exactly this manifest.
  boolean lists(ModuleId module, TargetsDocument.Target target) {
    return target.equals(document.targets().get(module.delegatedPath()));
  }

  /// This draft with one signature more.
  RoleDraft signedBy(SigningKey key) {
    return new RoleDraft(name, document, key.sign(envelope));
  }

  /// Writes it into `folder`, in one step.
  ///
  /// @throws UncheckedIOException if the disk fails; the old one is still there, or the new one
  RoleDraft writtenTo(Path folder) {
    try {
      Path temporary =
          Files.write(
              Files.createDirectories(folder).resolve(ModuleBuild.ROLE + ".new"),
              envelope.bytes());
      Path _ =
          Files.move(
              temporary,
              folder.resolve(ModuleBuild.ROLE),
              StandardCopyOption.REPLACE_EXISTING,
              StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the signed role", e);
    }
    return this;
  }

  /// What a signature on it vouches for, for a person who is about to sign.
  public List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add("role " + name + ", version " + document.version());
    document
        .targets()
        .forEach((path, target) ->
            lines.add(
                "vouches for "
                    + ModuleId.delegated(path).map(ModuleId::text).orElse(path)
                    + ", version "
                    + target.moduleVersion()));
    lines.add("vouches for nothing else");
    lines.add("signatures so far: " + envelope.signatures().size());
    return lines;
  }
}
