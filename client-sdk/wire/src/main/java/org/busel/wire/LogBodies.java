package org.busel.wire;

import com.google.protobuf.ByteString;
import org.busel.wire.v1.LogEntries;
import org.busel.wire.v1.LogUpdate;
import org.busel.wire.v1.WitnessedHead;

/// Reads the bodies of the HTTPS requests about the key log. Never throws, never guesses; safe for any thread.
public final class LogBodies {
  /// Longest body, in bytes.
  public static final int MAX_BYTES = 128 << 10;

  /// Path below which everything about the key log is.
  public static final String PATH = "/v1/log/";

  private LogBodies() {}

  /// Reads how a log has grown. Whether that is proved is not looked at.
  public static Decoded<LogUpdate> update(ByteString bytes) {
    return Frames.read(bytes, MAX_BYTES, LogUpdate.parser(), LogRules::flaw);
  }

  /// Reads what came with a leaf.
  public static Decoded<LogEntries> entries(ByteString bytes) {
    return Frames.read(bytes, MAX_BYTES, LogEntries.parser(), LogRules::flaw);
  }

  /// Reads the word of a witness. Whether it is signed is not looked at.
  public static Decoded<WitnessedHead> witnessed(ByteString bytes) {
    return Frames.read(bytes, MAX_BYTES, WitnessedHead.parser(), LogRules::flaw);
  }
}
