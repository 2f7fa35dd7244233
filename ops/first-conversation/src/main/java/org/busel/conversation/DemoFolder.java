package org.busel.conversation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.busel.keys.Passphrase;

/// Where the demonstration keeps everything: the relay, the two people, the trainers.
///
/// @param root made if it is missing, for its owner alone
record DemoFolder(Path root) {
  /// Makes the folder ready.
  ///
  /// @throws StepFailedException if it cannot be written
  static DemoFolder open(Path root) {
    DemoFolder folder = new DemoFolder(root.toAbsolutePath().normalize());
    try {
      Files.createDirectories(
          folder.root,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.createDirectories(folder.relay());
      if (!Files.exists(folder.passphrase())) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        writePrivately(folder.passphrase(), HexFormat.of().formatHex(random) + "\n");
      }
      return folder;
    } catch (IOException e) {
      throw new StepFailedException(
          "cannot write to " + folder.root,
          "give a folder that you may write to: ops/quickstart --dir DIR",
          e);
    }
  }

  Path relay() {
    return root.resolve("relay");
  }

  Path editor() {
    return root.resolve("editor");
  }

  Path journalist() {
    return root.resolve("journalist");
  }

  Path training() {
    return root.resolve("training");
  }

  /// The one passphrase of the demonstration. A person keeps theirs in the head.
  Path passphrase() {
    return root.resolve("passphrase");
  }

  /// The passphrase itself; the caller closes it.
  Passphrase unlock() {
    try {
      return Passphrase.takeOver(
          Files.readString(passphrase(), StandardCharsets.UTF_8).strip().toCharArray());
    } catch (IOException e) {
      throw new StepFailedException(
          "cannot read " + passphrase(), "choose another --dir, or make the file readable", e);
    }
  }

  /// Writes a file that only its owner may read, replacing what was there.
  static void writePrivately(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
  }
}
