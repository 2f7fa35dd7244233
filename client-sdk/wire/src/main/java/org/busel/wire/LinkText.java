package org.busel.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/// The outer form of a link: a prefix, then base64url of version byte, protobuf and check bytes.
///
/// The check bytes catch a link cut short or mistyped before anybody acts on half of it; they protect against nobody.
final class LinkText {
  private static final int VERSION = 1;
  private static final int CHECK_BYTES = 4;

  private LinkText() {}

  /// The link that holds `message`.
  static String of(String prefix, MessageLite message) {
    ByteString body = ByteString.copyFrom(new byte[] {VERSION}).concat(message.toByteString());
    ByteString whole = body.concat(check(body));
    return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(whole.toByteArray());
  }

  /// Reads a link; blanks around it are passed over, because people paste them along.
  static <T extends MessageLite, L> Parsed<L> read(
      String prefix,
      String text,
      Parser<T> parser,
      Function<T, Optional<String>> rules,
      Function<T, L> link) {
    String stripped = text.strip();
    if (!stripped.startsWith(prefix)) {
      return new Parsed.NotALink<>();
    }
    if (stripped.length() > Limits.LINK_CHARS) {
      return new Parsed.Damaged<>("longer than " + Limits.LINK_CHARS + " characters");
    }
    Optional<ByteString> decoded = decode(stripped.substring(prefix.length()));
    if (decoded.isEmpty()) {
      return new Parsed.Damaged<>("not base64url without padding");
    }
    ByteString whole = decoded.get();
    int bodyBytes = whole.size() - CHECK_BYTES;
    if (bodyBytes < 1 || !check(whole.substring(0, bodyBytes)).equals(whole.substring(bodyBytes))) {
      return new Parsed.Damaged<>("check bytes do not match");
    }
    // Only after the check: a mistyped first character must not send anybody looking for a newer
    // app.
    int version = whole.byteAt(0) & 0xff;
    if (version != VERSION) {
      return version == 0 ? new Parsed.Damaged<>("version is 0") : new Parsed.TooNew<>();
    }
    Decoded<T> message =
        Frames.read(whole.substring(1, bodyBytes), Limits.LINK_CHARS, parser, rules);
    if (message instanceof Decoded.Frame<T> frame) {
      return new Parsed.Link<>(link.apply(frame.frame()));
    }
    return new Parsed.Damaged<>(
        message instanceof Decoded.Malformed<T> malformed ? malformed.reason() : "too long");
  }

  private static ByteString check(ByteString body) {
    return Sha256.of(body).substring(0, CHECK_BYTES);
  }

  private static Optional<ByteString> decode(String base64) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(base64);
      // Java's decoder passes over padding and loose last bits; one link has one spelling.
      boolean canonical =
          Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(base64);
      return canonical ? Optional.of(ByteString.copyFrom(bytes)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
