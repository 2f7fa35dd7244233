package org.busel.wire;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.busel.wire.v1.WatchedLog;

/// Where a key log is and how to know it, for whoever is to watch it: `busel:log#…`. No secret.
///
/// @param relay whose log it is
/// @param logKey 32 bytes, Ed25519
public record LogLink(RelayPlace relay, ByteString logKey) {
  /// How the text begins.
  public static final String PREFIX = "busel:log#";

  public LogLink {
    if (logKey.size() != LogKeys.BYTES) {
      throw new IllegalArgumentException("a log key is not 32 bytes");
    }
  }

  /// Reads what a person typed, pasted or scanned.
  public static Parsed<LogLink> parse(String text) {
    return LinkText.read(PREFIX, text, WatchedLog.parser(), LogLink::flaw, LogLink::of);
  }

  /// The link.
  public String text() {
    return LinkText.of(
        PREFIX, WatchedLog.newBuilder().setRelay(relay.toWire()).setLogKey(logKey).build());
  }

  private static Optional<String> flaw(WatchedLog log) {
    Flaws flaws = new Flaws();
    RelayPlace.check(flaws, log.getRelay());
    flaws.size("log_key", log.getLogKey(), LogKeys.BYTES);
    return flaws.first();
  }

  private static LogLink of(WatchedLog log) {
    return new LogLink(RelayPlace.of(log.getRelay()), log.getLogKey());
  }

  @Override
  public String toString() {
    return "LogLink[hidden]";
  }
}
