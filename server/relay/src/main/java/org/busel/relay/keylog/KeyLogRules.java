package org.busel.relay.keylog;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.Optional;

/// How a relay keeps its key log.
///
/// @param every how often a leaf is made of what waits, one second to a day
/// @param witnessKey 32 bytes, Ed25519 key of who watches it; stands in invitations
public record KeyLogRules(Duration every, Optional<ByteString> witnessKey) {
  /// A leaf an hour, and nobody watches.
  public static final KeyLogRules DEFAULTS =
      new KeyLogRules(Duration.ofHours(1), Optional.empty());
}
