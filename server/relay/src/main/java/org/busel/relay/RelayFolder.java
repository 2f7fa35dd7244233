package org.busel.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import org.busel.relay.auth.RelayKeys;
import org.busel.relay.auth.TokenKeys;
import org.busel.relay.auth.TrustKeys;
import org.busel.relay.keylog.SigningKey;
import org.busel.relay.listen.CertificateFiles;
import org.busel.relay.listen.OwnAuthority;
import org.busel.relay.listen.TlsIdentity;

/// A relay's folder, open for one process at a time: `relay.lock`, `relay-keys`, `token-keys`, `log-key`, `trust-keys`, `tls/`, `store/`, `control.sock`.
final class RelayFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel lockFile;
  private final SecureRandom random;

  private RelayFolder(Path path, FileChannel lockFile, SecureRandom random) {
    this.path = path;
    this.lockFile = lockFile;
    this.random = random;
  }

  /// Opens the folder, and makes it if it is not there, for its owner only.
  ///
  /// @throws InUse if another process has it open
  /// @throws UncheckedIOException if it cannot be written to
  static RelayFolder open(Path path, SecureRandom random) {
    try {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      FileChannel lockFile =
          FileChannel.open(
              path.resolve("relay.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(lockFile)) {
        lockFile.close();
        throw new InUse();
      }
      return new RelayFolder(path, lockFile, random);
    } catch (IOException failed) {
      throw new UncheckedIOException("the relay's folder cannot be written to", failed);
    }
  }

  /// The relay's keys; made at the first call in a fresh folder.
  RelayKeys keys() {
    return RelayKeys.open(path.resolve("relay-keys"), random);
  }

  /// The key that signs the heads of the key log; made at the first call in a fresh folder.
  SigningKey logKey() {
    return SigningKey.open(
        path.resolve("log-key"),
        "Signs the key log. Whoever has it can make another log that seems to be this relay's.",
        random);
  }

  /// The keys that sign upload tokens; made when they are first needed.
  TokenKeys tokenKeys(Clock clock) {
    return TokenKeys.open(path.resolve("token-keys"), clock, random);
  }

  /// The keys that sign which course documents are current; made when they are first needed.
  TrustKeys trustKeys() {
    return TrustKeys.open(path.resolve("trust-keys"), random);
  }

  /// What the relay shows in a TLS handshake; made at the first call in a fresh folder, unless the operator has brought
  /// a certificate.
  TlsIdentity tls(RelayConfig.Door door, Clock clock) {
    return door.certificate()
        .map(files -> CertificateFiles.read(files.chain(), files.key()))
        .orElseGet(() -> OwnAuthority.open(path.resolve("tls"), door.hostNames(), clock, random));
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException failed) {
      throw new UncheckedIOException("the relay's folder cannot be closed", failed);
    }
  }

  private static boolean lock(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException sameProcess) {
      return false;
    }
  }

  /// Another relay has the folder open.
  static final class InUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InUse() {
      super("another relay is using the folder");
    }
  }
}
