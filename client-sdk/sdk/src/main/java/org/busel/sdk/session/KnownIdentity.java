package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import java.util.Optional;

/// What is known about an account's identity.
///
/// @param fingerprint 32 bytes, SHA-256 of the identity key
/// @param trusted whether [Sessions#trust] named it, or only a first message did
/// @param changedTo fingerprint of another identity that was seen and that nobody has looked at yet; while it is there
///     nothing is sealed to the account
public record KnownIdentity(
    ByteString fingerprint, boolean trusted, Optional<ByteString> changedTo) {
  @Override
  public String toString() {
    return "KnownIdentity[hidden]";
  }
}
