package org.busel.relay.listen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/// A certificate that the operator has brought.
public final class CertificateFiles {
  private CertificateFiles() {}

  /// Reads it. The pin is that of the first certificate in the chain, so its key must stay when it is renewed.
  ///
  /// @throws UncheckedIOException if a file cannot be read
  /// @throws IllegalArgumentException if the chain holds no certificate
  public static TlsIdentity read(Path chain, Path key) {
    try {
      return new TlsIdentity(
          Files.readString(chain),
          Files.readString(key),
          OwnAuthority.pin(OwnAuthority.certificate(chain)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("certificate files cannot be read", unreadable);
    } catch (GeneralSecurityException noCertificate) {
      throw new IllegalArgumentException(
          "the certificate file holds no certificate", noCertificate);
    }
  }
}
