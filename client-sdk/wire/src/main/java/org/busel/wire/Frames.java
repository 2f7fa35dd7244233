package org.busel.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.util.Optional;
import java.util.function.Function;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.DeskChange;
import org.busel.wire.v1.DeskMember;
import org.busel.wire.v1.DeviceList;
import org.busel.wire.v1.DeviceWelcome;
import org.busel.wire.v1.RelayFrame;

/// Reads frames from bytes of whatever origin. Never throws, never guesses; safe for any thread.
///
/// Long byte fields of the result are views of the input, not copies. Whoever wraps an array without copying it must
/// leave it alone for as long as the frame lives.
public final class Frames {
  /// Messages within messages that are followed; the deepest of the protocol are five.
  private static final int DEPTH = 16;

  private Frames() {}

  /// Reads what a device sent to a relay: one WebSocket message.
  public static Decoded<ClientFrame> client(ByteString bytes) {
    return read(bytes, Limits.FRAME_BYTES, ClientFrame.parser(), ClientFrameRules::flaw);
  }

  /// Reads what a relay sent to a device: one WebSocket message.
  public static Decoded<RelayFrame> relay(ByteString bytes) {
    return read(bytes, Limits.FRAME_BYTES, RelayFrame.parser(), RelayFrameRules::flaw);
  }

  /// Reads what one device said to another, after it was opened and before any of it is believed.
  public static Decoded<Content> content(ByteString bytes) {
    return read(bytes, Limits.CONTENT_BYTES, Content.parser(), ContentRules::flaw);
  }

  /// Reads one step of a desk's membership. Who may take it is for the chain to say.
  public static Decoded<DeskChange> deskChange(ByteString bytes) {
    return read(bytes, Limits.DESK_CHANGE_BYTES, DeskChange.parser(), DeskRules::flaw);
  }

  /// Reads how to reach a member of a desk.
  public static Decoded<DeskMember> deskMember(ByteString bytes) {
    return read(bytes, Limits.DESK_CHANGE_BYTES, DeskMember.parser(), DeskRules::flaw);
  }

  /// Reads which devices an account has. Whether the account says so is for its signature to show.
  public static Decoded<DeviceList> deviceList(ByteString bytes) {
    return read(bytes, Limits.DEVICE_LIST_BYTES, DeviceList.parser(), DeviceRules::list);
  }

  /// Reads what makes a device one of an account's.
  public static Decoded<DeviceWelcome> deviceWelcome(ByteString bytes) {
    return read(bytes, Limits.DEVICE_ANSWER_BYTES, DeviceWelcome.parser(), DeviceRules::welcome);
  }

  /// Reads a message and holds it to its rules.
  static <T extends MessageLite> Decoded<T> read(
      ByteString bytes, int limitBytes, Parser<T> parser, Function<T, Optional<String>> rules) {
    if (bytes.size() > limitBytes) {
      return new Decoded.TooLarge<>(limitBytes);
    }
    T message;
    try {
      CodedInputStream input = bytes.newCodedInput();
      input.enableAliasing(true);
      input.setRecursionLimit(DEPTH);
      message = parser.parseFrom(input);
      input.checkLastTagWas(0);
    } catch (InvalidProtocolBufferException e) {
      return new Decoded.Malformed<>("bytes are no protobuf of this kind");
    }
    Optional<String> flaw = rules.apply(message);
    return flaw.isPresent() ? new Decoded.Malformed<>(flaw.get()) : new Decoded.Frame<>(message);
  }
}
