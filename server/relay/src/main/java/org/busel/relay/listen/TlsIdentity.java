package org.busel.relay.listen;

import com.google.protobuf.ByteString;

/// What the relay shows a peer during the TLS handshake, and what devices pin of it.
///
/// @param chainPem certificates, the server's own first; PEM
/// @param keyPem private key of the first of them; PKCS #8 in PEM
/// @param pin 32 bytes, SHA-256 of the SubjectPublicKeyInfo that join links carry
public record TlsIdentity(String chainPem, String keyPem, ByteString pin) {
  @Override
  public String toString() {
    return "TlsIdentity[hidden]";
  }
}
