package org.busel.wire;

/// What became of bytes that were read as a `T`. Reading never throws and never guesses.
///
/// @param <T> the protobuf message that was asked for
public sealed interface Decoded<T> {
  /// A whole frame whose every known field keeps to PROTOCOL.md. A kind that this version does not know is left unset
  /// in the message; its bytes are kept among the unknown fields.
  record Frame<T>(T frame) implements Decoded<T> {}

  /// Bytes that can never become right; answer with [CloseCode#MALFORMED].
  ///
  /// @param reason names a field and what is wrong with it; holds nothing of its value
  record Malformed<T>(String reason) implements Decoded<T> {}

  /// More bytes than a frame may have; nothing of them was looked at. Answer with [CloseCode#TOO_LARGE].
  ///
  /// @param limitBytes what is allowed
  record TooLarge<T>(int limitBytes) implements Decoded<T> {}
}
