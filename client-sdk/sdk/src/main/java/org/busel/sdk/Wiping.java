package org.busel.sdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Destroys what is in a profile's folder: first the keys, which takes a few milliseconds, then everything that was only
/// readable with them. Whatever stops it after the first step has nothing left to save.
///
/// Asks for no lock and no passphrase: who can remove the files by other means can do it by this. Files of other programs
/// in the folder are left alone.
final class Wiping {
  /// Longest head of a file that is overwritten before it is removed. What is behind that is sealed under keys that are
  /// gone.
  private static final int HEAD_BYTES = 64 * 1024;

  private static final List<String> KEYS = List.of("vault", "vault.new", "vault.unfinished");
  private static final List<String> FILES =
      List.of("store", "store.new", "local.db", "local.db-wal", "local.db-shm", "profile.lock");
  private static final List<String> FOLDERS = List.of("attachments", "triage");

  private Wiping() {}

  /// Whether there is something to destroy.
  static boolean hasWhat(Path folder) {
    return Stream.of(KEYS, FILES).flatMap(List::stream).map(folder::resolve).anyMatch(Files::exists);
  }

  /// Destroys it.
  ///
  /// @throws BuselException if something could not be removed; the rest is gone
  static void run(Path folder) {
    List<Path> keys = new ArrayList<>();
    List<Path> rest = new ArrayList<>();
    for (Path within : folders(folder)) {
      KEYS.forEach(name -> keys.add(within.resolve(name)));
    }
    FILES.forEach(name -> rest.add(folder.resolve(name)));
    FOLDERS.forEach(name -> rest.addAll(everythingIn(folder.resolve(name))));
    List<IOException> failed = new ArrayList<>();
    keys.forEach(file -> attempt(() -> overwrite(file, Integer.MAX_VALUE), failed));
    keys.forEach(file -> attempt(() -> Files.deleteIfExists(file), failed));
    rest.forEach(file -> attempt(() -> overwrite(file, HEAD_BYTES), failed));
    rest.forEach(file -> attempt(() -> Files.deleteIfExists(file), failed));
    attempt(() -> removeIfEmpty(folder), failed);
    if (!failed.isEmpty()) {
      throw new BuselException("removing files; the keys went first", failed.get(0));
    }
  }

  private static List<Path> folders(Path folder) {
    return Stream.concat(Stream.of(folder), FOLDERS.stream().map(folder::resolve)).toList();
  }

  private static List<Path> everythingIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException e) {
      throw new BuselException("looking for files", e);
    }
  }

  private static void overwrite(Path file, int most) throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      byte[] noise = new byte[(int) Math.min(most, channel.size())];
      new SecureRandom().nextBytes(noise);
      ByteBuffer rest = ByteBuffer.wrap(noise);
      while (rest.hasRemaining()) {
        int unused = channel.write(rest, rest.position());
      }
      channel.force(true);
    }
  }

  private static void removeIfEmpty(Path folder) throws IOException {
    try {
      boolean unused = Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException ofSomebodyElse) {
      // It stays.
    }
  }

  private static void attempt(Step step, List<IOException> failed) {
    try {
      step.run();
    } catch (IOException e) {
      failed.add(e);
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
