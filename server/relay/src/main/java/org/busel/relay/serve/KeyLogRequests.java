package org.busel.relay.serve;

import com.google.protobuf.ByteString;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.busel.relay.keylog.KeyLog;
import org.busel.wire.Decoded;
import org.busel.wire.LogBodies;
import org.busel.wire.v1.WitnessedHead;

/// The HTTPS requests of PROTOCOL.md "The key log". Every call blocks on the store.
final class KeyLogRequests {
  private static final Pattern LEAF = Pattern.compile("leaves/(\\d{1,9})");

  private final KeyLog keyLog;

  KeyLogRequests(KeyLog keyLog) {
    this.keyLog = keyLog;
  }

  /// Answers a GET.
  ///
  /// @param below the path, without [LogBodies#PATH] before it
  /// @param known what stands behind `known=`, if anything does
  Reply get(String below, Optional<String> known) {
    if (below.equals("head")) {
      String size = known.orElse("0");
      return size.matches("\\d{1,9}")
          ? Reply.bytes(keyLog.update(Long.parseLong(size)).toByteArray())
          : Reply.text(Reply.BAD_REQUEST, "Bad Request");
    }
    Matcher leaf = LEAF.matcher(below);
    return leaf.matches()
        ? keyLog
            .leaf(Integer.parseInt(leaf.group(1)))
            .map(entries -> Reply.bytes(entries.toByteArray()))
            .orElseGet(Reply::notFound)
        : Reply.notFound();
  }

  /// Takes the word of a witness.
  Reply witness(byte[] body) {
    if (!(LogBodies.witnessed(ByteString.copyFrom(body))
        instanceof Decoded.Frame<WitnessedHead>(WitnessedHead word))) {
      return Reply.text(Reply.BAD_REQUEST, "Bad Request");
    }
    return switch (keyLog.witness(word)) {
      case KEPT -> Reply.nothing();
      case FOREIGN -> Reply.text(Reply.FORBIDDEN, "Forbidden");
      case BEHIND -> Reply.text(Reply.CONFLICT, "Conflict");
    };
  }
}
