package org.busel.sdk.local;

import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.subtle.XChaCha20Poly1305;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.busel.keys.Secret;
import org.jspecify.annotations.Nullable;

/// What one profile keeps in its home: a snapshot, and the commits since.
///
/// A commit is on disk when [#append] returns. [#rewrite] puts a snapshot in place of everything, first into the scratch
/// zone and then into the home, each under one new key, so that a crash leaves one of them whole; afterwards the scratch
/// zone is noise again. Nothing is ever written into the other home. A commit that a crash cut off is as if it had never
/// been. For one thread at a time.
final class Journal implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  private @Nullable XChaCha20Poly1305 head; // none once closed: it holds a key
  private final int home;
  private final List<byte[]> commits = new ArrayList<>();
  private Zones zones;
  private Generation generation;
  private int next; // chunk
  private int snapshotEnd; // chunk

  private Journal(Zones zones, int home, XChaCha20Poly1305 head, Generation generation) {
    this.zones = zones;
    this.home = home;
    this.head = head;
    this.generation = generation;
  }

  /// Opens what is in a home.
  ///
  /// @return nothing if it holds nothing whole of this key
  /// @throws LocalStoreException if the file cannot be read or is none of ours
  static Optional<Journal> open(Path file, int home, Secret key) {
    Zones zones = Zones.open(file);
    XChaCha20Poly1305 head = headOf(key);
    Optional<Journal> resting = read(zones, home, home, head);
    Optional<Journal> written = read(zones, Zones.SCRATCH, home, head);
    boolean cutOff =
        written.isPresent()
            && (resting.isEmpty()
                || written.get().generation.number() > resting.get().generation.number());
    Optional<Journal> found = cutOff ? written : resting;
    if (found.isEmpty()) {
      zones.close();
    }
    found.filter(it -> cutOff).ifPresent(it -> it.snapshotEnd = 0);
    return found;
  }

  /// Makes a home with nothing in it, whatever was there; and the file, if there is none.
  static Journal make(Path file, int home, Secret key) {
    Zones zones = Files.exists(file) ? Zones.open(file) : Zones.make(file);
    Journal journal = new Journal(zones, home, headOf(key), Generation.first(RANDOM));
    journal.rewrite(new byte[0]);
    return journal;
  }

  private static Optional<Journal> read(
      Zones zones, int zone, int home, XChaCha20Poly1305 head) {
    Optional<Generation> generation = Generation.of(zones.read(zone, 0, 1), head);
    if (generation.isEmpty()) {
      return Optional.empty();
    }
    Journal journal = new Journal(zones, home, head, generation.get());
    journal.load(zones.read(zone, 0, zones.chunks()));
    return journal.snapshotEnd == 0 ? Optional.empty() : Optional.of(journal);
  }

  private void load(byte[] zone) {
    ByteArrayOutputStream commit = new ByteArrayOutputStream();
    int chunk = 1;
    next = 1;
    while (chunk < zones.chunks()) {
      Optional<Generation.Piece> piece =
          generation.open(zone, chunk * Zones.CHUNK_BYTES, chunk);
      if (piece.isEmpty()) {
        break;
      }
      chunk++;
      commit.write(
          piece.get().bytes().array(),
          piece.get().bytes().position(),
          piece.get().bytes().remaining());
      if (piece.get().flags() != 0) {
        commits.add(commit.toByteArray());
        commit.reset();
        next = chunk;
      }
      if (piece.get().flags() == Generation.SNAPSHOT_ENDS) {
        snapshotEnd = chunk;
      }
    }
  }

  /// The snapshot and what was committed after it, in order; given out once.
  List<byte[]> takeCommits() {
    List<byte[]> taken = List.copyOf(commits);
    commits.clear();
    return taken;
  }

  /// Whether anything was committed since the snapshot, or the home is not as it should be. Such a home must be
  /// rewritten after it was opened: a crash may have left half a chunk, and no number is used twice.
  boolean hasTail() {
    return next > snapshotEnd;
  }

  /// Whether there is more behind the snapshot than in it: time to [#rewrite], so that what was deleted goes too.
  boolean isLong() {
    return next - snapshotEnd > Math.max(64, snapshotEnd);
  }

  /// Adds a commit.
  ///
  /// @return whether there was room; if not, nothing was written, and it is time to [#rewrite]
  boolean append(byte[] commit) {
    if (next + Generation.chunksFor(commit.length) > zones.chunks()) {
      return false;
    }
    byte[] sealed = generation.seal(next, commit, Generation.COMMIT_ENDS);
    zones.write(home, next, sealed);
    zones.force();
    next += sealed.length / Zones.CHUNK_BYTES;
    return true;
  }

  /// Puts `snapshot` in place of everything that was there.
  void rewrite(byte[] snapshot) {
    int needed = 1 + Generation.chunksFor(snapshot.length);
    while (needed > zones.chunks() / 4 * 3) {
      zones = zones.grown();
    }
    Generation fresh = generation.next(RANDOM);
    byte[] zone = Zones.noise(zones.chunks() * Zones.CHUNK_BYTES);
    byte[] first = fresh.head(Objects.requireNonNull(head, "closed"));
    byte[] sealed = fresh.seal(1, snapshot, Generation.SNAPSHOT_ENDS);
    System.arraycopy(first, 0, zone, 0, first.length);
    System.arraycopy(sealed, 0, zone, first.length, sealed.length);
    zones.write(Zones.SCRATCH, 0, zone);
    zones.force();
    zones.write(home, 0, zone);
    zones.force();
    zones.blank(Zones.SCRATCH);
    zones.force();
    generation.wipe();
    generation = fresh;
    next = needed;
    snapshotEnd = needed;
  }

  private static XChaCha20Poly1305 headOf(Secret key) {
    return key.use(bytes -> {
      try {
        byte[] derived =
            Hkdf.computeHkdf(
                "HmacSha256",
                bytes,
                new byte[0],
                "busel local home v1".getBytes(StandardCharsets.US_ASCII),
                32);
        XChaCha20Poly1305 aead = new XChaCha20Poly1305(derived);
        Arrays.fill(derived, (byte) 0);
        return aead;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this platform lacks a cipher", e);
      }
    });
  }

  @Override
  public void close() {
    generation.wipe();
    head = null;
    zones.close();
  }
}
