package org.busel.wire;

import com.google.protobuf.ByteString;
import org.busel.wire.v1.DeviceAnswer;

/// What an account's device answers to one that joins: `busel:device#…`. Opens on that one device only.
///
/// @param sealed a DeviceWelcome, sealed to the link key of the request
public record DeviceAnswerLink(ByteString sealed) {
  /// How the text begins.
  public static final String PREFIX = "busel:device#";

  /// Reads what a person typed, pasted or scanned.
  public static Parsed<DeviceAnswerLink> parse(String text) {
    return LinkText.read(
        PREFIX,
        text,
        DeviceAnswer.parser(),
        DeviceRules::answer,
        answer -> new DeviceAnswerLink(answer.getSealed()));
  }

  /// The link.
  public String text() {
    return LinkText.of(PREFIX, DeviceAnswer.newBuilder().setSealed(sealed).build());
  }

  @Override
  public String toString() {
    return "DeviceAnswerLink[hidden]";
  }
}
