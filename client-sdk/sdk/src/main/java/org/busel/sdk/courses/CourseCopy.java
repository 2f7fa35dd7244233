package org.busel.sdk.courses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.busel.format.Chunk;
import org.busel.format.CourseListing;
import org.busel.format.Known;
import org.busel.format.Listed;
import org.busel.format.Manifest;
import org.busel.format.ModuleId;
import org.busel.format.ModuleVerdict;
import org.busel.format.Role;
import org.busel.format.Sha256;
import org.busel.format.SnapshotDocument;
import org.busel.format.StrictJson;
import org.busel.format.TargetsDocument;
import org.busel.format.TrustFault;
import org.busel.format.TrustRefresh;
import org.busel.format.TrustSet;
import org.busel.format.TrustSource;
import org.busel.format.Verification;

/// Copies modules, and everything by which they are believed, from a source to a folder or a bundle. What is copied is
/// verified on the way; whoever reads the copy verifies it again. For one thread; calls block for source and disk.
public final class CourseCopy {
  private final CourseSource source;
  private final Sink sink;
  private int files;
  private long bytes;

  public CourseCopy(CourseSource source, Sink sink) {
    this.source = source;
    this.sink = sink;
  }

  /// Where a copy goes.
  public interface Sink {
    /// Whether a document that never changes is there already, with that length.
    boolean has(String path, int length);

    /// Keeps a document in place of what stood there.
    void put(String path, byte[] bytes) throws IOException;
  }

  /// What became of copying.
  public sealed interface Outcome {
    /// All of it is there.
    ///
    /// @param modules how many
    /// @param files that had to be written
    record Copied(int modules, int files, long bytes) implements Outcome {}

    /// What the source says is not to be believed.
    record Refused(TrustFault why) implements Outcome {}

    /// A module is not to be believed.
    record ModuleRefused(ModuleId module, ModuleVerdict why) implements Outcome {}

    /// Nobody vouches for this module.
    record NoSuchModule(ModuleId module) implements Outcome {}

    /// The source lacks something, altered it, or did not answer; what was written is kept.
    record Interrupted(String reason) implements Outcome {}
  }

  /// Copies.
  ///
  /// @param only these modules; none named: all that somebody vouches for
  /// @throws IOException if the sink cannot write
  public Outcome run(Sha256 anchor, Set<ModuleId> only, Instant now) throws IOException {
    TrustRefresh.Freshness freshness =
        source.isLive() ? TrustRefresh.Freshness.REQUIRED : TrustRefresh.Freshness.SHOWN;
    TrustRefresh.Start start = TrustRefresh.begin(anchor, this::document, now, freshness);
    if (!(start instanceof TrustRefresh.Start.Begun begun)) {
      return stopped(((TrustRefresh.Start.Stopped) start).why());
    }
    TrustRefresh refresh = begun.refresh();
    TrustRefresh.Outcome outcome = refresh.run();
    if (!(outcome instanceof TrustRefresh.Outcome.Current)) {
      return stopped(outcome);
    }
    List<Role> roles =
        refresh.trusted().curriculum().map(it -> it.curriculum().roles()).orElse(List.of());
    for (Role role : roles) {
      TrustRefresh.Outcome unused = refresh.role(role.name());
    }
    List<CourseListing.Entry> listed = new ArrayList<>();
    for (ModuleId module : only.isEmpty() ? modules(refresh.trusted(), roles) : only) {
      Optional<Outcome> failure = module(refresh.trusted(), module, listed);
      if (failure.isPresent()) {
        return failure.get();
      }
    }
    put(CoursePaths.CATALOG, new CourseListing(listed).bytes());
    trust(refresh.trusted());
    return new Outcome.Copied(listed.size(), files, bytes);
  }

  private static Set<ModuleId> modules(TrustSet trusted, List<Role> roles) {
    Set<ModuleId> modules = new TreeSet<>();
    for (Role role : roles) {
      trusted
          .onHand(role.name())
          .ifPresent(document ->
              document
                  .targets()
                  .keySet()
                  .forEach(path -> ModuleId.delegated(path).ifPresent(modules::add)));
    }
    return modules;
  }

  private Optional<Outcome> module(
      TrustSet trusted, ModuleId module, List<CourseListing.Entry> listed) throws IOException {
    Optional<TargetsDocument.Target> target = Verification.listed(trusted, module);
    if (target.isEmpty()) {
      return Optional.of(new Outcome.NoSuchModule(module));
    }
    String path =
        "/v1/targets/modules/" + module + "/" + target.get().sha256().hex() + ".manifest";
    CourseSource.Answer answer = source.get(path, target.get().length());
    if (!(answer instanceof CourseSource.Answer.Got got)) {
      return Optional.of(new Outcome.Interrupted("a manifest did not come"));
    }
    byte[] document = got.bytes().toByteArray();
    ModuleVerdict verdict = Verification.module(trusted, module, document, Known.NOTHING);
    if (!(verdict instanceof ModuleVerdict.Verified verified)) {
      return Optional.of(new Outcome.ModuleRefused(module, verdict));
    }
    Manifest manifest = verified.manifest();
    for (Chunk chunk : manifest.chunks()) {
      String name = "/v1/chunks/" + chunk.id().hex();
      if (!sink.has(name, chunk.length())) {
        CourseSource.Answer piece = source.get(name, chunk.length());
        if (!(piece instanceof CourseSource.Answer.Got came)
            || !chunk.matches(came.bytes().toByteArray())) {
          return Optional.of(new Outcome.Interrupted("a chunk did not come, or not whole"));
        }
        put(name, came.bytes().toByteArray());
      }
    }
    put(path, document);
    listed.add(CourseListing.entryOf(manifest));
    return Optional.empty();
  }

  /// The documents of the trust chain: roots first, the timestamp last, so that a copy which is cut short says too little
  /// and never too much.
  private void trust(TrustSet trusted) throws IOException {
    for (int version = 1; version <= trusted.root().version(); version++) {
      String file = version + ".root.json";
      if (source.get(CoursePaths.TRUST + file, StrictJson.MAX_BYTES)
          instanceof CourseSource.Answer.Got got) {
        put(CoursePaths.TRUST + file, got.bytes().toByteArray());
      }
    }
    SnapshotDocument snapshot = trusted.snapshot().orElseThrow();
    for (Map.Entry<String, Listed> role : snapshot.roles().entrySet()) {
      Optional<byte[]> document = trusted.bytes(role.getKey());
      if (document.isPresent()) {
        put(
            CoursePaths.TRUST
                + role.getValue().version()
                + "."
                + TrustRefresh.encoded(role.getKey())
                + ".json",
            document.get());
      }
    }
    put(
        CoursePaths.TRUST + snapshot.version() + ".snapshot.json",
        trusted.bytes("snapshot").orElseThrow());
    put(CoursePaths.TRUST + "timestamp.json", trusted.bytes("timestamp").orElseThrow());
  }

  private void put(String path, byte[] document) throws IOException {
    sink.put(path, document);
    files++;
    bytes += document.length;
  }

  private TrustSource.Answer document(String file, int mostBytes) {
    return Trust.answer(source.get(CoursePaths.TRUST + file, mostBytes));
  }

  private static Outcome stopped(TrustRefresh.Outcome why) {
    return why instanceof TrustRefresh.Outcome.Refused refused
        ? new Outcome.Refused(refused.fault())
        : new Outcome.Interrupted(((TrustRefresh.Outcome.Interrupted) why).reason());
  }

  /// A sink that any static web server can offer, and that [FolderCourses] reads.
  ///
  /// @param folder made if it is not there
  public static Sink into(Path folder) {
    return new Sink() {
      @Override
      public boolean has(String path, int length) {
        try {
          return Files.size(file(path)) == length;
        } catch (IOException e) {
          return false;
        }
      }

      @Override
      public void put(String path, byte[] bytes) throws IOException {
        Path file = file(path);
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, bytes);
        Files.move(
            fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      }

      private Path file(String path) {
        if (!CoursePaths.isPath(path)) {
          throw new IllegalArgumentException("not a path");
        }
        return folder.resolve(path.substring(1));
      }
    };
  }
}
